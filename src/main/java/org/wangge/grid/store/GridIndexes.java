package org.wangge.grid.store;

import com.mongodb.client.model.IndexOptions;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreSetup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every index of the grid directory and why it is there. */
@Component
public class GridIndexes implements StoreSetup {

    static final String CELLS = "grid_cells";
    static final String DIVISIONS = "divisions";
    static final String OFFICES = "offices";
    static final String REVISION = "grid_revision";
    static final String WORKERS = "grid_workers";

    /**
     * One index.
     *
     * @param reason which query needs it
     */
    public record Declared(String collection, String name, Document keys, String reason) {}

    /** Divisions, offices and the revision pointer are read whole or by their id and need none. */
    public static final List<Declared> ALL = List.of(
            new Declared(
                    CELLS, "revision", new Document("revision", 1), "Loading one publication, and purging old ones."),
            new Declared(
                    WORKERS,
                    "grid_from",
                    new Document("gridCode", 1).append("from", -1),
                    "Who answers for a grid, newest first."),
            new Declared(
                    WORKERS,
                    "account",
                    new Document("accountId", 1).append("gridCode", 1),
                    "Which grids a worker answers for; ending them when the worker leaves."));

    private final ReactiveMongoTemplate template;

    GridIndexes(ReactiveMongoTemplate template) {
        this.template = template;
    }

    @Override
    public Mono<Void> prepare() {
        return Flux.fromIterable(ALL)
                .concatMap(index -> template.getCollection(index.collection())
                        .flatMap(collection ->
                                Mono.from(collection.createIndex(index.keys(), new IndexOptions().name(index.name())))))
                .then();
    }
}
