package org.wangge.inspection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.inspection.model.InspectionAction;
import org.wangge.inspection.model.InspectionCommand;
import org.wangge.inspection.model.InspectionContext;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.inspection.model.InspectionFiles;
import org.wangge.inspection.model.InspectionMachine;
import org.wangge.inspection.store.InspectionQueries;
import org.wangge.inspection.store.InspectionStore;
import org.wangge.reason.Reasons;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/**
 * The inspections of all districts: started, answered, submitted. Whoever asks sees and does only what role and area allow;
 * what lies outside does not exist ({@code inspection.not-found}).
 */
@Component
public class Inspections {

    private final InspectionStore store;
    private final InspectionQueries queries;
    private final InspectionContextReader reading;
    private final InspectionIntake intake;
    private final InspectionOutcome outcome;
    private final InspectionViews views;
    private final Calendars calendars;
    private final Reasons reasons;
    private final MeterRegistry metrics;
    private final Clock clock;

    Inspections(
            InspectionStore store,
            InspectionQueries queries,
            InspectionContextReader reading,
            InspectionIntake intake,
            InspectionOutcome outcome,
            InspectionViews views,
            Calendars calendars,
            Reasons reasons,
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

    /**
     * Starts an inspection, or takes in one that was made offline: with answers or an end, with its time of beginning, or in a
     * call with the phone's time. What is started now refuses {@code place.not-found}, {@code inspection.place-closed},
     * {@code inspection.checklist-unknown}, {@code inspection.too-far}, {@code inspection.qr-wrong}, {@code inspection.no-check-in},
     * {@code inspection.second-missing}, {@code inspection.second-unfit}. What was made offline is taken in all the same, and has
     * {@code doubts}; it refuses {@code inspection.invalid} when it is not complete. Repeatable by its operation.
     */
    public Mono<Done> start(StartInspection start, Call call) {
        Actor actor = call.actor().require(Permission.INSPECT);
        Mono<InspectionFile> stored = intake.read(start, call)
                .flatMap(taken -> store.insert(taken.file(), InspectionFiles.event(taken.file()), call.operation())
                        .doOnNext(this::count)
                        .delayUntil(file -> outcome.settle(file, Mono.just(taken.place()))));
        return VersionedWrites.make(stored, call.operation(), store::findByOperation)
                // Things change: what was taken in once is not refused when its answer was lost.
                .onErrorResume(
                        Refused.class,
                        refused -> VersionedWrites.made(call.operation(), store::findByOperation)
                                .switchIfEmpty(Mono.error(refused)))
                .flatMap(written -> settled(written, actor, call.locale()));
    }

    private void count(InspectionFile file) {
        writes(file.state()).increment();
    }

    private Counter writes(InspectionState state) {
        return metrics.counter("wangge.inspections", "state", state.name());
    }

    /** What clients look at next is there before the answer. */
    private Mono<Done> settled(Written<InspectionFile> written, Actor actor, Locale locale) {
        return outcome.settle(written.file())
                .thenReturn(new Done(view(written.file(), actor, locale), written.replayed()));
    }

    /**
     * Takes in answers, in place of what was said before to the same items. Refuses {@code inspection.invalid} with the answers
     * at fault, {@code inspection.not-yours}, {@code inspection.wrong-state}, {@code inspection.stale}, {@code store.busy}. Repeatable.
     */
    public Mono<Done> answer(UUID id, List<Answer> answers, Call call) {
        return act(id, new InspectionCommand.GiveAnswers(answers), call);
    }

    /**
     * Ends an inspection; each failed item becomes a hazard. Refuses {@code inspection.invalid} with what is missing,
     * {@code inspection.not-yours}, {@code inspection.wrong-state}, {@code inspection.stale}. Repeatable by its operation.
     */
    public Mono<Done> submit(UUID id, Submission end, Call call) {
        return act(id, new InspectionCommand.Submit(end), call);
    }

    /** Breaks an inspection off. Refuses like {@link #submit}, and {@code reason.unknown}. Repeatable by its operation. */
    public Mono<Done> abandon(UUID id, Reason reason, Call call) {
        return act(id, new InspectionCommand.Abandon(reason), call);
    }

    /**
     * Takes photos after the end, which the network let through later than the words; those of what failed go to its hazard too.
     * May be done until 30 days after the inspection arrived. Refuses {@code inspection.photos-late}, {@code media.unknown},
     * {@code inspection.invalid} with what does not fit, and what {@link #submit} does. Repeatable.
     */
    public Mono<Done> addPhotos(UUID id, MorePhotos more, Call call) {
        return act(id, new InspectionCommand.AddPhotos(more), call);
    }

    private Mono<Done> act(UUID id, InspectionCommand command, Call call) {
        InspectionMachine.table().requirePermission(command.action(), call.actor());
        return VersionedWrites.change(
                        () -> visible(id, call.actor()),
                        call,
                        file -> InspectionMachine.table()
                                .present(Refusal.of("inspection.stale"), file, call.actor(), clock.instant()),
                        file -> decide(file, command, call),
                        (file, next) ->
                                store.change(file, next, call.operation()).doOnNext(this::count))
                .flatMap(written -> settled(written, call.actor(), call.locale()));
    }

    private Mono<Decision<InspectionFile>> decide(InspectionFile file, InspectionCommand command, Call call) {
        Instant now = clock.instant();
        boolean later = call.deviceTime() != null;
        Refusal refusal = InspectionMachine.table()
                .refusal(file, new Transitions.Asked<>(command.action(), command, call.actor(), now));
        if (refusal != null) {
            return Mono.just(new Decision.No<>(refusal));
        }
        if (command instanceof InspectionCommand.Abandon abandon) {
            reasons.check(abandon.action().code(), abandon.reason(), later);
        }
        // Photos that come after the end can be sent again.
        boolean forgiving = later && command.action() != InspectionAction.ADD_PHOTOS;
        return reading.photos(command.mediaIds(), call.actor(), forgiving)
                .zipWith(reading.checklist(file))
                .map(read -> InspectionMachine.decide(
                        file,
                        command,
                        call.actor(),
                        new InspectionContext(now, calendars.current().zone(), later, read.getT2(), read.getT1())));
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
        return views.of(file, InspectionMachine.table().openActions(file, actor, clock.instant()), locale);
    }
}
