package org.wangge.seeding.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;
import org.wangge.embedded.StoreSettings;
import org.wangge.seeding.SeedingSettings;
import org.wangge.seeding.SeedingSettings.Extent;
import org.wangge.seeding.store.HistoryStore;
import org.wangge.shared.Ids;
import org.wangge.shared.Refused;
import org.wangge.work.Blocking;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Mono;

/**
 * Lets the demonstration district live: workers report, dispatchers and handlers follow within minutes. Off unless asked for. What it
 * has yet to do is in memory: after a restart people find its open cases as it left them.
 */
@Component
class Simulator implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(Simulator.class);

    /** Minutes become seconds, or nobody would stay to see it. */
    private static final int FASTER = 15;

    /** Of steps at one turn; the rest follow at the next. */
    private static final int MOST_STEPS = 20;

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration TURN = Duration.ofSeconds(1);

    private final SeedingSettings settings;
    private final boolean on;
    private final Storytelling stories;
    private final HistoryStore history;
    private final BeanFactory beans;
    private final Blocking blocking;
    private final Clock clock;
    private final Map<String, UUID> known = new ConcurrentHashMap<>();
    private final PriorityQueue<Deed> toDo = new PriorityQueue<>(Comparator.comparing(Deed::at));
    private @Nullable CaseTales tales;
    private @Nullable Instant nextReport;

    Simulator(
            SeedingSettings settings,
            StoreSettings installed,
            Storytelling stories,
            HistoryStore history,
            BeanFactory beans,
            Blocking blocking,
            Clock clock) {
        this.settings = settings;
        this.on = settings.simulate() > 0 && settings.extent(!installed.external()) == Extent.DEMO;
        this.stories = stories;
        this.history = history;
        this.beans = beans;
        this.blocking = blocking;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "demo-simulator";
    }

    @Override
    public Duration rest() {
        return on ? TURN : NEVER;
    }

    /** Turns never overlap, so what is remembered needs no lock. Begins when the past is made. */
    @Override
    public Mono<Boolean> turn() {
        if (!on) {
            return Mono.just(false);
        }
        return (tales == null ? begin() : Mono.just(tales))
                .flatMap(told -> {
                    plan(told, clock.instant());
                    return steps(Stage.of(beans), MOST_STEPS);
                })
                .defaultIfEmpty(false);
    }

    private Mono<CaseTales> begin() {
        return history.find()
                .map(HistoryStore.Progress::isComplete)
                .defaultIfEmpty(true)
                .filter(past -> past)
                .flatMap(past -> Mono.fromSupplier(Words::read).subscribeOn(blocking.scheduler()))
                .flatMap(words -> stories.cases(words, FASTER))
                .doOnNext(told -> {
                    tales = told;
                    log.info("simulator=on reports-a-minute={}", settings.simulate());
                });
    }

    /** Reports come as often as asked for on average; after a pause those of the pause do not come all at once. */
    private void plan(CaseTales told, Instant now) {
        Duration apart = Duration.ofMinutes(1).dividedBy(settings.simulate());
        Instant next = nextReport == null || nextReport.isBefore(now.minus(Duration.ofMinutes(1))) ? now : nextReport;
        while (!next.isAfter(now)) {
            UUID id = Ids.next();
            toDo.addAll(told.one("live-" + id, now, new Random(id.getLeastSignificantBits()), true));
            next = next.plus(apart);
        }
        nextReport = next;
    }

    private Mono<Boolean> steps(Stage stage, int left) {
        Deed next = toDo.peek();
        if (next == null || next.at().isAfter(clock.instant())) {
            return Mono.just(false);
        }
        if (left == 0) {
            return Mono.just(true);
        }
        toDo.remove();
        return next.act()
                .apply(new Doing(stage, known, next.key()))
                .then()
                .onErrorResume(Refused.class, refused -> {
                    log.debug(
                            "deed={} refused={}", next.key(), refused.refusal().code());
                    return Mono.empty();
                })
                .then(Mono.defer(() -> {
                    forget(next);
                    return steps(stage, left - 1);
                }));
    }

    private void forget(Deed done) {
        if (toDo.stream().noneMatch(deed -> deed.tale().equals(done.tale()))) {
            known.keySet().removeIf(key -> key.startsWith(done.tale()));
        }
    }
}
