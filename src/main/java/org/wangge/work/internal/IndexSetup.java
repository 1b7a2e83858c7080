package org.wangge.work.internal;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.index.Index;
import org.wangge.work.StoreIndexes;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the indexes that the modules declare, all of a collection with one command. One that is there with other options is made
 * anew in its place; one that nobody declares stays and is told of, for an older instance may still need it.
 */
public final class IndexSetup {

    private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

    /** IndexOptionsConflict and IndexKeySpecsConflict: the same fields or the same name, otherwise. */
    private static final Set<Integer> OTHERWISE = Set.of(85, 86);

    private static final Logger log = LoggerFactory.getLogger(IndexSetup.class);

    private IndexSetup() {}

    /** Repeatable, also by several instances at once. Takes as long as the database needs, and says every ten seconds what it waits for. */
    public static Mono<Void> create(MongoDatabase database, Collection<StoreIndexes> declared) {
        Set<String> waiting = new ConcurrentSkipListSet<>();
        return Mono.using(
                () -> Flux.interval(TOLD_EVERY)
                        .subscribe(tick -> log.info(
                                "outcome=building-indexes of={} for={}s",
                                waiting,
                                (tick + 1) * TOLD_EVERY.toSeconds())),
                telling -> Flux.fromIterable(declared)
                        .flatMapIterable(module -> module.indexes().entrySet())
                        .doOnNext(of -> waiting.add(of.getKey()))
                        .flatMap(of -> create(database.getCollection(of.getKey()), of.getValue())
                                .doOnSuccess(done -> waiting.remove(of.getKey())))
                        .then(),
                Disposable::dispose);
    }

    private static Mono<Void> create(MongoCollection<Document> collection, List<Index> declared) {
        Mono<Void> made = made(collection, declared);
        return made.onErrorResume(
                        IndexSetup::isThereOtherwise,
                        conflict -> dropChanged(collection, declared).then(made))
                .then(Mono.defer(() -> tellOfOthers(collection, declared)));
    }

    private static Mono<Void> made(MongoCollection<Document> collection, List<Index> declared) {
        List<IndexModel> models = declared.stream().map(IndexSetup::model).toList();
        return Flux.from(collection.createIndexes(models)).then();
    }

    private static boolean isThereOtherwise(Throwable failure) {
        return failure instanceof MongoCommandException refused && OTHERWISE.contains(refused.getErrorCode());
    }

    /** Until it is made anew, queries go without it, and two documents may be where one is allowed; then making it fails and says so. */
    private static Mono<Void> dropChanged(MongoCollection<Document> collection, List<Index> declared) {
        Map<String, Index> wanted = declared.stream().collect(Collectors.toMap(IndexSetup::nameOf, index -> index));
        return Flux.from(collection.listIndexes())
                .filter(present -> differs(present, wanted))
                .concatMap(present -> {
                    String name = present.getString("name");
                    log.warn(
                            "outcome=index-made-anew collection={} index={}",
                            collection.getNamespace().getCollectionName(),
                            name);
                    return collection.dropIndex(name);
                })
                .then();
    }

    private static boolean differs(Document present, Map<String, Index> wanted) {
        Index same = wanted.get(present.getString("name"));
        if (same != null) {
            return !isLike(present, same);
        }
        // Under another name, but of the same fields.
        return wanted.values().stream().anyMatch(index -> keysOf(present).equals(index.getIndexKeys()));
    }

    private static boolean isLike(Document present, Index wanted) {
        Document options = wanted.getIndexOptions();
        return keysOf(present).equals(wanted.getIndexKeys())
                && present.getBoolean("unique", false) == options.getBoolean("unique", false)
                && present.getBoolean("sparse", false) == options.getBoolean("sparse", false);
    }

    /** Servers tell directions as whole or as broken numbers. */
    private static Document keysOf(Document present) {
        Document keys = new Document();
        present.get("key", Document.class)
                .forEach((field, way) -> keys.append(field, way instanceof Number number ? number.intValue() : way));
        return keys;
    }

    private static Mono<Void> tellOfOthers(MongoCollection<Document> collection, List<Index> declared) {
        Set<String> known = declared.stream().map(IndexSetup::nameOf).collect(Collectors.toSet());
        return Flux.from(collection.listIndexes())
                // By which a collection is spread over shards: made by who runs them, and not to be dropped.
                .filter(present -> !present.get("key", Document.class).containsValue("hashed"))
                .map(present -> present.getString("name"))
                .filter(name -> !name.equals("_id_") && !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new))
                .filter(others -> !others.isEmpty())
                .doOnNext(others -> log.info(
                        "outcome=indexes-not-ours collection={} indexes={} what-next=drop-them-when-no-older-instance-runs",
                        collection.getNamespace().getCollectionName(),
                        others))
                .then();
    }

    private static String nameOf(Index index) {
        String name = index.getIndexOptions().getString("name");
        return name == null
                ? index.getIndexKeys().entrySet().stream()
                        .map(key -> key.getKey() + "_" + key.getValue())
                        .collect(Collectors.joining("_"))
                : name;
    }

    private static IndexModel model(Index index) {
        Document options = index.getIndexOptions();
        IndexOptions wanted = new IndexOptions()
                .unique(options.getBoolean("unique", false))
                .sparse(options.getBoolean("sparse", false));
        return new IndexModel(index.getIndexKeys(), wanted.name(nameOf(index)));
    }
}
