package org.wangge.work.internal;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the indexes that the modules declare, all of a collection with one command. */
public final class IndexSetup {

    private IndexSetup() {}

    /** Repeatable, also by several instances at once. */
    public static Mono<Void> create(ReactiveMongoTemplate mongo, Collection<StoreIndexes> declared) {
        return Flux.fromIterable(declared)
                .flatMapIterable(module -> module.indexes().entrySet())
                .flatMap(of -> create(mongo, of.getKey(), of.getValue()))
                .then();
    }

    private static Mono<Void> create(ReactiveMongoTemplate mongo, String collection, List<Index> indexes) {
        List<IndexModel> models = indexes.stream().map(IndexSetup::model).toList();
        return mongo.getCollection(collection)
                .flatMapMany(target -> target.createIndexes(models))
                .then();
    }

    private static IndexModel model(Index index) {
        Document options = index.getIndexOptions();
        IndexOptions wanted = new IndexOptions()
                .unique(options.getBoolean("unique", false))
                .sparse(options.getBoolean("sparse", false));
        String name = options.getString("name");
        return new IndexModel(index.getIndexKeys(), name == null ? wanted : wanted.name(name));
    }
}
