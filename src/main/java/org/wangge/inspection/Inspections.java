package org.wangge.inspection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.checklist.Checklist;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.inspection.model.Doubts;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.inspection.model.InspectionFiles;
import org.wangge.inspection.model.InspectionFiles.Moment;
import org.wangge.inspection.model.InspectionRules;
import org.wangge.inspection.model.InspectionRules.Step;
import org.wangge.inspection.model.UsedChecklist;
import org.wangge.inspection.store.InspectionQueries;
import org.wangge.inspection.store.InspectionStore;
import org.wangge.reason.Reasons;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Nudge;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Mono;

/**
 * The inspections of all districts: started, answered, submitted. Whoever asks sees and does only what role and area allow;
 * what lies outside does not exist ({@code inspection.not-found}).
 */
@Component
public class Inspections {

    private final InspectionStore store;
    private final InspectionQueries queries;
    private final InspectionReading reading;
    private final InspectionIntake intake;
    private final InspectionOutcome outcome;
    private final InspectionViews views;
    private final Calendars calendars;
    private final Reasons reasons;
    private final Nudge nudge;
    private final MeterRegistry metrics;
    private final Clock clock;

    Inspections(
            InspectionStore store,
            InspectionQueries queries,
            InspectionReading reading,
            InspectionIntake intake,
            InspectionOutcome outcome,
            InspectionViews views,
            Calendars calendars,
            Reasons reasons,
            Nudge nudge,
            MeterRegistry metrics,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.reading = reading;
        this.intake = intake;
        this.outcome = outcome;
        this.views = views;
        this.calendars = calendars;
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
     * Starts an inspection, or takes in one that was made offline: with answers or an end, with its time of beginning, or in a
     * call with the phone's time. What is started now refuses {@code place.not-found}, {@code inspection.place-closed},
     * {@code inspection.checklist-unknown}, {@code inspection.too-far}, {@code inspection.qr-wrong}, {@code inspection.no-check-in},
     * {@code inspection.second-missing}, {@code inspection.second-unfit}. What was made offline is taken in all the same, and has
     * {@code doubts}; it refuses {@code inspection.invalid} when it is not complete. Repeatable by its operation.
     */
    public Mono<Done> start(StartInspection start, Call call) {
        Actor actor = call.actor().require(Permission.INSPECT);
        return started(call.operation())
                .switchIfEmpty(Mono.defer(() -> begin(start, call)))
                .flatMap(written -> settled(written, actor, call.locale()));
    }

    private Mono<Written> started(Operation operation) {
        return Mono.justOrEmpty(operation.key())
                .flatMap(store::findByOperation)
                .filter(known -> operation.repeats(
                        known.operationKey(), known.operationHash(), "/api/v1/inspections/" + known.id()))
                .map(known -> new Written(known, true));
    }

    private Mono<Written> begin(StartInspection start, Call call) {
        return intake.read(start, call)
                .flatMap(file -> store.insert(file, List.of(InspectionFiles.event(file))))
                .doOnNext(this::noted)
                .map(file -> new Written(file, false))
                .onErrorResume(
                        DuplicateKeyException.class,
                        taken -> started(call.operation()).switchIfEmpty(Mono.error(taken)));
    }

    private Moment moment(Operation operation) {
        return new Moment(clock.instant(), calendars.current().zone(), operation);
    }

    private void noted(InspectionFile file) {
        nudge.eventsStored();
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
                () -> reading.photos(answers, null, call.actor(), call.deviceTime() != null),
                (file, list, photos) -> {
                    Moment moment = moment(call.operation());
                    Doubts doubts = new Doubts(moment.now());
                    InspectionRules.check(answers, list, call.deviceTime() != null);
                    UsedChecklist.markUnknown(list, answers, doubts);
                    return InspectionFiles.answered(file, doubts.answers(answers, photos), doubts.found(), moment);
                });
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
                () -> reading.photos(List.of(), end, call.actor(), call.deviceTime() != null),
                (file, list, photos) -> {
                    Moment moment = moment(call.operation());
                    Doubts doubts = new Doubts(moment.now());
                    boolean otherList = call.deviceTime() != null && Doubts.tellOfAnotherList(file.doubts());
                    InspectionRules.requireComplete(file.answers(), list, end, otherList ? doubts : null);
                    Submission kept = doubts.submission(end, photos, file.startedAt(), "");
                    return InspectionFiles.submitted(file, kept, list, doubts.found(), moment);
                });
    }

    /** Breaks an inspection off. Refuses like {@link #submit}, and {@code reason.unknown}. Repeatable by its operation. */
    public Mono<Done> abandon(UUID id, Reason reason, Call call) {
        call.actor().require(Permission.INSPECT);
        return step(
                id,
                Step.ABANDON,
                call,
                () -> Mono.fromRunnable(() -> reasons.check("abandon", reason, call.deviceTime() != null))
                        .thenReturn(Set.of()),
                (file, list, photos) -> InspectionFiles.abandoned(file, reason, moment(call.operation())));
    }

    /**
     * Takes photos after the end, which the network let through later than the words; those of what failed go to its hazard too.
     * May be done until 30 days after the inspection arrived. Refuses {@code inspection.photos-late}, {@code media.unknown},
     * {@code inspection.invalid} with what does not fit, and what {@link #submit} does. Repeatable.
     */
    public Mono<Done> addPhotos(UUID id, MorePhotos more, Call call) {
        call.actor().require(Permission.INSPECT);
        return step(
                id, Step.ADD_PHOTOS, call, () -> reading.requireOwn(more.all(), call.actor()), (file, list, photos) -> {
                    InspectionRules.check(more, file);
                    return InspectionFiles.withPhotos(file, more, moment(call.operation()));
                });
    }

    /** Takes a step, once it is allowed at all and what it names is usable. */
    private Mono<Done> step(UUID id, Step step, Call call, Supplier<Mono<Set<UUID>>> photos, Change change) {
        return OptimisticRetry.untilWritten(() -> attempt(id, step, call, photos, change))
                .flatMap(written -> settled(written, call.actor(), call.locale()));
    }

    /** Empty when another write came first. */
    private Mono<Written> attempt(UUID id, Step step, Call call, Supplier<Mono<Set<UUID>>> photos, Change change) {
        Long seenVersion = call.seenVersion();
        return visible(id, call.actor()).flatMap(file -> {
            if (file.operations().stream().anyMatch(done -> call.operation().repeats(done.key(), done.hash()))) {
                return Mono.just(new Written(file, true));
            }
            if (seenVersion != null && seenVersion != file.version()) {
                return Mono.error(() -> new Refused(present(Refusal.of("inspection.stale"), file, call.actor())));
            }
            Refusal no = InspectionRules.refusal(file, step, call.actor(), clock.instant());
            if (no != null) {
                return Mono.error(() -> new Refused(present(no, file, call.actor())));
            }
            return photos.get().flatMap(there -> write(file, there, change));
        });
    }

    /** What a step makes of an inspection, given those of the photos it names that are there. */
    private interface Change {
        InspectionFile of(InspectionFile file, Checklist list, Set<UUID> photos);
    }

    private Mono<Written> write(InspectionFile file, Set<UUID> photos, Change change) {
        return reading.checklist(file)
                .map(list -> change.of(file, list, photos))
                .flatMap(changed -> store.replaceIfVersion(
                        file,
                        changed,
                        // Answers alone have no consequence before the end.
                        changed.state() == InspectionState.STARTED
                                ? List.of()
                                : List.of(InspectionFiles.event(changed))))
                .doOnNext(this::noted)
                .map(changed -> new Written(changed, false));
    }

    private Refusal present(Refusal refusal, InspectionFile file, Actor actor) {
        return refusal.withPresent(
                file.version(), file.state(), InspectionRules.openActions(file, actor, clock.instant()));
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
        return queries.page(filter, actor, clock.instant(), limit, cursor, count)
                .map(page -> page.map(file -> view(file, actor, locale)));
    }

    private InspectionView view(InspectionFile file, Actor actor, Locale locale) {
        return views.of(file, InspectionRules.openActions(file, actor, clock.instant()), locale);
    }
}
