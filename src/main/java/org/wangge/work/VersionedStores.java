package org.wangge.work;

import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;

/** Makes the {@link VersionedStore} of each kind of document. */
@Component
public final class VersionedStores {

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Nudge nudge;

    VersionedStores(ReactiveMongoTemplate mongo, Inserts inserts, Nudge nudge) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.nudge = nudge;
    }

    /** For files that hold all that is known of them. */
    public <T extends Record & Versioned> VersionedStore<T> of(Class<T> type, String collection) {
        return of(type, collection, null);
    }

    /**
     * For files beside which lines are kept.
     *
     * @param history null for none
     */
    public <T extends Record & Versioned> VersionedStore<T> of(
            Class<T> type, String collection, VersionedStore.@Nullable History history) {
        return new VersionedStore<>(mongo, inserts, () -> nudge.eventsStored(collection), type, collection, history);
    }
}
