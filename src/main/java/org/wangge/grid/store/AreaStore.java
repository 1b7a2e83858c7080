package org.wangge.grid.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Repository;
import org.wangge.grid.Division;
import org.wangge.grid.Office;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The divisions and offices, each a document under its code. Few enough to be read whole. */
@Repository
public class AreaStore {

    private final ReactiveMongoTemplate template;

    AreaStore(ReactiveMongoTemplate template) {
        this.template = template;
    }

    public Flux<Division> divisions() {
        return template.findAll(Document.class, GridIndexes.DIVISIONS).map(AreaDocuments::division);
    }

    public Flux<Office> offices() {
        return template.findAll(Document.class, GridIndexes.OFFICES).map(AreaDocuments::office);
    }

    /** Adds or replaces these. */
    public Mono<Void> putDivisions(List<Division> divisions) {
        return put(
                GridIndexes.DIVISIONS, divisions.stream().map(AreaDocuments::of).toList());
    }

    /** Adds or replaces these. */
    public Mono<Void> putOffices(List<Office> offices) {
        return put(GridIndexes.OFFICES, offices.stream().map(AreaDocuments::of).toList());
    }

    private Mono<Void> put(String collection, List<Document> documents) {
        if (documents.isEmpty()) {
            return Mono.empty();
        }
        List<ReplaceOneModel<Document>> writes = documents.stream()
                .map(document -> new ReplaceOneModel<>(
                        Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)))
                .toList();
        return template.getCollection(collection)
                .flatMap(target -> Mono.from(target.bulkWrite(writes, new BulkWriteOptions().ordered(false))))
                .then();
    }
}
