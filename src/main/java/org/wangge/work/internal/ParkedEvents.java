package org.wangge.work.internal;

import com.mongodb.client.result.UpdateResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.work.Consumer;
import org.wangge.work.Nudge;
import org.wangge.work.Outbox;
import org.wangge.work.PolledWork;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events that were given up after too many failures, for people to look at and to have told again once the reason is gone.
 * Nothing of them is lost meanwhile: they stay in their document. Mostly one consumer could not be told; the others were.
 * Looks now and then at all sources, also for the relay.
 */
@Component
public final class ParkedEvents implements PolledWork, StartupStep {

    private static final int RESUMED_AT_ONCE = 8;

    private final ReactiveMongoTemplate mongo;
    private final List<Outbox.Source> sources;
    private final Nudge nudge;
    private final Clock clock;
    private final Map<String, Long> counted = new ConcurrentHashMap<>();

    ParkedEvents(
            ReactiveMongoTemplate mongo,
            ObjectProvider<Outbox.Source> sources,
            Nudge nudge,
            Clock clock,
            MeterRegistry metrics) {
        this.mongo = mongo;
        this.sources = sources.orderedStream().toList();
        this.nudge = nudge;
        this.clock = clock;
        metrics.gauge(
                "wangge.outbox.parked",
                counted,
                found -> found.values().stream().mapToLong(Long::longValue).sum());
    }

    /**
     * Events of a document that wait for somebody.
     *
     * @param source the collection it is in
     * @param consumer who could not be told; null when nobody could, because this build cannot read an event
     * @param events how many it has yet to hear
     * @param parkedAt null when it is not known any more
     */
    public record Parked(
            String source,
            String id,
            @Nullable String consumer,
            int events,
            int attempts,
            @Nullable Instant parkedAt) {}

    /** Up to so many, source by source; all, or those of one consumer. */
    public Flux<Parked> list(@Nullable Consumer consumer, int limit) {
        return Flux.fromIterable(sources)
                .concatMap(source -> {
                    Query query = Query.query(consumer == null ? isParked() : isMarked(consumer))
                            .with(Sort.by(OutboxWrites.DUE_AT))
                            .limit(limit);
                    query.fields().include("outbox._id", "dispatch");
                    return mongo.find(query, Document.class, source.collection())
                            .concatMapIterable(found -> parked(source, found));
                })
                .filter(parked -> consumer == null || consumer.name().equals(parked.consumer()))
                .take(limit);
    }

    private static List<Parked> parked(Outbox.Source source, Document found) {
        String id = String.valueOf(found.get("_id"));
        StoredEvents stored = StoredEvents.of(found);
        Document dispatch = found.get("dispatch", new Document());
        Set<UUID> present = Set.copyOf(stored.eventIds());
        List<Parked> all = new ArrayList<>();
        Date dueAt = dispatch.getDate("dueAt");
        Date at = dispatch.getDate("parkedAt");
        if (stored.attempts() > 0 && dueAt != null && !dueAt.toInstant().isBefore(ConsumerMark.NEVER)) {
            all.add(new Parked(
                    source.collection(),
                    id,
                    null,
                    present.size(),
                    stored.attempts(),
                    at == null ? null : at.toInstant()));
        }
        stored.marks().stream()
                .map(ConsumerMark::of)
                .filter(ConsumerMark::isParked)
                .map(mark -> new Parked(
                        source.collection(),
                        id,
                        mark.consumer(),
                        (int) mark.events().stream().filter(present::contains).count(),
                        mark.attempts(),
                        mark.parkedAt()))
                .forEach(all::add);
        return all;
    }

    /** Has parked events told again, all or those of one consumer, from the first try on; says in how many documents. Repeatable. */
    public Mono<Long> resume(@Nullable Consumer consumer) {
        return Flux.fromIterable(sources)
                .concatMap(source -> resumeMarks(source, consumer))
                .reduce(0L, Long::sum)
                .flatMap(resumed -> consumer == null ? resumeWhole().map(whole -> whole + resumed) : Mono.just(resumed))
                .doOnNext(resumed -> sources.forEach(source -> nudge.eventsStored(source.collection())));
    }

    private Flux<Long> resumeMarks(Outbox.Source source, @Nullable Consumer consumer) {
        Query marked = Query.query(isMarked(consumer));
        marked.fields().include("dispatch");
        return mongo.find(marked, Document.class, source.collection())
                .map(StoredEvents::of)
                .flatMap(stored -> resumeMarks(source, stored, consumer), RESUMED_AT_ONCE);
    }

    /** One whose marks were changed by a relay meanwhile had something new to tell, and so was tried again anyway. */
    private Mono<Long> resumeMarks(Outbox.Source source, StoredEvents stored, @Nullable Consumer consumer) {
        Instant now = clock.instant();
        List<Document> marks = stored.marks().stream()
                .map(ConsumerMark::of)
                .map(mark ->
                        mark.isParked() && (consumer == null || consumer.name().equals(mark.consumer()))
                                ? mark.resumed(now)
                                : mark)
                .map(ConsumerMark::stored)
                .toList();
        Query asRead = Query.query(
                Criteria.where("_id").is(stored.id()).and(StoredEvents.MARKS).is(stored.marks()));
        Update again = new Update().set(OutboxWrites.DUE_AT, now).set(StoredEvents.MARKS, marks);
        return mongo.updateFirst(asRead, again, source.collection()).map(UpdateResult::getModifiedCount);
    }

    private Mono<Long> resumeWhole() {
        return updateAll(
                isParkedAsAWhole(),
                new Update()
                        .set(OutboxWrites.DUE_AT, clock.instant())
                        .unset(OutboxWrites.ATTEMPTS)
                        .unset(OutboxWrites.PARKED_AT));
    }

    /**
     * At the start: what an older build gave up for all consumers because of one of them, and what it could not read, is tried
     * once more. Whoever fails again is parked at once, alone.
     */
    @Override
    public Mono<Void> run() {
        Update onceMore = new Update().set(OutboxWrites.DUE_AT, clock.instant()).unset(OutboxWrites.PARKED_AT);
        return updateAll(isParkedAsAWhole(), onceMore).then();
    }

    private Mono<Long> updateAll(Criteria which, Update update) {
        return Flux.fromIterable(sources)
                .concatMap(source -> mongo.updateMulti(Query.query(which), update, source.collection())
                        .doOnNext(result -> nudge.eventsStored(source.collection())))
                .reduce(0L, (sum, result) -> sum + result.getModifiedCount());
    }

    private static Criteria isMarked(@Nullable Consumer consumer) {
        return isWaiting().and(StoredEvents.MARKS).elemMatch(parkedMark(consumer));
    }

    private static Criteria parkedMark(@Nullable Consumer consumer) {
        Criteria parked = Criteria.where("parkedAt").exists(true);
        return consumer == null ? parked : parked.and("consumer").is(consumer.name());
    }

    private static Criteria isParkedAsAWhole() {
        return Criteria.where(OutboxWrites.DUE_AT)
                .gte(ConsumerMark.NEVER)
                .and(OutboxWrites.ATTEMPTS)
                .exists(true);
    }

    private static Criteria isParked() {
        return isWaiting()
                .orOperator(Criteria.where(StoredEvents.MARKS).elemMatch(parkedMark(null)), isParkedAsAWhole());
    }

    /** For the relay's index: few documents have anything to tell at any moment. */
    private static Criteria isWaiting() {
        return Criteria.where(OutboxWrites.DUE_AT).gte(Instant.EPOCH);
    }

    @Override
    public String name() {
        return "event-look";
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    /**
     * Looks at all sources, with one command for each while nothing waits there: wakes the relay for what was left by an instance that
     * died, and counts what is parked, for the gauge.
     */
    @Override
    public Mono<Boolean> turn() {
        return Flux.fromIterable(sources).concatMap(this::look).then(Mono.just(false));
    }

    private Mono<Long> look(Outbox.Source source) {
        Query waiting =
                Query.query(isWaiting()).with(Sort.by(OutboxWrites.DUE_AT)).limit(1);
        waiting.fields().include("dispatch");
        return mongo.find(waiting, Document.class, source.collection())
                .next()
                .delayUntil(oldest -> hurry(source))
                .flatMap(oldest -> {
                    Date dueAt = oldest.get("dispatch", Document.class).getDate("dueAt");
                    if (!dueAt.toInstant().isAfter(clock.instant())) {
                        nudge.eventsStored(source.collection());
                    }
                    return mongo.count(Query.query(isParked()), source.collection());
                })
                .defaultIfEmpty(0L)
                .doOnNext(found -> counted.put(source.collection(), found));
    }

    /** What is due later than anybody waits was stored before the clock was set back: it is due now. */
    private Mono<Boolean> hurry(Outbox.Source source) {
        Instant now = clock.instant();
        Criteria tooLate = Criteria.where(OutboxWrites.DUE_AT)
                .gt(now.plus(ConsumerMark.LONGEST))
                .lt(ConsumerMark.NEVER);
        Update atOnce = new Update().set(OutboxWrites.DUE_AT, now);
        return mongo.updateMulti(Query.query(tooLate), atOnce, source.collection())
                .doOnNext(result -> {
                    if (result.getModifiedCount() > 0) {
                        nudge.eventsStored(source.collection());
                    }
                })
                .thenReturn(true);
    }
}
