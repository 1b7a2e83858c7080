package org.wangge.casework;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseContext;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.CaseMachine;
import org.wangge.casework.model.DeskEffects;
import org.wangge.casework.model.DeskEffects.Cause;
import org.wangge.casework.model.LateRecord;
import org.wangge.casework.model.TimelineLine;
import org.wangge.casework.store.CaseStore;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/** Writes steps of cases: decides on the newest state, writes if it still is that, and decides anew when it is not. */
@Component
class CaseWriting {

    private final CaseStore store;
    private final CaseContextReader reading;
    private final Calendars calendars;
    private final MeterRegistry metrics;
    private final Clock clock;

    CaseWriting(CaseStore store, CaseContextReader reading, Calendars calendars, MeterRegistry metrics, Clock clock) {
        this.store = store;
        this.reading = reading;
        this.calendars = calendars;
        this.metrics = metrics;
        this.clock = clock;
        // Known before the first one moves.
        Stream.of(Cause.values()).forEach(this::moved);
    }

    Mono<Written<CaseFile>> act(UUID id, CaseCommand command, Call call) {
        return VersionedWrites.change(
                () -> visible(id, call.actor()),
                call,
                file -> CaseMachine.table()
                        .present(Refusal.of("case.stale", file.number()), file, call.actor(), clock.instant()),
                file -> decide(file, command, call),
                (file, next) -> store.change(file, next, call.operation()).doOnNext(changed -> count(file, changed)));
    }

    /** The server's own doing; gives the case after it. */
    Mono<CaseFile> bySystem(UUID id, CaseCommand command) {
        return bySystem(id, command, Operation.unkeyed(command.action().code()));
    }

    /** The same, once for each operation. */
    Mono<CaseFile> bySystem(UUID id, CaseCommand command, Operation operation) {
        return act(id, command, new Call(null, null, Actor.SYSTEM, operation, Locale.SIMPLIFIED_CHINESE))
                .map(Written::file);
    }

    /**
     * Takes what a merged case has in, in the case it was merged into and, when that one was merged since, in those that go on
     * instead; the server's own doing, repeatable.
     */
    Mono<Void> absorb(UUID into, UUID merged) {
        return bySystem(into, new CaseCommand.Absorb(merged))
                .flatMap(file -> file.mergedInto() == null ? Mono.empty() : absorb(file.mergedInto(), merged));
    }

    /**
     * Passes what was said on a merged case on to the case it was merged into; when that one was merged too, its own step passes
     * it on. The server's own doing, repeatable.
     */
    Mono<Void> passOn(UUID into, UUID merged, UUID lineId) {
        return bySystem(
                        into,
                        new CaseCommand.AbsorbComment(merged, lineId),
                        new Operation("line:" + lineId, "passed on", "passed-on-" + lineId))
                .then();
    }

    private Mono<Decision<CaseFile>> decide(CaseFile file, CaseCommand command, Call call) {
        Actor actor = call.actor();
        CaseContext known = CaseContext.of(clock.instant(), calendars.current(), call.operation(), call.deviceTime());
        Refusal refusal = CaseMachine.table()
                .refusal(file, new Transitions.Asked<>(command.action(), command, actor, known.now()));
        boolean late = refusal != null && LateRecord.keeps(file, command, actor, refusal, known);
        return refusal != null && !late
                ? Mono.just(new Decision.No<>(refusal))
                : reading.complete(known, file, command, actor).flatMap(facts -> {
                    if (late) {
                        return Mono.just(LateRecord.of(file, command, actor, facts));
                    }
                    Decision<CaseFile> decision = CaseMachine.decide(file, command, actor, facts);
                    CaseFile target = command instanceof CaseCommand.Merge ? facts.other() : null;
                    return decision instanceof Decision.Next && target != null
                            ? hold(target).map(held -> decision)
                            : Mono.just(decision);
                });
    }

    /**
     * Cases merged into each other at the same moment would all end. With the other one's version moved on before this one ends,
     * none of a circle can write that was read before it was moved itself, and one of them always was. Empty when the other one
     * is no longer what the decision was made on.
     */
    private Mono<Boolean> hold(CaseFile target) {
        return store.moveOnIfVersion(target).filter(held -> held);
    }

    private void count(CaseFile before, CaseFile after) {
        count(after.lastLine());
        Cause why = DeskEffects.movedByItself(before, after);
        if (why != null) {
            moved(why).increment();
        }
    }

    private Counter moved(Cause why) {
        String tag = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return metrics.counter("wangge.cases.moved", "why", tag);
    }

    /** Counts a step that was stored. */
    void count(TimelineLine step) {
        metrics.counter("wangge.cases.steps", "action", step.action().code()).increment();
    }

    /** Refuses {@code case.not-found}. */
    Mono<CaseFile> visible(UUID id, Actor actor) {
        return (actor.equals(Actor.SYSTEM) ? store.find(id) : store.findVisible(id, actor))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("case.not-found"))));
    }
}
