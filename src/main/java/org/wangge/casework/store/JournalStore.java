package org.wangge.casework.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.model.TimelineLine;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Inserts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The older lines of long timelines, for good; the newest stay in their case. Lines are only ever added; a line's id is its
 * event's, so once more is no more.
 */
@Repository
public class JournalStore implements EventHandler {

    static final String JOURNAL = "case_journal";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    JournalStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    private record Entry(UUID id, UUID caseId, TimelineLine line) {}

    /** A line of a timeline on its way into the journal, before it leaves the case; of no concern to other modules. */
    record LineAged(UUID caseId, TimelineLine line) implements DomainEvent {

        @Override
        public UUID eventId() {
            return line.id();
        }

        @Override
        public Instant at() {
            return line.at();
        }
    }

    @Override
    public Consumer consumer() {
        return Consumer.JOURNAL;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof LineAged;
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        List<Entry> entries = events.stream()
                .map(LineAged.class::cast)
                .map(aged -> new Entry(aged.line().id(), aged.caseId(), aged.line()))
                .toList();
        return inserts.insertAbsent(entries, JOURNAL).then();
    }

    /** The lines after one, before another, in order. */
    public Flux<TimelineLine> lines(UUID caseId, int after, int before, int limit) {
        Query query = Query.query(Criteria.where("caseId")
                        .is(caseId)
                        .and("line.sequence")
                        .gt(after)
                        .lt(before))
                .with(Sort.by("line.sequence"))
                .limit(limit);
        return mongo.find(query, Entry.class, JOURNAL).map(Entry::line);
    }
}
