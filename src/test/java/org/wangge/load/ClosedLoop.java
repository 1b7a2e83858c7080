package org.wangge.load;

import java.time.Duration;
import java.util.Arrays;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** So many clients, each of which does the next thing as soon as the last one is answered. */
final class ClosedLoop {

    /** One exchange of one client; fails when it did not go as it must. */
    interface Exchange {
        Mono<?> by(int client);
    }

    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(3);
    private static final Duration LONGEST_COMPILING = Duration.ofMinutes(6);
    private static final Duration A_WHILE = Duration.ofSeconds(15);

    /** The part of one processor below which the compilers count as done. */
    private static final double COMPILERS_REST = 0.1;

    private long[] nanos = new long[16_384];
    private volatile int count;

    private ClosedLoop() {}

    static Measured run(int clients, Duration time, Exchange exchange) {
        return run(clients, Integer.MAX_VALUE, time, exchange);
    }

    /** So many times in all. */
    static Measured times(int clients, int count, Exchange exchange) {
        return run(clients, count, LONGEST_WARM_UP, exchange);
    }

    /** Goes on until so many were answered, which is when the compiler has seen enough of them; but not for ever. */
    static void warmUp(int clients, int enough, Exchange exchange) {
        run(clients, enough, LONGEST_WARM_UP, exchange);
    }

    /**
     * Goes on until the application's compilers have nearly nothing left to do: a web stack of this size needs minutes of
     * theirs, and an application that runs for weeks has had them.
     *
     * @return how long it took
     */
    static Duration untilCompiled(App app, int clients, Exchange exchange) {
        long begin = System.nanoTime();
        double compiled = app.compilerSeconds();
        double share = 1;
        while (share > COMPILERS_REST && System.nanoTime() - begin < LONGEST_COMPILING.toNanos()) {
            double before = compiled;
            run(clients, A_WHILE, exchange);
            compiled = app.compilerSeconds();
            share = (compiled - before) / A_WHILE.toSeconds();
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static Measured run(int clients, int enough, Duration time, Exchange exchange) {
        ClosedLoop loop = new ClosedLoop();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        Flux.range(0, clients)
                .flatMap(
                        client -> loop.timed(client, exchange)
                                .repeat(() -> System.nanoTime() < end && loop.count < enough),
                        clients,
                        1)
                .then()
                .block(time.plusSeconds(60));
        return new Measured(Arrays.copyOf(loop.nanos, loop.count), Duration.ofNanos(System.nanoTime() - begin));
    }

    private Mono<Void> timed(int client, Exchange exchange) {
        return Mono.defer(() -> {
            long begin = System.nanoTime();
            return exchange.by(client).then(Mono.fromRunnable(() -> note(System.nanoTime() - begin)));
        });
    }

    private synchronized void note(long took) {
        int at = count;
        if (at == nanos.length) {
            nanos = Arrays.copyOf(nanos, at * 2);
        }
        nanos[at] = took;
        count = at + 1;
    }
}
