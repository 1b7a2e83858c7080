package org.wangge.work.internal;

import io.micrometer.core.instrument.Counter;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import org.wangge.work.Nudge;
import org.wangge.work.Outbox;
import org.wangge.work.PolledWork;
import org.wangge.work.WhileAway;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes stored events to their consumers. For each source one instance at a time has the lease; it reads a batch of documents,
 * hands their events to each consumer together, and strikes them off with one bulk write. So a document is written once after
 * its change, not twice, and its events keep their order. A consumer that fails with a document gets a mark in it: the others
 * go on, and it is tried again alone. An instance that lost its lease cannot do harm: handlers may run twice, and only
 * events that were told are struck off.
 */
@Component
public class OutboxRelay implements PolledWork {

    public static final String NAME = Nudge.RELAY;

    static final int BATCH = 64;

    /** How long to wait when another instance has the lease; about as long as one turn takes. */
    private static final Duration NOT_MY_TURN = Duration.ofMillis(50);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** After a drain, so that at a usual pace of reports one drain tells of some of them. */
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final ReactiveMongoTemplate mongo;
    private final List<Outbox.Source> sources;
    private final EventDelivery delivery;
    private final OutboxWrites writes;
    private final Clock clock;
    private final NamedLeases leases;
    private final Nudge nudge;
    private final Counter told;
    private final DeliveryFailures failures;
    private final AskAgain askAgain;
    private final Map<String, Long> waitingMillis = new ConcurrentHashMap<>();

    OutboxRelay(
            ReactiveMongoTemplate mongo,
            ObjectProvider<Outbox.Source> sources,
            EventDelivery delivery,
            OutboxWrites writes,
            DeliveryFailures failures,
            AskAgain askAgain,
            NamedLeases leases,
            Nudge nudge,
            Clock clock,
            MeterRegistry metrics) {
        this.mongo = mongo;
        this.failures = failures;
        this.askAgain = askAgain;
        this.leases = leases;
        this.nudge = nudge;
        // What an instance before this one left is told from the start.
        sources.orderedStream().forEach(source -> nudge.eventsStored(source.collection()));
        this.sources = sources.orderedStream().toList();
        this.delivery = delivery;
        this.writes = writes;
        this.clock = clock;
        this.told = metrics.counter("wangge.outbox.events", "outcome", "told");
        metrics.gauge("wangge.outbox.waiting.seconds", waitingMillis, OutboxRelay::longestSeconds);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Only looks at its own memory then: who stores events wakes it, and {@link ParkedEvents} does for what nobody told it of. */
    @Override
    public Duration rest() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Mono<Boolean> turn() {
        return Mono.fromSupplier(this::toDrain)
                .flatMapIterable(sources -> sources)
                // One that is held up holds up no other.
                .flatMap(this::drain)
                .reduce(Came.NOTHING, Came::and)
                .flatMap(came -> switch (came) {
                    case MORE -> Mono.just(true);
                    // What is stored meanwhile is told together.
                    case ALL -> Mono.delay(BETWEEN).thenReturn(false);
                    case NOTHING -> Mono.just(false);
                });
    }

    /** Those that somebody woke, and those with a consumer that is to be asked again by now. */
    private List<Outbox.Source> toDrain() {
        Set<String> woken = nudge.taken(NAME);
        // Nobody waits where nobody was heard of.
        waitingMillis.keySet().retainAll(woken);
        return sources.stream()
                .filter(source -> askAgain.isDue(source.collection()) | woken.contains(source.collection()))
                .toList();
    }

    /** What a look at the sources came to. */
    private enum Came {
        NOTHING,
        ALL,
        MORE;

        Came and(Came other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    private Mono<Came> drain(Outbox.Source source) {
        return Mono.usingWhen(
                        leases.take(source.collection()),
                        lease -> lease.isMine() ? tellBatch(source) : notMyTurn(source),
                        leases::giveBack,
                        (lease, failure) -> leases.giveBack(lease),
                        // As if dead: what it began may still be going on.
                        lease -> Mono.empty())
                // The other sources are not to blame; this one is tried again a little later.
                .onErrorResume(failure -> {
                    if (!WhileAway.isTold(failure)) {
                        log.warn("outbox={} outcome=not-drained", source.collection(), failure);
                    }
                    return Mono.delay(AFTER_FAILURE).map(later -> again(source));
                });
    }

    /** The other instance may have looked before the event that this one was woken for. */
    private Mono<Came> notMyTurn(Outbox.Source source) {
        return batch(source, 1, "dispatch")
                .collectList()
                .doOnNext(oldest -> noteAge(source, oldest))
                .delayElement(NOT_MY_TURN)
                .map(oldest -> oldest.isEmpty() ? Came.NOTHING : again(source));
    }

    private Came again(Outbox.Source source) {
        nudge.eventsStored(source.collection());
        return Came.MORE;
    }

    private Flux<Document> batch(Outbox.Source source, int size, String... fields) {
        Query query = Query.query(Criteria.where(OutboxWrites.DUE_AT).lte(clock.instant()))
                .with(Sort.by(OutboxWrites.DUE_AT))
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

    private Mono<Came> tellBatch(Outbox.Source source) {
        return batch(source, BATCH, "outbox", "dispatch")
                .collectList()
                .doOnNext(found -> noteAge(source, found))
                .flatMap(found -> Flux.fromIterable(found)
                        .map(StoredEvents::of)
                        .concatMap(stored -> readable(source, stored))
                        .collectList()
                        .flatMap(pending -> tell(source, pending))
                        .thenReturn(came(source, found.size())));
    }

    private Came came(Outbox.Source source, int found) {
        if (found == BATCH) {
            return again(source);
        }
        return found == 0 ? Came.NOTHING : Came.ALL;
    }

    /** Empty when it cannot be read: it waits by itself, for all consumers. */
    private Mono<PendingEvents> readable(Outbox.Source source, StoredEvents stored) {
        return Mono.fromSupplier(() -> PendingEvents.read(stored, source))
                .onErrorResume(failure -> writes.postpone(source.collection(), stored)
                        .doOnNext(givenUp -> {
                            int attempts = stored.attempts() + 1;
                            askAgain.at(source.collection(), clock.instant().plus(ConsumerMark.wait(attempts)));
                            failures.note(source.collection(), stored, "all", attempts, givenUp, failure);
                        })
                        .then(Mono.empty()));
    }

    private Mono<Void> tell(Outbox.Source source, List<PendingEvents> batch) {
        return Mono.usingWhen(
                delivery.deliver(source, batch),
                outcomes -> write(source, batch, outcomes),
                outcomes -> Mono.fromRunnable(outcomes::areWritten));
    }

    private Mono<Void> write(Outbox.Source source, List<PendingEvents> batch, DeliveryOutcomes outcomes) {
        Instant now = clock.instant();
        List<StoredEvents> done = new ArrayList<>();
        List<OutboxWrites.Kept> kept = new ArrayList<>();
        for (PendingEvents one : batch) {
            var ofThis = outcomes.of(one);
            List<ConsumerMark> marks = one.marksAfter(delivery.handlers(), ofThis, now);
            List<UUID> toldToAll = one.toldToAll(marks);
            if (marks.isEmpty() && one.marks().isEmpty()) {
                done.add(one.stored());
            } else {
                kept.add(new OutboxWrites.Kept(one.stored(), marks, toldToAll));
                marks.forEach(mark -> {
                    if (!mark.isParked()) {
                        askAgain.at(source.collection(), mark.dueAt());
                    }
                    note(source, one, mark, ofThis.get(mark.consumer()));
                });
            }
            told.increment(toldToAll.size());
        }
        return writes.strikeOff(source.collection(), done)
                .then(Mono.defer(() -> writes.keep(source.collection(), kept)));
    }

    private void note(Outbox.Source source, PendingEvents one, ConsumerMark mark, @Nullable DeliveryOutcome outcome) {
        ConsumerMark before = one.marks().get(mark.consumer());
        if (outcome instanceof DeliveryOutcome.Failed failed) {
            failures.note(source.collection(), one.stored(), mark, failed.why());
        } else if (before != null && mark.attempts() > before.attempts()) {
            Throwable unknown = new IllegalStateException("This build has no consumer " + mark.consumer());
            failures.note(source.collection(), one.stored(), mark, unknown);
        }
    }
}
