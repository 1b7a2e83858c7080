package org.wangge.casework.store;

import java.util.List;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Repository;
import org.wangge.casework.events.CaseEvent;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Findable;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Mono;

/** What is made to warm up and is no case: written and read like one, beside them, and taken away. */
@Repository
public class RehearsedCases {

    private static final String REHEARSED = "cases_rehearsed";

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<CaseFile> rehearsed;

    RehearsedCases(ReactiveMongoTemplate mongo, VersionedStores stores) {
        this.mongo = mongo;
        this.rehearsed = stores.of(CaseFile.class, REHEARSED);
    }

    /** Writes it and reads it back. */
    public Mono<CaseFile> write(CaseFile file, CaseEvent event) {
        return rehearsed
                .insert(Findable.upToDate(file), new Beside(List.of(rehearsed.told(event)), null, event.at()))
                .flatMap(stored -> rehearsed.find(stored.id()));
    }

    /** Takes all of them away. Repeatable. */
    public Mono<Void> forget() {
        return mongo.dropCollection(REHEARSED);
    }
}
