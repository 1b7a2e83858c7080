package org.wangge.hazard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.hazard.model.HazardEvents;
import org.wangge.hazard.model.HazardFacts;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardLine;
import org.wangge.hazard.model.HazardMachine;
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
import org.wangge.work.Nudge;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Mono;

/** Takes one step of one hazard: reads what the decision needs, decides, and writes it with its line and its event. */
@Component
class HazardSteps {

    private final HazardStore store;
    private final HazardNumbers numbers;
    private final NoticeItems items;
    private final Calendars calendars;
    private final MediaStore media;
    private final Reasons reasons;
    private final Nudge nudge;
    private final MeterRegistry metrics;
    private final Clock clock;

    HazardSteps(
            HazardStore store,
            HazardNumbers numbers,
            NoticeItems items,
            Calendars calendars,
            MediaStore media,
            Reasons reasons,
            Nudge nudge,
            MeterRegistry metrics,
            Clock clock) {
        this.store = store;
        this.numbers = numbers;
        this.items = items;
        this.calendars = calendars;
        this.media = media;
        this.reasons = reasons;
        this.nudge = nudge;
        this.metrics = metrics;
        // Known from the start, so that a rate can be asked for before the first step.
        counter(HazardAction.FIND);
        this.clock = clock;
    }

    /**
     * What a step came to.
     *
     * @param replayed whether it had been taken before by the same operation
     */
    record Taken(HazardFile file, boolean replayed) {}

    /** What was read for a decision; the number is taken by the write itself. */
    private record Read(
            Set<UUID> photos,
            List<HazardFile> others,
            @Nullable String noticeNumber) {}

    /** Takes the step, or refuses as {@link Hazards#act} says. */
    Mono<Taken> take(UUID id, HazardCommand command, Call call) {
        return OptimisticRetry.untilWritten(() -> attempt(id, command, call));
    }

    /** Facts for a step that names nothing else. */
    HazardFacts facts(Operation operation, @Nullable PhoneTime deviceTime) {
        return facts(operation, deviceTime, new Read(Set.of(), List.of(), null));
    }

    private HazardFacts facts(Operation operation, @Nullable PhoneTime deviceTime, Read read) {
        return new HazardFacts(
                clock.instant(),
                calendars.current().zone(),
                operation,
                deviceTime,
                read.photos(),
                read.noticeNumber(),
                read.others());
    }

    /** Refuses {@code hazard.not-found} for what is absent or outside this person's area. */
    Mono<HazardFile> visible(UUID id, Actor actor) {
        return (actor.equals(Actor.SYSTEM) ? store.find(id) : store.findVisible(id, actor))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("hazard.not-found"))));
    }

    /** Empty when another write came first. */
    private Mono<Taken> attempt(UUID id, HazardCommand command, Call call) {
        return visible(id, call.actor()).flatMap(file -> {
            if (isRepeat(file, call.operation())) {
                return Mono.just(new Taken(file, true));
            }
            boolean late = HazardMachine.isWrittenDown(
                    file, command, call.actor(), facts(call.operation(), call.deviceTime()));
            requireOpen(file, command, call, late);
            return read(file, command, call, late)
                    .flatMap(read -> decideAndWrite(
                            file, command, call.actor(), facts(call.operation(), call.deviceTime(), read)));
        });
    }

    private void requireOpen(HazardFile file, HazardCommand command, Call call, boolean late) {
        Actor actor = call.actor();
        Long seenVersion = call.seenVersion();
        if (seenVersion != null && seenVersion != file.version()) {
            throw new Refused(Refusal.of("hazard.stale", file.number())
                    .withPresent(file.version(), file.state(), HazardMachine.openActions(file, actor)));
        }
        Refusal refusal = HazardMachine.refusal(file, command, actor);
        if (refusal != null && !late) {
            throw new Refused(refusal);
        }
        if (command.reason() != null) {
            reasons.check(command.action().code(), command.reason(), call.deviceTime() != null);
        }
    }

    private Mono<Read> read(HazardFile file, HazardCommand command, Call call, boolean late) {
        if (command instanceof HazardCommand.IssueNotice notice && !late) {
            return items.others(file, notice, call.actor())
                    .flatMap(others -> numbers.nextNotice(file.area().gridPath())
                            .map(number -> new Read(Set.of(), others, number)));
        }
        return photos(command, call).map(there -> new Read(there, List.of(), null));
    }

    /** Those of the photos named that are there. Who sends them later cannot mend what is missing; who is there now is refused. */
    private Mono<Set<UUID>> photos(HazardCommand command, Call call) {
        List<UUID> named = command.mediaIds();
        return call.deviceTime() == null
                ? media.requireUsable(named, call.actor(), "/mediaIds").thenReturn(Set.copyOf(named))
                : media.usable(named, call.actor());
    }

    private Mono<Taken> decideAndWrite(HazardFile file, HazardCommand command, Actor actor, HazardFacts facts) {
        HazardMachine.Decision decision = HazardMachine.decide(file, command, actor, facts);
        if (decision instanceof HazardMachine.Decision.No no) {
            return Mono.error(() -> new Refused(no.refusal()));
        }
        return decision instanceof HazardMachine.Decision.Moved moved
                ? store.changeIfVersion(
                                file, moved.change(), moved.line(), HazardEvents.of(file, moved.change(), moved.line()))
                        .doOnNext(changed -> noted(moved.line()))
                        .map(changed -> new Taken(changed, false))
                : Mono.just(new Taken(file, true));
    }

    /** After a line was stored: others are to hear of it, and it counts. */
    void noted(HazardLine step) {
        nudge.eventsStored();
        counter(step.action()).increment();
    }

    private Counter counter(HazardAction action) {
        return metrics.counter("wangge.hazards.steps", "action", action.code());
    }

    private static boolean isRepeat(HazardFile file, Operation operation) {
        return operation.key() != null
                && file.timeline().stream()
                        .anyMatch(line -> operation.repeats(line.operationKey(), line.operationHash()));
    }
}
