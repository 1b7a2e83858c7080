package org.wangge.work.internal;

import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.Ids;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.JobItems;
import org.wangge.work.Nudge;
import org.wangge.work.Outbox;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** A collection of documents that have something to tell, and relays and job loops over it. */
final class ToyBox implements AutoCloseable, Outbox.Source {

    static final String TOYS = "toys";

    final List<String> commands = new CopyOnWriteArrayList<>();
    final TestStore store = TestStore.open(commands::add);
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final JobItems items = new JobItems(metrics);
    EventDelivery.Patience patience = EventDelivery.Patience.USUAL;
    private final TestClock clock;
    private final List<Nudge> instances = new CopyOnWriteArrayList<>();

    ToyBox(TestClock clock) {
        this.clock = clock;
        done(store.template().indexOps(TOYS).createIndex(new Index("dispatch.dueAt", Direction.ASC).sparse()));
    }

    /** The toy said a number. */
    record Said(UUID eventId, Instant at, int toy, int number) implements DomainEvent {}

    @Override
    public String collection() {
        return TOYS;
    }

    @Override
    public List<DomainEvent> read(Document event) {
        return List.of(new Said(
                event.get("_id", UUID.class),
                clock.instant(),
                Objects.requireNonNull(event.getInteger("toy")),
                Objects.requireNonNull(event.getInteger("number"))));
    }

    static Document said(int toy, int number) {
        return new Document("_id", Ids.next()).append("toy", toy).append("number", number);
    }

    /** An event of a newer build: this one cannot read it. */
    static Document unreadable() {
        return new Document("_id", Ids.next()).append("kind", "from-the-future");
    }

    void make(int toy, Document... events) {
        left(toy, events);
        told();
    }

    /** By an instance that died then. */
    void left(int toy, Document... events) {
        Document document = new Document("_id", toy);
        Outbox.insertInto(document, List.of(events), clock.instant());
        done(store.template().insert(document, TOYS));
    }

    Mono<Boolean> append(int toy, Document event) {
        Document same = new Document("_id", toy);
        Document update = new Document("$inc", new Document("version", 1));
        Outbox.append(same, update, List.of(event), clock.instant());
        return store.template()
                .execute(TOYS, target -> target.updateOne(same, update))
                .next()
                .map(result -> result.getModifiedCount() == 1)
                .doOnNext(changed -> told());
    }

    Document toy(int id) {
        return value(store.template().findById(id, Document.class, TOYS));
    }

    boolean isDone(int toy) {
        Document found = toy(toy);
        return !found.containsKey("outbox") && !found.containsKey("dispatch");
    }

    Document dispatch(int toy) {
        return toy(toy).get("dispatch", Document.class);
    }

    /** The marks of consumers that are behind with this toy. */
    List<ConsumerMark> marks(int toy) {
        Document dispatch = toy(toy).get("dispatch", new Document());
        return dispatch.getList("waiting", Document.class, List.of()).stream()
                .map(ConsumerMark::of)
                .toList();
    }

    /** Who has the turn at the toys. */
    Document turn() {
        return value(store.template().findById(TOYS, Document.class, "turns"));
    }

    OutboxRelay relay(EventHandler... handlers) {
        return relay(List.of(this), handlers);
    }

    OutboxRelay relayWithAnEmptySourceLast(EventHandler... handlers) {
        Outbox.Source silent = new Outbox.Source() {
            @Override
            public String collection() {
                return "silent-toys";
            }

            @Override
            public List<DomainEvent> read(Document event) {
                return List.of();
            }
        };
        return relay(List.of(this, silent), handlers);
    }

    private OutboxRelay relay(List<Outbox.Source> sources, EventHandler... handlers) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        sources.forEach(source -> beans.addBean(source.collection(), source));
        for (int i = 0; i < handlers.length; i++) {
            beans.addBean("handler" + i, handlers[i]);
        }
        OutboxWrites writes = new OutboxWrites(store.template(), clock);
        DeliveryFailures failures = new DeliveryFailures(metrics);
        AskAgain askAgain = new AskAgain(clock);
        Nudge nudge = instance();
        LateAnswers late = new LateAnswers(store.template(), writes, failures, askAgain, nudge, clock);
        return new OutboxRelay(
                store.template(),
                beans.getBeanProvider(Outbox.Source.class),
                new EventDelivery(beans.getBeanProvider(EventHandler.class), late, patience, clock, metrics),
                writes,
                failures,
                askAgain,
                new NamedLeases(store.template(), clock),
                nudge,
                clock,
                metrics);
    }

    private Nudge instance() {
        Nudge nudge = new Nudge();
        instances.add(nudge);
        return nudge;
    }

    /** Wakes the relays of all instances, as whoever stores events wakes that of his own. */
    private void told() {
        instances.forEach(nudge -> nudge.eventsStored(TOYS));
    }

    /** On the instance of the relay that was made last. */
    ParkedEvents parked() {
        Nudge last = instances.isEmpty() ? new Nudge() : instances.get(instances.size() - 1);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean(TOYS, this);
        return new ParkedEvents(store.template(), beans.getBeanProvider(Outbox.Source.class), last, clock, metrics);
    }

    JobLoop jobs(RecurringJob... jobs) {
        return jobs(new Nudge(), jobs);
    }

    JobLoop jobs(Nudge nudge, RecurringJob... jobs) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        List.of(jobs).stream()
                .sorted(Comparator.comparing(RecurringJob::name))
                .forEach(job -> beans.addBean(job.name(), job));
        return new JobLoop(store.template(), beans.getBeanProvider(RecurringJob.class), items, nudge, clock, metrics);
    }

    @Override
    public void close() {
        store.close();
    }
}
