package org.wangge.checklist.store;

import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreSetup;
import reactor.core.publisher.Mono;

/** The index of checklists. */
@Component
public class ChecklistIndexes implements StoreSetup {

    private final ReactiveMongoTemplate mongo;

    ChecklistIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** The newest version of one list and of all, in order; and no version twice. */
    @Override
    public Mono<Void> prepare() {
        Index byCode =
                new Index("code", Direction.ASC).on("version", Direction.DESC).unique();
        return mongo.indexOps(ChecklistStore.CHECKLISTS).createIndex(byCode).then();
    }
}
