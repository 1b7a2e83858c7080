package org.wangge.work.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Leases;
import org.wangge.work.Outbox;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes stored events to their handlers. For each source one instance at a time has the turn; it reads a batch of documents,
 * hands their events to each handler together, and strikes them off with one bulk write. So a document is written once after
 * its change, not twice, and its events keep their order. Who lost the turn does no harm: handlers may be repeated, and only
 * events that were told are struck off.
 */
@Component
public class OutboxRelay implements PolledWork {

    public static final String NAME = "outbox-relay";

    static final int BATCH = 64;
    static final int PARKED_AFTER = 10;
    private static final Duration HANDLER_TIMEOUT = Duration.ofSeconds(10);

    /** How long to wait when another instance has the turn; about as long as one takes. */
    private static final Duration NOT_MY_TURN = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final ReactiveMongoTemplate mongo;
    private final List<Outbox.Source> sources;
    private final List<EventHandler> handlers;
    private final Clock clock;
    private final Turns turns;
    private final Counter told;
    private final Counter parked;
    private final Map<String, Long> waitingMillis = new ConcurrentHashMap<>();

    OutboxRelay(
            ReactiveMongoTemplate mongo,
            ObjectProvider<Outbox.Source> sources,
            ObjectProvider<EventHandler> handlers,
            Turns turns,
            Clock clock,
            MeterRegistry metrics) {
        this.mongo = mongo;
        this.turns = turns;
        this.sources = sources.orderedStream().toList();
        this.handlers = handlers.orderedStream().toList();
        this.clock = clock;
        this.told = metrics.counter("wangge.outbox.events", "outcome", "told");
        metrics.gauge("wangge.outbox.waiting.seconds", waitingMillis, OutboxRelay::longestSeconds);
        this.parked = metrics.counter("wangge.outbox.events", "outcome", "parked");
    }

    /** One document and what it has to tell, not yet read: one that cannot be read must not hold up the others. */
    private record Untold(Object id, int attempts, List<Document> outbox) {

        List<UUID> eventIds() {
            return outbox.stream().map(event -> event.get("_id", UUID.class)).toList();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Mono<Boolean> turn() {
        return Flux.fromIterable(sources).concatMap(this::drain).reduce(false, Boolean::logicalOr);
    }

    private Mono<Boolean> drain(Outbox.Source source) {
        return isAnyDue(source)
                .flatMap(due -> due
                        ? Mono.usingWhen(
                                turns.take(source.collection()),
                                turn -> turn.isMine()
                                        ? tellBatch(source)
                                        : Mono.just(true).delayElement(NOT_MY_TURN),
                                turns::giveBack,
                                (turn, failure) -> turns.giveBack(turn),
                                // As if dead: what it began may still be going on.
                                turn -> Mono.empty())
                        : Mono.just(false));
    }

    private Mono<Boolean> isAnyDue(Outbox.Source source) {
        return batch(source, 1, "dispatch")
                .collectList()
                .doOnNext(oldest -> noteAge(source, oldest))
                .map(found -> !found.isEmpty());
    }

    private Flux<Document> batch(Outbox.Source source, int size, String... fields) {
        Query query = Query.query(Criteria.where("dispatch.dueAt").lte(clock.instant()))
                .with(Sort.by("dispatch.dueAt"))
                .limit(size);
        query.fields().include(fields);
        return mongo.find(query, Document.class, source.collection());
    }

    /** For the gauge: how long the oldest event found in this look at the source has been waiting. */
    private void noteAge(Outbox.Source source, List<Document> oldest) {
        Date dueAt = oldest.isEmpty()
                ? null
                : oldest.get(0).get("dispatch", Document.class).getDate("dueAt");
        waitingMillis.put(source.collection(), dueAt == null ? 0 : Math.max(0, clock.millis() - dueAt.getTime()));
    }

    private static double longestSeconds(Map<String, Long> waiting) {
        return waiting.values().stream().mapToLong(Long::longValue).max().orElse(0) / 1000.0;
    }

    private Mono<Boolean> tellBatch(Outbox.Source source) {
        return batch(source, BATCH, "outbox", "dispatch")
                .map(OutboxRelay::untold)
                .collectList()
                .flatMap(found -> tell(source, found).thenReturn(found.size() == BATCH));
    }

    private static Untold untold(Document document) {
        Integer attempts = document.get("dispatch", new Document()).getInteger("attempts");
        return new Untold(
                Objects.requireNonNull(document.get("_id")),
                attempts == null ? 0 : attempts,
                document.getList("outbox", Document.class, List.of()));
    }

    private Mono<Void> tell(Outbox.Source source, List<Untold> batch) {
        Instant turnEnds = clock.instant().plus(Leases.LENGTH).minus(HANDLER_TIMEOUT);
        return handle(source, batch)
                .then(Mono.defer(() -> strikeOff(source, batch)))
                .onErrorResume(failure -> batch.size() == 1
                        ? postpone(source, batch.get(0), failure)
                        : Flux.fromIterable(batch)
                                // What the turn does not last for is left to whoever has the next one.
                                .takeWhile(one -> clock.instant().isBefore(turnEnds))
                                .concatMap(one -> tell(source, List.of(one)))
                                .then());
    }

    private Mono<Void> handle(Outbox.Source source, List<Untold> batch) {
        return Mono.fromSupplier(() -> batch.stream()
                        .flatMap(one -> one.outbox().stream())
                        .flatMap(event -> source.read(event).stream())
                        .toList())
                .flatMapMany(events -> Flux.fromIterable(handlers)
                        .concatMap(handler -> pass(
                                handler,
                                events.stream().filter(handler::handles).toList())))
                .then();
    }

    private static Mono<Void> pass(EventHandler handler, List<DomainEvent> concerned) {
        return concerned.isEmpty() ? Mono.empty() : handler.handle(concerned).timeout(HANDLER_TIMEOUT);
    }

    /** Where nothing arrived meanwhile the document is done. Where something did, only what was told goes, and the rest is due. */
    private Mono<Void> strikeOff(Outbox.Source source, List<Untold> batch) {
        if (batch.isEmpty()) {
            return Mono.empty();
        }
        var done = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, source.collection());
        batch.stream()
                .collect(Collectors.groupingBy(one -> one.outbox().size()))
                .forEach((size, alike) -> done.updateMulti(
                        Query.query(asRead(alike).and("outbox").size(size)),
                        new Update().unset("outbox").unset("dispatch")));
        return done.execute()
                .flatMap(result ->
                        result.getModifiedCount() == batch.size() ? Mono.empty() : strikeOffSome(source, batch))
                .doOnSuccess(end -> told.increment(
                        batch.stream().mapToInt(one -> one.outbox().size()).sum()));
    }

    /** Matches nothing where the document is done. */
    private Mono<Void> strikeOffSome(Outbox.Source source, List<Untold> batch) {
        var some = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, source.collection());
        batch.forEach(one -> some.updateOne(
                Query.query(asRead(List.of(one))),
                new Update()
                        .pull("outbox", new Document("_id", new Document("$in", one.eventIds())))
                        .unset("dispatch.attempts")));
        return some.execute().then();
    }

    /**
     * Still begin with what was read from them: events are added at the end and leave from the front, and no two documents
     * have the same event. All of them had events, or none had.
     */
    private static Criteria asRead(List<Untold> alike) {
        Criteria ids = Criteria.where("_id").in(alike.stream().map(Untold::id).toList());
        return alike.get(0).outbox().isEmpty()
                ? ids.and("outbox.0").exists(false)
                : ids.and("outbox.0._id")
                        .in(alike.stream().map(one -> one.eventIds().get(0)).toList());
    }

    private Mono<Void> postpone(Outbox.Source source, Untold one, Throwable failure) {
        int attempts = one.attempts() + 1;
        boolean givenUp = attempts >= PARKED_AFTER;
        log.atLevel(givenUp ? Level.ERROR : Level.WARN)
                .setCause(failure)
                .log(
                        "outbox={} id={} attempts={} outcome={}",
                        source.collection(),
                        one.id(),
                        attempts,
                        givenUp ? "parked" : "postponed");
        Update later = new Update().set("dispatch.attempts", attempts);
        if (givenUp) {
            parked.increment();
            ParkedEvents.park(later, clock.instant());
        } else {
            later.set("dispatch.dueAt", clock.instant().plusSeconds(1L << attempts));
        }
        return mongo.updateFirst(Query.query(asRead(List.of(one))), later, source.collection())
                .then();
    }
}
