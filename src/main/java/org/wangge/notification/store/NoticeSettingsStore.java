package org.wangge.notification.store;

import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.notification.model.NoticeSettings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** How people want to be called; there is nothing of who never changed anything. */
@Repository
public class NoticeSettingsStore {

    private static final String SETTINGS = "notice_settings";

    private final ReactiveMongoTemplate mongo;

    NoticeSettingsStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Empty when the person never changed anything. */
    public Mono<NoticeSettings> find(UUID account) {
        return mongo.findById(account, NoticeSettings.class, SETTINGS);
    }

    /** Of those of them who ever changed anything. One query. */
    public Flux<NoticeSettings> of(Collection<UUID> accounts) {
        return accounts.isEmpty()
                ? Flux.empty()
                : mongo.find(Query.query(Criteria.where("_id").in(accounts)), NoticeSettings.class, SETTINGS);
    }

    /**
     * Replaces them.
     *
     * @param seen empty is given when it is not the present version; 0 when there were none; null for whatever there is
     */
    public Mono<NoticeSettings> replace(NoticeSettings wanted, @Nullable Long seen) {
        Criteria present = Criteria.where("_id").is(wanted.id());
        boolean alsoNew = seen == null || seen == 0;
        if (seen != null) {
            present = seen == 0
                    ? present.and("version").exists(false)
                    : present.and("version").is(seen);
        }
        Update change = new Update()
                .set("quietHours", wanted.quietHours())
                .set("language", wanted.language())
                .set("pushOff", wanted.off())
                .set("digestAt", wanted.digestAt())
                .inc("version", 1L);
        Mono<NoticeSettings> replaced = mongo.findAndModify(
                Query.query(present),
                change,
                FindAndModifyOptions.options().returnNew(true).upsert(alsoNew),
                NoticeSettings.class,
                SETTINGS);
        return seen == null
                // Two that come first at once: one of them finds it made.
                ? replaced.retryWhen(Retry.max(2).filter(DuplicateKeyException.class::isInstance))
                : replaced.onErrorResume(DuplicateKeyException.class, raced -> Mono.empty());
    }
}
