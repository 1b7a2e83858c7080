package org.wangge.hazard;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.document.Letter;
import org.wangge.hazard.model.HazardContext;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardMachine;
import org.wangge.hazard.model.NewHazard;
import org.wangge.hazard.store.HazardQueries;
import org.wangge.hazard.store.HazardStore;
import org.wangge.hazard.store.HazardStore.Alike;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedWrites.Written;
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
     * Takes in what failed at one inspection, one hazard for each. Repeatable: what is there already stays as it is, and gets the
     * photos that came since.
     */
    public Mono<Void> found(List<FoundHazard> failures) {
        return failures.isEmpty()
                ? Mono.empty()
                : store.alike(failures, RECURRENCE)
                        .collectMap(Alike::id)
                        .flatMap(alike -> photosOf(failures, alike).then(insert(failures, alike.values())));
    }

    private Mono<Void> photosOf(List<FoundHazard> failures, Map<UUID, Alike> alike) {
        return Flux.fromIterable(failures)
                .filter(failure -> alike.containsKey(failure.id())
                        && !alike.get(failure.id()).mediaIds().containsAll(failure.photos()))
                .concatMap(failure -> bySystem(failure.id(), new HazardCommand.MorePhotos(failure.photos())))
                .then();
    }

    private Mono<Void> insert(List<FoundHazard> failures, Collection<Alike> alike) {
        List<FoundHazard> absent = failures.stream()
                .filter(failure -> alike.stream().noneMatch(one -> one.id().equals(failure.id())))
                .toList();
        if (absent.isEmpty()) {
            return Mono.empty();
        }
        HazardContext facts =
                steps.facts(Operation.unkeyed("inspection-" + absent.get(0).inspectionId()), null);
        return numbers.next(absent.get(0).place().gridPath(), absent.size())
                .map(numbered -> IntStream.range(0, absent.size())
                        .mapToObj(i ->
                                NewHazard.of(absent.get(i), numbered.get(i), recurrences(absent.get(i), alike), facts))
                        .toList())
                .flatMap(store::insertAbsent)
                .doOnNext(stored -> steps.count(HazardAction.FIND, stored))
                .then();
    }

    /** How often this item failed at this place before; what was voided does not count. */
    private static int recurrences(FoundHazard failure, Collection<Alike> alike) {
        return (int) alike.stream()
                .filter(one -> one.itemId().equals(failure.item().id()) && one.state() != HazardState.VOIDED)
                .count();
    }

    /**
     * Does something with a hazard. Refuses {@code hazard.stale} when the version seen is not the present one,
     * {@code store.busy} when too many write at once, {@code hazard.wrong-state}, {@code hazard.wrong-level} and what the rules
     * of the action say; a refusal carries the present version and what is open now. What a phone did before the hazard changed
     * and sent after is not refused: it becomes a note on the timeline with doubts, and changes nothing. Repeatable by its
     * operation.
     */
    public Mono<Done> act(UUID id, HazardCommand command, Call call) {
        HazardMachine.table().requirePermission(command.action(), call.actor());
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
                .map(Written::file)
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
     * The timeline of a hazard in order, after a sequence number; refuses {@code hazard.not-found}. The newest lines are in the
     * hazard, those before them in the journal.
     */
    public Flux<HazardLineView> timeline(UUID id, int afterSequence, int limit, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return steps.visible(id, actor)
                .flatMapMany(file -> store.timeline(file, afterSequence, limit))
                .map(line -> views.of(line, locale));
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
                .flatMap(page -> views.of(page.items(), actor, locale).map(page::of));
    }

    /** All hazards of a list in batches, for a table. */
    public Flux<List<HazardView>> all(HazardFilter filter, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return queries.all(filter, actor, clock.instant()).concatMap(batch -> views.of(batch, actor, locale));
    }
}
