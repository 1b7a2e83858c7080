package org.wangge.casework;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseDecision;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.CaseMachine;
import org.wangge.casework.model.Events;
import org.wangge.casework.model.Facts;
import org.wangge.casework.model.TimelineLine;
import org.wangge.casework.store.CaseStore;
import org.wangge.casework.store.JournalStore;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Attempts;
import org.wangge.work.Nudge;
import reactor.core.publisher.Mono;

/** Writes steps of cases: decides on the newest state, writes if it still is that, and decides anew when it is not. */
@Component
class CaseWriting {

    private final CaseStore store;
    private final JournalStore journal;
    private final CaseFacts reading;
    private final Calendars calendars;
    private final Nudge nudge;
    private final MeterRegistry metrics;
    private final Clock clock;

    CaseWriting(
            CaseStore store,
            JournalStore journal,
            CaseFacts reading,
            Calendars calendars,
            Nudge nudge,
            MeterRegistry metrics,
            Clock clock) {
        this.store = store;
        this.journal = journal;
        this.reading = reading;
        this.calendars = calendars;
        this.nudge = nudge;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * A case after a write.
     *
     * @param replayed whether it had been done before by the same operation and was not done again
     */
    record Attempt(CaseFile file, boolean replayed) {}

    Mono<Attempt> act(UUID id, CaseCommand command, Call call) {
        return Attempts.untilWritten(() -> attempt(id, command, call));
    }

    /** The server's own doing; gives the case after it. */
    Mono<CaseFile> bySystem(UUID id, CaseCommand command) {
        return bySystem(id, command, new Operation(null, "", command.action().code()));
    }

    /** The same, once for each operation. */
    Mono<CaseFile> bySystem(UUID id, CaseCommand command, Operation operation) {
        return act(id, command, new Call(null, null, Actor.SYSTEM, operation, Locale.SIMPLIFIED_CHINESE))
                .map(Attempt::file);
    }

    /** Empty when another write came first. */
    private Mono<Attempt> attempt(UUID id, CaseCommand command, Call call) {
        Actor actor = call.actor();
        Operation operation = call.operation();
        Long seenVersion = call.seenVersion();
        return visible(id, actor)
                .flatMap(file -> isRepeat(file, operation).flatMap(repeat -> {
                    if (repeat) {
                        return Mono.just(new Attempt(file, true));
                    }
                    return seenVersion != null && seenVersion != file.version()
                            ? Mono.error(() -> new Refused(stale(file, actor)))
                            : decideAndWrite(file, command, call);
                }));
    }

    private Mono<Attempt> decideAndWrite(CaseFile file, CaseCommand command, Call call) {
        Actor actor = call.actor();
        Facts known = Facts.of(clock.instant(), calendars.current(), call.operation(), call.deviceTime());
        Refusal refusal = CaseMachine.refusal(file, command.action(), actor, known.now());
        if (refusal != null) {
            return Mono.error(() -> new Refused(refusal));
        }
        return reading.complete(known, file, command, actor).flatMap(facts -> {
            CaseDecision decision = CaseMachine.decide(file, command, actor, facts);
            if (decision instanceof CaseDecision.No no) {
                return Mono.error(() -> new Refused(no.refusal()));
            }
            return decision instanceof CaseDecision.Moved moved
                    ? write(file, moved, command instanceof CaseCommand.Merge ? facts.other() : null)
                    : Mono.just(new Attempt(file, true));
        });
    }

    /** Empty when the case, or the one it is to be merged into, is no longer what the decision was made on. */
    private Mono<Attempt> write(CaseFile file, CaseDecision.Moved moved, @Nullable CaseFile target) {
        // Cases merged into each other at the same moment would all end. With the other one's version moved on before
        // this
        // one ends, none of a circle can write that was read before it was moved itself, and one of them always was.
        Mono<Boolean> targetHeld = target == null ? Mono.just(true) : store.moveOnIfVersion(target);
        return targetHeld
                .filter(held -> held)
                .flatMap(held -> store.changeIfVersion(
                        file, moved.change(), moved.line(), Events.of(file, moved.change(), moved.line())))
                .doOnNext(changed -> noted(moved.line()))
                .map(changed -> new Attempt(changed, false));
    }

    /** A step was stored: the relay is woken and the step counted. */
    void noted(TimelineLine step) {
        nudge.wake(CaseFollowUp.RELAY);
        metrics.counter("wangge.cases.steps", "action", step.action().code()).increment();
    }

    private Mono<Boolean> isRepeat(CaseFile file, Operation operation) {
        String key = operation.key();
        if (key == null) {
            return Mono.just(false);
        }
        for (TimelineLine line : file.timeline()) {
            if (operation.repeats(line.operationKey(), line.operationHash(), file.caption())) {
                return Mono.just(true);
            }
        }
        return file.timelineLength() <= file.timeline().size()
                ? Mono.just(false)
                : journal.lineOf(file.id(), key)
                        .map(line -> operation.repeats(line.operationKey(), line.operationHash(), file.caption()))
                        .defaultIfEmpty(false);
    }

    private Refusal stale(CaseFile file, Actor actor) {
        return Refusal.of("case.stale", file.number())
                .withPresent(file.version(), file.state(), CaseMachine.openActions(file, actor, clock.instant()));
    }

    /** Refuses {@code case.not-found}. */
    Mono<CaseFile> visible(UUID id, Actor actor) {
        return (actor.equals(Actor.SYSTEM) ? store.find(id) : store.findVisible(id, actor))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("case.not-found"))));
    }
}
