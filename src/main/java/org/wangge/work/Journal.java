package org.wangge.work;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The older lines of one kind of timeline, for good; the newest stay in the document that they tell of, their owner. Lines are
 * only ever added. A line's id is its event's, so once more is no more. Made by {@link Journals}.
 *
 * <p>Lines come in one of two ways. A step puts those that leave there first ({@link #keep}), which hides none, or hands one over beside
 * its event ({@link #aged}), which costs a busy collection no command of its own (ADR 15).
 *
 * @param <L> a line as it is stored, with its {@code id} and its {@code sequence}, which is 1 for the first
 */
public final class Journal<L extends Record> {

    /** So many lines stay in their owner. */
    public static final int LINES_KEPT = 30;

    /**
     * A line goes to the journal when so many have followed it: late enough that most timelines need none, and early enough that
     * it is there before it leaves its owner, unless the relay is twenty steps of one document behind.
     */
    private static final int LINES_BEFORE_JOURNAL = 10;

    private static final String LINE = "line";
    private static final String SEQUENCE = "line.sequence";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Class<L> type;
    private final String collection;
    private final String owner;

    Journal(ReactiveMongoTemplate mongo, Inserts inserts, Class<L> type, String collection, String owner) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.type = type;
        this.collection = collection;
        this.owner = owner;
    }

    /** A line on its way into the journal, before it leaves its owner; of no concern to other modules. */
    record LineAged(Journal<?> journal, UUID ownerId, Document line, Instant at) implements DomainEvent {

        @Override
        public UUID eventId() {
            return line.get("_id", UUID.class);
        }
    }

    /** A whole timeline, in order; the same line is not kept twice. */
    public static Index index(String owner) {
        return new Index(owner, Direction.ASC).on(SEQUENCE, Direction.ASC).unique();
    }

    /**
     * The line that one more brings to the journal, to be stored beside the event of that step; empty while none is old enough.
     *
     * @param lines those in the owner, before the step
     */
    public Document aged(List<L> lines) {
        int at = lines.size() - LINES_BEFORE_JOURNAL;
        return at < 0 ? new Document() : new Document(LINE, document(lines.get(at)));
    }

    /** What a step has to tell: its event, and the line that {@link #aged} put beside it. */
    public List<DomainEvent> told(Document stored, UUID ownerId, DomainEvent event) {
        Document line = stored.get(LINE, Document.class);
        return line == null ? List.of(event) : List.of(new LineAged(this, ownerId, line, event.at()), event);
    }

    /** Puts lines there at once, whether the relay has or not; for those that are about to leave their owner. Repeatable. */
    public Mono<Void> keep(UUID ownerId, List<L> lines) {
        return keep(lines.stream().map(line -> entry(ownerId, document(line))).toList());
    }

    Mono<Void> keepAged(List<LineAged> aged) {
        return keep(aged.stream().map(one -> entry(one.ownerId(), one.line())).toList());
    }

    private Mono<Void> keep(List<Document> entries) {
        return inserts.insertAbsent(entries, collection).then();
    }

    private Document entry(UUID ownerId, Document line) {
        return new Document("_id", line.get("_id")).append(owner, ownerId).append(LINE, line);
    }

    private Document document(L line) {
        Document document = new Document();
        mongo.getConverter().write(line, document);
        return document;
    }

    /**
     * A timeline in order, after a sequence number: what has left its owner, and then what is still in it.
     *
     * @param kept the lines in the owner
     * @param length how many lines there ever were
     */
    public Flux<L> timeline(UUID ownerId, List<L> kept, int length, int after, int limit) {
        int left = length - kept.size();
        Flux<L> older = after < left ? lines(between(ownerId, after, left).limit(limit)) : Flux.empty();
        return older.concatWith(Flux.fromIterable(kept).skip(Math.max(0, after - left)))
                .take(limit);
    }

    /** All lines that have left an owner whose first one is this now, in order. */
    public Flux<L> before(UUID ownerId, int first) {
        return first == 1 ? Flux.empty() : lines(between(ownerId, 0, first - 1));
    }

    private Query between(UUID ownerId, int after, int last) {
        return Query.query(Criteria.where(owner)
                        .is(ownerId)
                        .and(SEQUENCE)
                        .gt(after)
                        .lte(last))
                .with(Sort.by(SEQUENCE));
    }

    private Flux<L> lines(Query query) {
        return mongo.find(query, Document.class, collection)
                .map(entry -> mongo.getConverter().read(type, entry.get(LINE, Document.class)));
    }
}
