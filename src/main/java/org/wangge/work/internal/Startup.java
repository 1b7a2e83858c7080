package org.wangge.work.internal;

import com.mongodb.MongoTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import org.wangge.work.StartupStep;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Prepares the store and takes the start-up steps before the web server opens. The main thread waits here and, a moment
 * longer, in {@link WarmingUp}, nowhere else: serving before the grid is in memory would answer wrongly.
 * Of instances that start together one goes first, and the others find seeds and indexes made.
 */
@Component
public class Startup implements SmartLifecycle {

    static final int PHASE = 1000;
    private static final int PATIENCE_SECONDS = 120;

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(12);
    private static final String LEASE = "startup";

    private final ReactiveMongoTemplate mongo;
    private final NamedLeases leases;
    private final IndexBuilds builds;
    private final List<StoreIndexes> indexes;
    private final List<StartupStep> steps;
    private volatile boolean running;

    Startup(
            ReactiveMongoTemplate mongo,
            NamedLeases leases,
            IndexBuilds builds,
            ObjectProvider<StoreIndexes> indexes,
            ObjectProvider<StartupStep> steps) {
        this.mongo = mongo;
        this.leases = leases;
        this.builds = builds;
        this.indexes = indexes.orderedStream().toList();
        this.steps = steps.orderedStream().toList();
    }

    @Override
    public void start() {
        await(
                reached()
                        .then(leases.alone(
                                LEASE,
                                builds.build(indexes)
                                        .thenMany(Flux.fromIterable(steps)
                                                .bufferUntilChanged(Startup::order)
                                                .concatMap(together -> Flux.fromIterable(together)
                                                        .flatMap(StartupStep::run))
                                                .then()
                                                .timeout(
                                                        Duration.ofSeconds(PATIENCE_SECONDS),
                                                        Mono.error(Startup::late)))
                                        .then())),
                // Indexes are built here or by others: how long that takes only the size of the data knows.
                null);
        running = true;
    }

    /**
     * Asked once, by itself: what writes is tried again by the driver, and who starts an installation should soon hear that its
     * database is refused, unknown by name, or in a network that swallows everything.
     */
    private Mono<Void> reached() {
        return mongo.executeCommand(new Document("ping", 1))
                .timeout(FIRST_ANSWER)
                .onErrorMap(
                        TimeoutException.class,
                        silent ->
                                new MongoTimeoutException("no answer within " + FIRST_ANSWER.toSeconds() + " seconds"))
                .then();
    }

    private static int order(StartupStep step) {
        return OrderUtils.getOrder(AopUtils.getTargetClass(step), Ordered.LOWEST_PRECEDENCE);
    }

    /** The main thread waits. */
    static void await(Mono<Void> work) {
        await(work, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private static IllegalStateException late() {
        return new IllegalStateException("The store was not ready after " + PATIENCE_SECONDS + " seconds");
    }

    private static void await(Mono<Void> work, @Nullable Duration patience) {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        work.subscribe(
                nothing -> {},
                problem -> {
                    failure.set(problem);
                    done.countDown();
                },
                done::countDown);
        try {
            if (patience == null) {
                done.await();
            } else if (!done.await(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw late();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", interrupted);
        }
        Throwable problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("Start-up failed: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
