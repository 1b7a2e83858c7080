package org.wangge.work;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The one way to do what blocks or computes long: on few named threads with a bounded queue, never on an event loop. */
@Component
public final class Blocking implements DisposableBean {

    private static final int THREADS = 8;
    private static final int QUEUED = 1024;

    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, QUEUED, "blocking", 60, true);

    /** Runs the call when subscribed; empty when it returns null; fails with a timeout when it takes too long. */
    public <T> Mono<T> call(Duration timeout, Callable<? extends T> call) {
        return Mono.<T>fromCallable(call).subscribeOn(scheduler).timeout(timeout);
    }

    /** For libraries that take a scheduler of ours. */
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
