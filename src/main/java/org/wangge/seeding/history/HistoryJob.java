package org.wangge.seeding.history;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.seeding.history.PastModules.Lane;
import org.wangge.seeding.store.HistoryStore;
import org.wangge.seeding.store.HistoryStore.Progress;
import org.wangge.shared.Refused;
import org.wangge.work.Blocking;
import org.wangge.work.Nudge;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the history of the demonstration district, some days at a turn, so that other jobs have theirs. A day is noted when it is
 * done; one that was begun is done once more, and what was done of it is known by its keys.
 */
@Component
class HistoryJob implements RecurringJob {

    static final String NAME = "demo-history";
    private static final Logger log = LoggerFactory.getLogger(HistoryJob.class);

    /** As many as processors that are to be busy with it; the deeds of a sub-district are in one. */
    private static final int LANES = 2;

    private static final Duration TURN = Duration.ofSeconds(3);

    private final HistoryStore store;
    private final PastModules modules;
    private final Storytelling stories;
    private final Blocking blocking;
    private final Nudge nudge;
    private volatile @Nullable Making making;
    private volatile int refusedInAll;

    HistoryJob(HistoryStore store, PastModules modules, Storytelling stories, Blocking blocking, Nudge nudge) {
        this.store = store;
        this.modules = modules;
        this.stories = stories;
        this.blocking = blocking;
        this.nudge = nudge;
    }

    /** What is kept in memory from turn to turn. */
    private record Making(Script script, List<Lane> lanes, Map<String, UUID> known, AtomicInteger refused) {

        void close() {
            lanes.forEach(Lane::close);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ZERO;
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return store.find().map(progress -> !progress.isComplete()).defaultIfEmpty(false);
    }

    @Override
    public Mono<Void> run() {
        long end = System.nanoTime() + TURN.toNanos();
        return store.find()
                .filter(progress -> !progress.isComplete())
                .flatMap(progress -> making(progress).flatMap(made -> days(made, progress, end)))
                .doOnError(failure -> leave())
                .doOnSuccess(done -> nudge.jobNeeded(NAME));
    }

    private Mono<Making> making(Progress progress) {
        Making known = making;
        return known != null
                ? Mono.just(known)
                : Mono.defer(() -> {
                            List<Lane> lanes = IntStream.range(0, LANES)
                                    .mapToObj(lane -> modules.open())
                                    .toList();
                            return stories.script(progress, Words.read(), lanes.get(0))
                                    .map(script ->
                                            new Making(script, lanes, new ConcurrentHashMap<>(), new AtomicInteger()));
                        })
                        .subscribeOn(blocking.scheduler())
                        .doOnNext(made -> making = made);
    }

    /** Of the history that this instance finished. */
    int refused() {
        return refusedInAll;
    }

    private void leave() {
        Making made = making;
        making = null;
        if (made != null) {
            made.close();
        }
    }

    private Mono<Void> days(Making made, Progress progress, long end) {
        return day(made, progress.made()).then(store.note(progress.made() + 1)).then(Mono.defer(() -> {
            Progress next = new Progress(progress.today(), progress.days(), progress.made() + 1);
            if (next.isComplete()) {
                log.info("seed=history days={} refused={} outcome=made", next.days(), made.refused());
                leave();
                return Mono.empty();
            }
            return System.nanoTime() < end ? days(made, next, end) : Mono.empty();
        }));
    }

    private static Mono<Void> day(Making made, int day) {
        Map<Integer, List<Deed>> byLane = made.script().of(day).stream()
                .collect(Collectors.groupingBy(
                        deed -> Math.floorMod(deed.office().hashCode(), LANES)));
        return Flux.fromIterable(byLane.entrySet())
                .flatMap(
                        lane -> Flux.fromIterable(lane.getValue())
                                .concatMap(deed -> done(deed, made, made.lanes().get(lane.getKey()))),
                        LANES)
                .then();
    }

    /** What is refused does not happen: somebody at the desk, or the time that has really passed, was there first. */
    private static Mono<?> done(Deed deed, Making made, Lane lane) {
        return Mono.defer(() -> {
                    lane.clock().set(deed.at());
                    return deed.act().apply(new Doing(lane.stage(), made.known(), deed.key()));
                })
                .onErrorResume(Refused.class, refused -> {
                    made.refused().incrementAndGet();
                    log.debug(
                            "deed={} refused={}", deed.key(), refused.refusal().code());
                    return Mono.empty();
                });
    }
}
