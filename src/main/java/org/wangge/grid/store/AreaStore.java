package org.wangge.grid.store;

import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Repository;
import org.wangge.grid.Division;
import org.wangge.grid.Office;
import org.wangge.work.Inserts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The divisions and offices, each a document under its code. Few enough to be read whole. */
@Repository
public class AreaStore {

    private final ReactiveMongoTemplate template;
    private final Inserts inserts;

    AreaStore(ReactiveMongoTemplate template, Inserts inserts) {
        this.template = template;
        this.inserts = inserts;
    }

    public Flux<Division> divisions() {
        return template.findAll(Document.class, GridIndexes.DIVISIONS).map(AreaDocuments::division);
    }

    public Flux<Office> offices() {
        return template.findAll(Document.class, GridIndexes.OFFICES).map(AreaDocuments::office);
    }

    /** Adds or replaces these. */
    public Mono<Void> putDivisions(List<Division> divisions) {
        return inserts.putAll(divisions.stream().map(AreaDocuments::of).toList(), GridIndexes.DIVISIONS);
    }

    /** Adds or replaces these. */
    public Mono<Void> putOffices(List<Office> offices) {
        return inserts.putAll(offices.stream().map(AreaDocuments::of).toList(), GridIndexes.OFFICES);
    }
}
