package org.wangge.work.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the relay writes into documents: strikes off what was told, and keeps marks for the consumers that are behind. Each is
 * a guarded update, so that a relay that lost its lease cannot undo what another did.
 */
@Component
final class OutboxWrites {

    private static final String OUTBOX = "outbox";
    private static final String DISPATCH = "dispatch";
    static final String DUE_AT = "dispatch.dueAt";
    static final String ATTEMPTS = "dispatch.attempts";
    static final String PARKED_AT = "dispatch.parkedAt";

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    OutboxWrites(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * Everything in these was told to all, and nobody was behind. Where nothing arrived meanwhile the document is done. Where
     * something did, only what was told goes, and the rest is due.
     */
    Mono<Void> strikeOff(String collection, List<StoredEvents> told) {
        if (told.isEmpty()) {
            return Mono.empty();
        }
        var done = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, collection);
        Map<Integer, List<StoredEvents>> bySize =
                told.stream().collect(Collectors.groupingBy(one -> one.outbox().size()));
        bySize.forEach((size, alike) -> done.updateMulti(
                Query.query(andNoMore(StoredEvents.asRead(alike), size)
                        .and(StoredEvents.MARKS)
                        .exists(false)),
                new Update().unset(OUTBOX).unset(DISPATCH)));
        return done.execute()
                .flatMap(result ->
                        result.getModifiedCount() == told.size() ? Mono.empty() : strikeOffSome(collection, told));
    }

    /** Matches nothing where the document is done. Whatever marks another relay wrote meanwhile, these events were told to all. */
    private Mono<Void> strikeOffSome(String collection, List<StoredEvents> told) {
        var some = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, collection);
        told.forEach(one -> some.updateOne(
                Query.query(StoredEvents.asRead(List.of(one))), pull(new Update().unset(ATTEMPTS), one.eventIds())));
        return some.execute().then();
    }

    /** What is left of one document: these marks, and without these events, for which nobody waits. */
    record Kept(StoredEvents read, List<ConsumerMark> marks, List<UUID> toldToAll) {

        private Query asRead() {
            return Query.query(read.asReadWithMarks());
        }

        private Query nothingNew() {
            return Query.query(andNoMore(read.asReadWithMarks(), read.outbox().size()));
        }
    }

    /**
     * Keeps these marks and strikes off what nobody waits for. Nothing happens where another relay told of the document, or
     * somebody resumed it, since it was read: it is still due then.
     */
    Mono<Void> keep(String collection, List<Kept> all) {
        if (all.isEmpty()) {
            return Mono.empty();
        }
        var kept = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, collection);
        all.forEach(one -> kept.updateOne(one.nothingNew(), untilDue(one.marks(), one.toldToAll())));
        return kept.execute()
                .flatMap(result -> result.getMatchedCount() == all.size() ? Mono.empty() : keepSome(collection, all));
    }

    /** Where something arrived meanwhile, it is due now; so is the document. Does nothing to the others. */
    private Mono<Void> keepSome(String collection, List<Kept> all) {
        var some = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, collection);
        all.forEach(one -> some.updateOne(one.asRead(), marked(one.marks(), one.toldToAll())));
        return some.execute().then();
    }

    /**
     * Keeps these marks of a document after a late answer; false when it changed since it was read. What nobody was told yet stays
     * due.
     */
    Mono<Boolean> answered(String collection, PendingEvents read, List<ConsumerMark> marks) {
        List<UUID> news = read.news().stream().map(PendingEvents.Entry::id).toList();
        List<UUID> told = read.toldToAll(marks).stream()
                .filter(event -> !news.contains(event))
                .toList();
        Update update = news.isEmpty() ? untilDue(marks, told) : marked(marks, told);
        return mongo.updateFirst(new Kept(read.stored(), marks, told).nothingNew(), update, collection)
                .map(result -> result.getMatchedCount() == 1);
    }

    private static Update untilDue(List<ConsumerMark> marks, List<UUID> toldToAll) {
        return marks.stream()
                .map(ConsumerMark::dueAt)
                .min(Instant::compareTo)
                .map(due -> marked(marks, toldToAll).set(DUE_AT, due))
                .orElseGet(() -> new Update().unset(OUTBOX).unset(DISPATCH));
    }

    private static Update marked(List<ConsumerMark> marks, List<UUID> toldToAll) {
        Update update = new Update().unset(ATTEMPTS).unset(PARKED_AT);
        if (marks.isEmpty()) {
            update.unset(StoredEvents.MARKS);
        } else {
            update.set(
                    StoredEvents.MARKS, marks.stream().map(ConsumerMark::stored).toList());
        }
        return toldToAll.isEmpty() ? update : pull(update, toldToAll);
    }

    private static Update pull(Update update, List<UUID> events) {
        return update.pull(OUTBOX, new Document("_id", new Document("$in", events)));
    }

    private static Criteria andNoMore(Criteria asRead, int size) {
        return size == 0 ? asRead : asRead.and(OUTBOX).size(size);
    }

    /** The whole document waits longer, because nobody can be told of an event that cannot be read; true when it is given up. */
    Mono<Boolean> postpone(String collection, StoredEvents read) {
        int failures = read.attempts() + 1;
        boolean givenUp = failures >= ConsumerMark.PARKED_AFTER;
        Instant now = clock.instant();
        Update later = new Update()
                .set(ATTEMPTS, failures)
                .set(DUE_AT, givenUp ? ConsumerMark.NEVER : now.plus(ConsumerMark.wait(failures)));
        if (givenUp) {
            later.set(PARKED_AT, now);
        }
        return mongo.updateFirst(Query.query(StoredEvents.asRead(List.of(read))), later, collection)
                .thenReturn(givenUp);
    }
}
