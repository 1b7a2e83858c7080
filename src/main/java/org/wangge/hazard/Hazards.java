package org.wangge.hazard;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.document.Letter;
import org.wangge.hazard.model.HazardEvents;
import org.wangge.hazard.model.HazardFacts;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardMachine;
import org.wangge.hazard.model.NewHazard;
import org.wangge.hazard.store.HazardQueries;
import org.wangge.hazard.store.HazardStore;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The hazards of all districts: found at inspections, put right, rechecked, closed out. Whoever asks sees and does only what
 * role and area allow; what lies outside does not exist ({@code hazard.not-found}).
 */
@Component
public class Hazards {

    /** The same item at the same place within so long counts as coming back. */
    private static final Duration RECURRENCE = Duration.ofDays(180);

    private final HazardStore store;
    private final HazardQueries queries;
    private final HazardCases cases;
    private final HazardNumbers numbers;
    private final Calendars calendars;
    private final RectificationLetter letters;
    private final PrintableNotices printable;
    private final HazardSteps steps;
    private final JointNotices notices;
    private final HazardViews views;
    private final Clock clock;

    Hazards(
            HazardStore store,
            HazardQueries queries,
            HazardCases cases,
            HazardNumbers numbers,
            Calendars calendars,
            RectificationLetter letters,
            PrintableNotices printable,
            HazardSteps steps,
            JointNotices notices,
            HazardViews views,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.cases = cases;
        this.numbers = numbers;
        this.calendars = calendars;
        this.letters = letters;
        this.printable = printable;
        this.steps = steps;
        this.notices = notices;
        this.views = views;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether it had been done before by the same operation and was not done again
     */
    public record Done(HazardView view, boolean replayed) {}

    /**
     * Takes in what failed at an inspection, one hazard for each. Repeatable: what is there already stays as it is, and gets the
     * photos that came since.
     */
    public Mono<Void> found(List<FoundHazard> failures) {
        return Flux.fromIterable(failures)
                .concatMap(failure -> store.find(failure.id())
                        .flatMap(there -> there.mediaIds().containsAll(failure.photos())
                                ? Mono.just(there)
                                : bySystem(there.id(), new HazardCommand.MorePhotos(failure.photos()))
                                        .defaultIfEmpty(there))
                        .switchIfEmpty(Mono.defer(() -> insert(failure))))
                .then();
    }

    private Mono<HazardFile> insert(FoundHazard failure) {
        HazardFacts facts = steps.facts(Operation.unkeyed("inspection-" + failure.inspectionId()), null);
        return Mono.zip(
                        numbers.next(failure.place().gridPath()),
                        store.countFailures(failure.place().id(), failure.item().id(), failure.foundAt(), RECURRENCE))
                .map(read -> NewHazard.of(failure, read.getT1(), read.getT2().intValue(), facts))
                .flatMap(file -> store.insert(file, HazardEvents.of(file)))
                .doOnNext(file -> steps.noted(file.timeline().get(0)))
                .onErrorResume(DuplicateKeyException.class, raced -> store.find(failure.id()));
    }

    /**
     * Does something with a hazard. Refuses {@code hazard.stale} when the version seen is not the present one,
     * {@code store.busy} when too many write at once, {@code hazard.wrong-state}, {@code hazard.wrong-level} and what the rules
     * of the action say; a refusal carries the present version and what is open now. What a phone did before the hazard changed
     * and sent after is not refused: it becomes a note on the timeline with doubts, and changes nothing. Repeatable by its
     * operation.
     */
    public Mono<Done> act(UUID id, HazardCommand command, Call call) {
        Permission needed = HazardMachine.permissionFor(command.action());
        if (needed != null) {
            call.actor().require(needed);
        }
        return steps.take(id, command, call)
                .flatMap(done -> notices.complete(done.file())
                        .then(withCase(done.file(), call.actor()))
                        .flatMap(file -> views.of(file, call.actor(), call.locale()))
                        .map(view -> new Done(view, done.replayed())));
    }

    /** Time passing, and news of the case it became; the server's own doing, repeatable. Empty when it no longer applies. */
    Mono<HazardFile> bySystem(UUID id, HazardCommand command) {
        Operation operation = Operation.unkeyed(command.action().code());
        Call call = new Call(null, null, Actor.SYSTEM, operation, Locale.SIMPLIFIED_CHINESE);
        return steps.take(id, command, call)
                .map(HazardSteps.Taken::file)
                .onErrorResume(
                        Refused.class,
                        refused -> refused.refusal().code().equals("store.busy") ? Mono.error(refused) : Mono.empty());
    }

    /**
     * Opens the case that an escalated or transferred hazard becomes, if it is not there yet. Repeatable.
     *
     * @param actor who caused it
     */
    Mono<HazardFile> withCase(HazardFile file, Actor actor) {
        return file.caseId() == null && cases.isDue(file)
                ? cases.open(file, actor)
                        .flatMap(opened -> bySystem(file.id(), opened))
                        .switchIfEmpty(Mono.defer(() -> store.find(file.id())))
                : Mono.just(file);
    }

    /** One hazard as this person may see it; refuses {@code hazard.not-found}. */
    public Mono<HazardView> find(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return steps.visible(id, actor).flatMap(file -> views.of(file, actor, locale));
    }

    /**
     * The rectification notice (限期整改通知书) as it was issued, to be handed to the place; refuses {@code hazard.not-found},
     * and {@code hazard.no-notice} before there is one.
     *
     * @param onPaper whether it is printed with fonts of ours; then it refuses {@code hazard.notice-unprintable}
     */
    public Mono<Letter> notice(UUID id, boolean onPaper, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return steps.visible(id, actor)
                .flatMap(notices::holding)
                .flatMap(files -> (onPaper ? printable.require(files) : Mono.<Void>empty())
                        .then(Mono.fromSupplier(
                                () -> letters.of(files, calendars.current().zone(), locale))));
    }

    /** A page of the hazards of this person's area; refuses {@code request.cursor-invalid}. */
    public Mono<Page<HazardView>> list(
            HazardFilter filter, int limit, @Nullable String cursor, boolean count, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return queries.page(filter, actor, clock.instant(), limit, cursor, count)
                .flatMap(page -> views.of(page.items(), actor, locale)
                        .map(items -> new Page<>(items, page.nextCursor(), page.total())));
    }

    /** All hazards of a list in batches, for a table. */
    public Flux<List<HazardView>> all(HazardFilter filter, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return queries.all(filter, actor, clock.instant()).concatMap(batch -> views.of(batch, actor, locale));
    }
}
