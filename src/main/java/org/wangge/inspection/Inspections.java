package org.wangge.inspection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.checklist.Checklist;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.inspection.model.InspectionFile.Name;
import org.wangge.inspection.model.InspectionFiles;
import org.wangge.inspection.model.InspectionFiles.Moment;
import org.wangge.inspection.model.InspectionRules;
import org.wangge.inspection.model.InspectionRules.Step;
import org.wangge.inspection.model.Presence;
import org.wangge.inspection.store.InspectionStore;
import org.wangge.place.Place;
import org.wangge.place.Places;
import org.wangge.reason.Reasons;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Cursor;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Attempts;
import org.wangge.work.Nudge;
import reactor.core.publisher.Mono;

/**
 * The inspections of all districts: started, answered, submitted. Whoever asks sees and does only what role and area allow;
 * what lies outside does not exist ({@code inspection.not-found}).
 */
@Component
public class Inspections {

    private final InspectionStore store;
    private final InspectionReading reading;
    private final InspectionOutcome outcome;
    private final Places places;
    private final Calendars calendars;
    private final InspectionSettings settings;
    private final Reasons reasons;
    private final Nudge nudge;
    private final MeterRegistry metrics;
    private final Clock clock;

    Inspections(
            InspectionStore store,
            InspectionReading reading,
            InspectionOutcome outcome,
            Places places,
            Calendars calendars,
            InspectionSettings settings,
            Reasons reasons,
            Nudge nudge,
            MeterRegistry metrics,
            Clock clock) {
        this.store = store;
        this.reading = reading;
        this.outcome = outcome;
        this.places = places;
        this.calendars = calendars;
        this.settings = settings;
        this.reasons = reasons;
        this.nudge = nudge;
        this.metrics = metrics;
        // Known from the start, so that a rate can be asked for before the first inspection.
        writes(InspectionState.STARTED);
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether it had been done before by the same operation and was not done again
     */
    public record Done(InspectionView view, boolean replayed) {}

    private record Written(InspectionFile file, boolean replayed) {}

    /**
     * Starts an inspection, or takes in a whole one that was made offline. Refuses {@code place.not-found},
     * {@code inspection.place-closed}, {@code inspection.checklist-unknown}, {@code inspection.too-far},
     * {@code inspection.qr-wrong}, {@code inspection.no-check-in}, {@code inspection.second-missing},
     * {@code inspection.second-unfit} and, of answers and end, what {@link #answer} and {@link #submit} refuse; then nothing is
     * kept. Repeatable by its operation.
     */
    public Mono<Done> start(StartInspection start, Actor actor, Operation operation, Locale locale) {
        actor.require(Permission.INSPECT);
        return started(operation)
                .switchIfEmpty(Mono.defer(() -> reading.place(start.placeId(), actor)
                        .flatMap(place -> reading.checklist(start, place)
                                .flatMap(checklist -> begin(start, place, checklist, actor, operation)))))
                .flatMap(written -> settled(written, actor, locale));
    }

    private Mono<Written> started(Operation operation) {
        return Mono.justOrEmpty(operation.key())
                .flatMap(store::findByOperation)
                .filter(known -> operation.repeats(
                        known.operationKey(), known.operationHash(), "/api/v1/inspections/" + known.id()))
                .map(known -> new Written(known, true));
    }

    private Mono<Written> begin(
            StartInspection start, Place place, Checklist checklist, Actor actor, Operation operation) {
        return reading.usable(start.answers(), start.submission(), actor)
                .then(outcome.requireOpenTask(start.taskId(), place, actor))
                .then(reading.second(start.secondInspectorId(), checklist, place, actor)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty()))
                .map(second -> whole(start, place, checklist, actor, second.orElse(null), operation))
                .flatMap(file -> store.insert(file, List.of(InspectionFiles.event(file))))
                .doOnNext(this::noted)
                .map(file -> new Written(file, false))
                .onErrorResume(
                        DuplicateKeyException.class, taken -> started(operation).switchIfEmpty(Mono.error(taken)));
    }

    private InspectionFile whole(
            StartInspection start,
            Place place,
            Checklist checklist,
            Actor actor,
            @Nullable Name second,
            Operation operation) {
        String qr = start.checkIn().qr();
        var checkedIn =
                Presence.check(start.checkIn(), place, qr == null ? null : places.qrMatches(place, qr), settings);
        Moment moment = moment(operation);
        // The first write is known by its own key; what follows in the same call needs none.
        Moment after = new Moment(moment.now(), moment.zone(), new Operation(null, "", operation.requestId()));
        InspectionFile file =
                InspectionFiles.started(Ids.next(), start, place, checklist, checkedIn, actor, second, moment);
        if (!start.answers().isEmpty()) {
            file = InspectionFiles.answered(file, start.answers(), checklist, after);
        }
        return start.submission() == null
                ? file
                : InspectionFiles.submitted(file, start.submission(), checklist, after);
    }

    private Moment moment(Operation operation) {
        return new Moment(clock.instant(), calendars.current().zone(), operation);
    }

    private void noted(InspectionFile file) {
        nudge.wake(InspectionFollowUp.RELAY);
        writes(file.state()).increment();
    }

    private Counter writes(InspectionState state) {
        return metrics.counter("wangge.inspections", "state", state.name());
    }

    /** What follows from the state it has come to is done before the answer, and again by the relay should this process die. */
    private Mono<Done> settled(Written written, Actor actor, Locale locale) {
        return outcome.settle(written.file())
                .thenReturn(new Done(view(written.file(), actor, locale), written.replayed()));
    }

    /**
     * Takes in answers, in place of what was said before to the same items. Refuses {@code inspection.invalid} with the answers
     * at fault, {@code inspection.not-yours}, {@code inspection.wrong-state}, {@code inspection.stale}, {@code store.busy}. Repeatable.
     */
    public Mono<Done> answer(UUID id, List<Answer> answers, Call call) {
        call.actor().require(Permission.INSPECT);
        return step(
                id,
                Step.ANSWER,
                call,
                () -> reading.usable(answers, null, call.actor()),
                (file, list) -> InspectionFiles.answered(file, answers, list, moment(call.operation())));
    }

    /**
     * Ends an inspection; each failed item becomes a hazard. Refuses {@code inspection.invalid} with what is missing,
     * {@code inspection.not-yours}, {@code inspection.wrong-state}, {@code inspection.stale}. Repeatable by its operation.
     */
    public Mono<Done> submit(UUID id, Submission end, Call call) {
        call.actor().require(Permission.INSPECT);
        return step(
                id,
                Step.SUBMIT,
                call,
                () -> reading.usable(List.of(), end, call.actor()),
                (file, list) -> InspectionFiles.submitted(file, end, list, moment(call.operation())));
    }

    /** Breaks an inspection off. Refuses like {@link #submit}, and {@code reason.unknown}. Repeatable by its operation. */
    public Mono<Done> abandon(UUID id, Reason reason, Call call) {
        call.actor().require(Permission.INSPECT);
        return step(
                id,
                Step.ABANDON,
                call,
                () -> Mono.fromRunnable(() -> reasons.check("abandon", reason, call.deviceAt() != null)),
                (file, list) -> InspectionFiles.abandoned(file, reason, moment(call.operation())));
    }

    /** Takes a step, once it is allowed at all and what it names is usable. */
    private Mono<Done> step(
            UUID id,
            Step step,
            Call call,
            Supplier<Mono<Void>> usable,
            BiFunction<InspectionFile, Checklist, InspectionFile> change) {
        return Attempts.untilWritten(() -> attempt(id, step, call, usable, change))
                .flatMap(written -> settled(written, call.actor(), call.locale()));
    }

    /** Empty when another write came first. */
    private Mono<Written> attempt(
            UUID id,
            Step step,
            Call call,
            Supplier<Mono<Void>> usable,
            BiFunction<InspectionFile, Checklist, InspectionFile> change) {
        Long seenVersion = call.seenVersion();
        return visible(id, call.actor()).flatMap(file -> {
            if (file.operations().stream().anyMatch(done -> call.operation().repeats(done.key(), done.hash()))) {
                return Mono.just(new Written(file, true));
            }
            if (seenVersion != null && seenVersion != file.version()) {
                return Mono.error(() -> new Refused(present(Refusal.of("inspection.stale"), file, call.actor())));
            }
            Refusal no = InspectionRules.refusal(file, step, call.actor());
            if (no != null) {
                return Mono.error(() -> new Refused(present(no, file, call.actor())));
            }
            return usable.get().then(Mono.defer(() -> write(file, change)));
        });
    }

    private Mono<Written> write(InspectionFile file, BiFunction<InspectionFile, Checklist, InspectionFile> change) {
        return reading.checklist(file)
                .map(list -> change.apply(file, list))
                .flatMap(changed -> store.replaceIfVersion(
                        file,
                        changed,
                        changed.state() == file.state() ? List.of() : List.of(InspectionFiles.event(changed))))
                .doOnNext(this::noted)
                .map(changed -> new Written(changed, false));
    }

    private static Refusal present(Refusal refusal, InspectionFile file, Actor actor) {
        return refusal.withPresent(file.version(), file.state(), InspectionRules.openActions(file, actor));
    }

    private Mono<InspectionFile> visible(UUID id, Actor actor) {
        return store.findVisible(id, actor)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("inspection.not-found"))));
    }

    /** One inspection as this person may see it; refuses {@code inspection.not-found}. */
    public Mono<InspectionView> find(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.INSPECTION_READ);
        return visible(id, actor).map(file -> view(file, actor, locale));
    }

    /** A page of the inspections of this person's area, the newest first; refuses {@code request.cursor-invalid}. */
    public Mono<Page<InspectionView>> list(
            InspectionFilter filter, int limit, @Nullable String cursor, boolean count, Actor actor, Locale locale) {
        actor.require(Permission.INSPECTION_READ);
        String fingerprint =
                "inspections" + Integer.toHexString(filter.toString().hashCode());
        return store.list(filter, actor, Cursor.read(cursor, fingerprint), limit + 1)
                .collectList()
                .flatMap(found -> {
                    Page<InspectionView> page = Page.of(
                                    found,
                                    limit,
                                    last -> new Cursor(
                                            fingerprint,
                                            last.startedAt().toString(),
                                            last.id().toString()))
                            .map(file -> view(file, actor, locale));
                    return count ? store.count(filter, actor).map(page::withTotal) : Mono.just(page);
                });
    }

    private static InspectionView view(InspectionFile file, Actor actor, Locale locale) {
        return InspectionView.of(file, InspectionRules.openActions(file, actor), locale);
    }
}
