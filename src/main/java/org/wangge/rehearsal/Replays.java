package org.wangge.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.PastCases;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.rehearsal.model.ReplayFile;
import org.wangge.rehearsal.model.ReplayRules;
import org.wangge.rehearsal.store.ReplayStore;
import org.wangge.routing.RuleTrials;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Cursor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/**
 * Rule sets, also drafts, run over the cases of a period: for who arbitrates or edits rules. Whoever asks sees the rehearsals of the own
 * area; the others do not exist ({@code routing-replay.not-found}).
 */
@Component
public class Replays {

    private static final String LIST = "routing-replays";

    private static final int MOST_AT_ONCE = 5;

    private final ReplayStore store;
    private final PastCases cases;
    private final RuleTrials trials;
    private final Offices offices;
    private final ReplayViews views;
    private final Clock clock;

    Replays(ReplayStore store, PastCases cases, RuleTrials trials, Offices offices, ReplayViews views, Clock clock) {
        this.store = store;
        this.cases = cases;
        this.trials = trials;
        this.offices = offices;
        this.views = views;
        this.clock = clock;
    }

    /**
     * What is to be run over what.
     *
     * @param version number of the rule set
     * @param to exclusive; what is still to come is left out
     * @param office code; null for the whole district
     */
    public record Order(
            int version, Instant from, Instant to, @Nullable String office) {}

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     */
    public record Done(ReplayView view, boolean replayed) {}

    /**
     * Begins one; the server does it by and by. Refuses {@code routing-replay.version-unknown}, {@code routing-replay.period},
     * {@code routing-replay.office-unknown}, {@code routing-replay.too-many}, and {@code request.invalid} for who covers no whole district
     * and names no office. Repeatable by its operation.
     */
    public Mono<Done> start(Order order, Call call) {
        Actor actor = call.actor();
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return Mono.defer(() -> VersionedWrites.made(call.operation(), store::findByOperation)
                        .switchIfEmpty(Mono.defer(() -> begin(order, call))))
                .map(written -> done(written, call));
    }

    private Mono<Written<ReplayFile>> begin(Order order, Call call) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Actor actor = call.actor();
        ReplayRules.checkPeriod(order.from(), order.to(), now);
        Office office = order.office() == null ? null : office(order.office(), actor);
        GridPath area = office == null ? district(actor) : office.path();
        return trials.find(order.version(), actor)
                .switchIfEmpty(Mono.error(() ->
                        new Refused(Refusal.field("routing-replay.version-unknown", "/version", order.version()))))
                .map(trial -> new ReplayRules.Order(
                        Ids.next(),
                        trial.version(),
                        trial.fingerprint(),
                        area,
                        office == null ? null : office.code(),
                        order.from().truncatedTo(ChronoUnit.MILLIS),
                        order.to().isBefore(now) ? order.to().truncatedTo(ChronoUnit.MILLIS) : now))
                .flatMap(asked -> store.running(area)
                        .filter(running -> running < MOST_AT_ONCE)
                        .switchIfEmpty(
                                Mono.error(() -> new Refused(Refusal.of("routing-replay.too-many", MOST_AT_ONCE))))
                        .flatMap(few -> cases.count(area, asked.from(), asked.to()))
                        .map(expected -> ReplayRules.replay(asked, expected, actor, call.operation(), now)))
                .flatMap(file -> VersionedWrites.make(store.insert(file), call.operation(), store::findByOperation));
    }

    private Office office(String code, Actor actor) {
        return offices.find(code)
                .filter(found -> actor.covers(found.path()))
                .orElseThrow(() -> new Refused(Refusal.field("routing-replay.office-unknown", "/office", code)));
    }

    private static GridPath district(Actor actor) {
        return actor.scopes().stream()
                .filter(scope -> scope.depth() == 1)
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Refusal.of("request.invalid").withFaults(List.of(Fault.of("/office", "field.required")))));
    }

    private Done done(Written<ReplayFile> written, Call call) {
        return new Done(views.whole(written.file(), call.actor(), call.locale()), written.replayed());
    }

    /** One with all that was counted so far; refuses {@code routing-replay.not-found}. */
    public Mono<ReplayView> find(UUID id, Actor actor, Locale locale) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return visible(id, actor).map(file -> views.whole(file, actor, locale));
    }

    private Mono<ReplayFile> visible(UUID id, Actor actor) {
        return store.findVisible(id, actor)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("routing-replay.not-found"))));
    }

    /** A page of them without what was counted, the newest first; refuses {@code request.cursor-invalid}. */
    public Mono<Page<ReplayView>> list(int limit, @Nullable String cursor, Actor actor) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        Cursor after = Cursor.read(cursor, LIST);
        return store.visible(actor, limit + 1, after == null ? null : after.uuid())
                .map(views::summary)
                .collectList()
                .map(found -> Page.of(
                        found, limit, last -> new Cursor(LIST, "", last.id().toString())));
    }

    /**
     * Stops one; what was counted stays. Refuses {@code routing-replay.wrong-state} for one that has ended, and
     * {@code routing-replay.stale}. Repeatable; what is cancelled stays so.
     */
    public Mono<Done> cancel(UUID id, Call call) {
        call.actor().requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return VersionedWrites.change(
                        () -> visible(id, call.actor()),
                        call,
                        file -> file.state() == ReplayState.CANCELLED,
                        file -> Refusal.of("routing-replay.stale")
                                .withPresent(
                                        file.version(),
                                        file.state(),
                                        views.summary(file).openActions()),
                        file -> Mono.just(ReplayRules.cancel(file, clock.instant())),
                        (file, next) -> store.change(file, next, call.operation()))
                .map(written -> done(written, call));
    }
}
