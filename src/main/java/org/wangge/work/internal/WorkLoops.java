package org.wangge.work.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.wangge.work.Nudge;
import org.wangge.work.PolledWork;
import org.wangge.work.WhileAway;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs the loops of this instance: from just before the web server opens until after it has closed. At shutdown no new turn
 * begins, and turns in flight are waited for; what does not finish in time is still leased and another instance repeats it.
 */
@Component
public class WorkLoops implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WorkLoops.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final List<PolledWork> works;
    private final Nudge nudge;
    private final List<Disposable> loops = new ArrayList<>();
    private Sinks.Empty<Void> stop = Sinks.empty();
    private CountDownLatch ended = new CountDownLatch(0);
    private Scheduler scheduler = Schedulers.immediate();
    private volatile boolean running;

    WorkLoops(ObjectProvider<PolledWork> works, Nudge nudge) {
        this.works = works.orderedStream().toList();
        this.nudge = nudge;
    }

    @Override
    public void start() {
        stop = Sinks.empty();
        ended = new CountDownLatch(works.size());
        scheduler = Schedulers.newParallel("work", 2, true);
        running = true;
        works.forEach(work -> loops.add(loop(work).subscribe()));
    }

    /** Turn, then rest or go on at once; a nudge ends the rest early, a nudge during the turn makes the rest nothing. */
    private Flux<Boolean> loop(PolledWork work) {
        Flux<Boolean> nudges = nudge.of(work.name()).onBackpressureLatest();
        Flux<Boolean> looks =
                Flux.interval(work.rest(), scheduler).map(tick -> true).onBackpressureDrop();
        return Flux.merge(Flux.just(true), nudges, looks)
                .takeUntilOther(stop.asMono())
                .onBackpressureLatest()
                .publishOn(scheduler, 1)
                .concatMap(tick -> turns(work), 0)
                .doFinally(signal -> ended.countDown());
    }

    private Mono<Boolean> turns(PolledWork work) {
        return Mono.defer(() -> running ? work.turn() : Mono.just(false))
                .repeat(() -> running)
                .takeUntil(more -> !more)
                .last(false)
                .onErrorResume(failure -> {
                    if (!WhileAway.isTold(failure)) {
                        log.warn("loop={} outcome=failed", work.name(), failure);
                    }
                    return Mono.delay(AFTER_FAILURE, scheduler).thenReturn(false);
                });
    }

    @Override
    public void stop() {
        running = false;
        stop.tryEmitEmpty();
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("loops still at work after {} are left to their leases", PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        loops.forEach(Disposable::dispose);
        loops.clear();
        scheduler.dispose();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After {@link Startup}, before the web server; at shutdown the other way round. */
    @Override
    public int getPhase() {
        return Startup.PHASE + 1;
    }
}
