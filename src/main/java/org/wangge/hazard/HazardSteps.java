package org.wangge.hazard;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.hazard.model.HazardContext;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardMachine;
import org.wangge.hazard.model.LateRecord;
import org.wangge.hazard.store.HazardStore;
import org.wangge.media.MediaStore;
import org.wangge.reason.Reasons;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/** Takes one step of one hazard: reads what the decision needs, decides, and writes it with its line and its event. */
@Component
class HazardSteps {

    /** Until it is known that there will be a notice. */
    private static final String NO_NUMBER = "";

    private final HazardStore store;
    private final HazardNumbers numbers;
    private final NoticeItems items;
    private final Calendars calendars;
    private final MediaStore media;
    private final Reasons reasons;
    private final MeterRegistry metrics;
    private final Clock clock;

    HazardSteps(
            HazardStore store,
            HazardNumbers numbers,
            NoticeItems items,
            Calendars calendars,
            MediaStore media,
            Reasons reasons,
            MeterRegistry metrics,
            Clock clock) {
        this.store = store;
        this.numbers = numbers;
        this.items = items;
        this.calendars = calendars;
        this.media = media;
        this.reasons = reasons;
        this.metrics = metrics;
        this.clock = clock;
        // Known from the start, so that a rate can be asked for before the first step.
        count(HazardAction.FIND, 0);
    }

    /** Takes the step, or refuses as {@link Hazards#act} says. */
    Mono<Written<HazardFile>> take(UUID id, HazardCommand command, Call call) {
        return VersionedWrites.change(
                () -> visible(id, call.actor()),
                call,
                file -> HazardMachine.table()
                        .present(Refusal.of("hazard.stale", file.number()), file, call.actor(), clock.instant()),
                file -> decide(file, command, call),
                (file, next) -> store.change(file, next, call.operation())
                        .delayUntil(changed -> command instanceof HazardCommand.IssueNotice
                                ? numbers.used(file, changed)
                                : Mono.empty())
                        .doOnNext(changed -> count(changed.lastLine().action(), 1)));
    }

    /** The context of a step that names nothing else. */
    HazardContext facts(Operation operation, @Nullable PhoneTime deviceTime) {
        return HazardContext.of(clock.instant(), calendars.current().zone(), operation, deviceTime);
    }

    /** Refuses {@code hazard.not-found} for what is absent or outside this person's area. */
    Mono<HazardFile> visible(UUID id, Actor actor) {
        return (actor.equals(Actor.SYSTEM) ? store.find(id) : store.findVisible(id, actor))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("hazard.not-found"))));
    }

    private Mono<Decision<HazardFile>> decide(HazardFile file, HazardCommand command, Call call) {
        HazardContext known = facts(call.operation(), call.deviceTime());
        Refusal refusal = HazardMachine.table()
                .refusal(file, new Transitions.Asked<>(command.action(), command, call.actor(), known.now()));
        boolean late = refusal != null && LateRecord.keeps(file, refusal, known);
        if (refusal != null && !late) {
            return Mono.just(new Decision.No<>(refusal));
        }
        if (command.reason() != null) {
            reasons.check(command.action().code(), command.reason(), call.deviceTime() != null);
        }
        return late
                ? photos(command, call).map(there -> LateRecord.of(file, command, call.actor(), known.with(there)))
                : complete(known, file, command, call).flatMap(facts -> numbered(facts, file, command, call.actor()));
    }

    private Mono<HazardContext> complete(HazardContext known, HazardFile file, HazardCommand command, Call call) {
        return command instanceof HazardCommand.IssueNotice notice
                ? items.others(file, notice, call.actor()).map(others -> known.with(NO_NUMBER, others))
                : photos(command, call).map(known::with);
    }

    /** A number is taken for a notice that will be issued, and not for one that is refused. */
    private Mono<Decision<HazardFile>> numbered(
            HazardContext facts, HazardFile file, HazardCommand command, Actor actor) {
        Decision<HazardFile> decision = HazardMachine.decide(file, command, actor, facts);
        return command instanceof HazardCommand.IssueNotice && decision instanceof Decision.Next
                ? numbers.nextNotice(file)
                        .map(number -> HazardMachine.decide(file, command, actor, facts.with(number, facts.others())))
                : Mono.just(decision);
    }

    /** Those of the photos named that are there. Who sends them later cannot mend what is missing; who is there now is refused. */
    private Mono<Set<UUID>> photos(HazardCommand command, Call call) {
        List<UUID> named = command.mediaIds();
        return call.deviceTime() == null
                ? media.requireUsable(named, call.actor(), "/mediaIds").thenReturn(Set.copyOf(named))
                : media.usable(named, call.actor());
    }

    /** Counts steps that were stored. */
    void count(HazardAction action, int steps) {
        metrics.counter("wangge.hazards.steps", "action", action.code()).increment(steps);
    }
}
