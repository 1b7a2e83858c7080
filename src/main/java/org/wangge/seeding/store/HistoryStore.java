package org.wangge.seeding.store;

import java.time.Instant;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The ledger of the history: one document beside those of the seeds, so that it is made once and goes on where it stopped. */
@Component
public class HistoryStore {

    private static final String SEEDS = "seeds";
    private static final Query HISTORY = Query.query(Criteria.where("_id").is("fucheng/history"));

    private final ReactiveMongoTemplate mongo;

    HistoryStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * How far it is.
     *
     * @param today the moment the history ends at, that of the first start
     * @param days how many of it there are before today
     * @param made how many days are made, today counted too
     */
    public record Progress(Instant today, int days, int made) {

        public boolean isComplete() {
            return made > days;
        }
    }

    /** Empty where none was ever begun. */
    public Mono<Progress> find() {
        return mongo.findOne(HISTORY, Document.class, SEEDS)
                .map(found -> new Progress(
                        found.getDate("today").toInstant(), found.getInteger("days"), found.getInteger("made")));
    }

    /** Begins one; where there is one already it stays. */
    public Mono<Void> begin(Instant today, int days) {
        Document begun = new Document("_id", "fucheng/history")
                .append("today", today)
                .append("days", days)
                .append("made", 0);
        return mongo.insert(begun, SEEDS)
                .onErrorResume(DuplicateKeyException.class, there -> Mono.empty())
                .then();
    }

    /** So many days are made. */
    public Mono<Void> note(int made) {
        return mongo.updateFirst(HISTORY, new Update().set("made", made), SEEDS).then();
    }
}
