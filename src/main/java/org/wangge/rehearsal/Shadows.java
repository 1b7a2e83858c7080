package org.wangge.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.rehearsal.model.ReplayFile;
import org.wangge.rehearsal.model.ReplayRules;
import org.wangge.rehearsal.store.ReplayStore;
import org.wangge.routing.RuleSetState;
import org.wangge.routing.RuleTrials;
import org.wangge.routing.RuleTrials.Trial;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/** Approved rule sets that decide beside the real one for some days: rehearsals that follow the cases as they come (ADR 27). */
@Component
public class Shadows {

    private final ReplayStore store;
    private final RuleTrials trials;
    private final ReplayViews views;
    private final Clock clock;

    Shadows(ReplayStore store, RuleTrials trials, ReplayViews views, Clock clock) {
        this.store = store;
        this.trials = trials;
        this.views = views;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     */
    public record Done(ShadowView view, boolean replayed) {}

    /**
     * Lets a set run in the shadow until a moment, or until another one when it does so already; one that was cancelled begins anew.
     * Refuses {@code routing-rules.not-found}, {@code routing-shadow.wrong-state} for a set that is not approved or decides already, and
     * {@code routing-shadow.until}. Repeatable.
     */
    public Mono<Done> begin(int version, Instant until, Call call) {
        call.actor().requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return begun(version, until.truncatedTo(ChronoUnit.MILLIS), call)
                // Somebody else began it at the same moment.
                .onErrorResume(
                        DuplicateKeyException.class,
                        there -> begun(version, until.truncatedTo(ChronoUnit.MILLIS), call))
                .map(written ->
                        new Done(views.shadow(written.file(), call.actor(), call.locale()), written.replayed()));
    }

    private Mono<Written<ReplayFile>> begun(int version, Instant until, Call call) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return trials.find(version, call.actor())
                .switchIfEmpty(Mono.error(Shadows::noSet))
                .map(trial -> fresh(trial, until, call, now))
                .flatMap(fresh -> store.findShadow(version, call.actor())
                        .flatMap(there -> VersionedWrites.change(
                                () -> store.findShadow(version, call.actor()),
                                call,
                                file -> Refusal.of("routing-replay.stale"),
                                file -> Mono.just(ReplayRules.prolong(file, fresh, now)),
                                (file, next) -> store.change(file, next, call.operation())))
                        .switchIfEmpty(Mono.defer(() ->
                                VersionedWrites.make(store.insert(fresh), call.operation(), store::findByOperation))));
    }

    private static Refused noSet() {
        return new Refused(Refusal.of("routing-rules.not-found"));
    }

    private static ReplayFile fresh(Trial trial, Instant until, Call call, Instant now) {
        Actor actor = call.actor();
        @Nullable Instant effectiveFrom = trial.effectiveFrom();
        boolean waits = trial.state() == RuleSetState.APPROVED
                || (trial.state() == RuleSetState.PUBLISHED && effectiveFrom != null && effectiveFrom.isAfter(now));
        if (!waits || trial.district() == null) {
            throw new Refused(Refusal.of("routing-shadow.wrong-state", trial.state()));
        }
        GridPath district = new GridPath(trial.district());
        if (!actor.covers(district)) {
            throw new Refused(Refusal.of("access.forbidden", Permission.REFERENCE_EDIT.name()));
        }
        ReplayRules.checkUntil(now, until, now);
        return ReplayRules.shadow(
                new ReplayRules.Order(Ids.next(), trial.version(), trial.fingerprint(), district, null, now, until),
                Ids.next(),
                actor,
                call.operation(),
                now);
    }

    /** The shadow run of a set; refuses {@code routing-shadow.not-found} when it never had one. */
    public Mono<ShadowView> find(int version, Actor actor, Locale locale) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return store.findShadow(version, actor)
                .map(file -> views.shadow(file, actor, locale))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("routing-shadow.not-found"))));
    }
}
