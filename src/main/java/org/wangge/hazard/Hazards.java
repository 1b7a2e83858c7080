package org.wangge.hazard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.wangge.hazard.model.HazardLine;
import org.wangge.hazard.model.HazardMachine;
import org.wangge.hazard.model.NewHazard;
import org.wangge.hazard.store.HazardQueries;
import org.wangge.hazard.store.HazardStore;
import org.wangge.media.MediaStore;
import org.wangge.reason.Reasons;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Attempts;
import org.wangge.work.Nudge;
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
    private final MediaStore media;
    private final Reasons reasons;
    private final Nudge nudge;
    private final MeterRegistry metrics;
    private final Clock clock;

    Hazards(
            HazardStore store,
            HazardQueries queries,
            HazardCases cases,
            HazardNumbers numbers,
            Calendars calendars,
            RectificationLetter letters,
            PrintableNotices printable,
            MediaStore media,
            Reasons reasons,
            Nudge nudge,
            MeterRegistry metrics,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.cases = cases;
        this.numbers = numbers;
        this.calendars = calendars;
        this.letters = letters;
        this.printable = printable;
        this.media = media;
        this.reasons = reasons;
        this.nudge = nudge;
        this.metrics = metrics;
        // Known from the start, so that a rate can be asked for before the first step.
        steps(HazardAction.FIND);
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether it had been done before by the same operation and was not done again
     */
    public record Done(HazardView view, boolean replayed) {}

    private record Attempt(HazardFile file, boolean replayed) {}

    /** Takes in what failed at an inspection, one hazard for each. Repeatable: what is there already stays as it is. */
    public Mono<Void> found(List<FoundHazard> failures) {
        return Flux.fromIterable(failures)
                .concatMap(failure -> store.find(failure.id())
                        .hasElement()
                        .filter(there -> !there)
                        .flatMap(absent -> insert(failure)))
                .then();
    }

    private Mono<HazardFile> insert(FoundHazard failure) {
        HazardFacts facts = facts(new Operation(null, "", "inspection-" + failure.inspectionId()), null, null);
        return Mono.zip(
                        numbers.next(failure.place().gridPath()),
                        store.countFailures(failure.place().id(), failure.item().id(), failure.foundAt(), RECURRENCE))
                .map(read -> NewHazard.of(failure, read.getT1(), read.getT2().intValue(), facts))
                .flatMap(file -> store.insert(file, HazardEvents.of(file)))
                .doOnNext(file -> noted(file.timeline().get(0)))
                .onErrorResume(DuplicateKeyException.class, raced -> store.find(failure.id()));
    }

    private HazardFacts facts(Operation operation, @Nullable Instant deviceAt, @Nullable String noticeNumber) {
        return new HazardFacts(clock.instant(), calendars.current().zone(), operation, deviceAt, noticeNumber);
    }

    /**
     * Does something with a hazard. Refuses {@code hazard.stale} when the version seen is not the present one,
     * {@code store.busy} when too many write at once, {@code hazard.wrong-state}, {@code hazard.wrong-level} and what the rules
     * of the action say; a refusal carries the present version and what is open now. Repeatable by its operation.
     */
    public Mono<Done> act(UUID id, HazardCommand command, Call call) {
        Permission needed = HazardMachine.permissionFor(command.action());
        if (needed != null) {
            call.actor().require(needed);
        }
        return Attempts.untilWritten(() -> attempt(id, command, call))
                .flatMap(done -> withCase(done.file(), call.actor())
                        .map(file -> new Done(view(file, call.actor(), call.locale()), done.replayed())));
    }

    private Mono<Void> usable(HazardCommand command, Actor actor) {
        if (command instanceof HazardCommand.ReportRectified done) {
            return media.requireUsable(done.mediaIds(), actor, "/mediaIds");
        }
        return command instanceof HazardCommand.Recheck recheck
                ? media.requireUsable(recheck.mediaIds(), actor, "/mediaIds")
                : Mono.empty();
    }

    /** Empty when another write came first. */
    private Mono<Attempt> attempt(UUID id, HazardCommand command, Call call) {
        Actor actor = call.actor();
        Long seenVersion = call.seenVersion();
        return visible(id, actor).flatMap(file -> {
            if (isRepeat(file, call.operation())) {
                return Mono.just(new Attempt(file, true));
            }
            if (seenVersion != null && seenVersion != file.version()) {
                return Mono.error(() -> new Refused(Refusal.of("hazard.stale", file.number())
                        .withPresent(file.version(), file.state(), HazardMachine.openActions(file, actor))));
            }
            Refusal refusal = HazardMachine.refusal(file, command, actor);
            if (refusal != null) {
                return Mono.error(() -> new Refused(refusal));
            }
            if (command.reason() != null) {
                reasons.check(command.action().code(), command.reason(), call.deviceAt() != null);
            }
            return usable(command, actor)
                    .then(Mono.defer(() -> command instanceof HazardCommand.IssueNotice
                            ? printable.require(file, actor.name())
                            : Mono.empty()))
                    .then(Mono.<String>defer(() -> noticeNumber(command, file)))
                    .flatMap(number -> decideAndWrite(
                            file,
                            command,
                            actor,
                            facts(call.operation(), call.deviceAt(), number.isEmpty() ? null : number)));
        });
    }

    private Mono<String> noticeNumber(HazardCommand command, HazardFile file) {
        return command instanceof HazardCommand.IssueNotice
                ? numbers.nextNotice(file.area().gridPath())
                : Mono.just("");
    }

    private Mono<Attempt> decideAndWrite(HazardFile file, HazardCommand command, Actor actor, HazardFacts facts) {
        HazardMachine.Decision decision = HazardMachine.decide(file, command, actor, facts);
        if (decision instanceof HazardMachine.Decision.No no) {
            return Mono.error(() -> new Refused(no.refusal()));
        }
        return decision instanceof HazardMachine.Decision.Moved moved
                ? store.changeIfVersion(
                                file, moved.change(), moved.line(), HazardEvents.of(file, moved.change(), moved.line()))
                        .doOnNext(changed -> noted(moved.line()))
                        .map(changed -> new Attempt(changed, false))
                : Mono.just(new Attempt(file, true));
    }

    private void noted(HazardLine step) {
        nudge.wake(HazardFollowUp.RELAY);
        steps(step.action()).increment();
    }

    private Counter steps(HazardAction action) {
        return metrics.counter("wangge.hazards.steps", "action", action.code());
    }

    private static boolean isRepeat(HazardFile file, Operation operation) {
        return operation.key() != null
                && file.timeline().stream()
                        .anyMatch(line -> operation.repeats(line.operationKey(), line.operationHash()));
    }

    /** Time passing, and news of the case it became; the server's own doing, repeatable. Empty when it no longer applies. */
    Mono<HazardFile> bySystem(UUID id, HazardCommand command) {
        Operation operation = new Operation(null, "", command.action().code());
        Call call = new Call(null, null, Actor.SYSTEM, operation, Locale.SIMPLIFIED_CHINESE);
        return Attempts.untilWritten(() -> attempt(id, command, call))
                .map(Attempt::file)
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

    private Mono<HazardFile> visible(UUID id, Actor actor) {
        return (actor.equals(Actor.SYSTEM) ? store.find(id) : store.findVisible(id, actor))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("hazard.not-found"))));
    }

    /** One hazard as this person may see it; refuses {@code hazard.not-found}. */
    public Mono<HazardView> find(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return visible(id, actor).map(file -> view(file, actor, locale));
    }

    /**
     * The rectification notice (限期整改通知书) as it was issued, to be handed to the place; refuses {@code hazard.not-found},
     * and {@code hazard.no-notice} before there is one.
     *
     * @param onPaper whether it is printed with fonts of ours; then it refuses {@code hazard.notice-unprintable}
     */
    public Mono<Letter> notice(UUID id, boolean onPaper, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return visible(id, actor).flatMap(file -> {
            HazardFile.Notice notice = file.notice();
            if (notice == null) {
                return Mono.error(() -> new Refused(Refusal.of("hazard.no-notice", file.number())));
            }
            return (onPaper ? printable.require(file, notice.by().name()) : Mono.<Void>empty())
                    .then(Mono.fromSupplier(
                            () -> letters.of(file, notice, calendars.current().zone(), locale)));
        });
    }

    /** A page of the hazards of this person's area; refuses {@code request.cursor-invalid}. */
    public Mono<Page<HazardView>> list(
            HazardFilter filter, int limit, @Nullable String cursor, boolean count, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return queries.page(filter, actor, clock.instant(), limit, cursor, count)
                .map(page -> page.map(file -> view(file, actor, locale)));
    }

    /** All hazards of a list in batches, for a table. */
    public Flux<List<HazardView>> all(HazardFilter filter, Actor actor, Locale locale) {
        actor.require(Permission.HAZARD_READ);
        return queries.all(filter, actor, clock.instant())
                .map(batch ->
                        batch.stream().map(file -> view(file, actor, locale)).toList());
    }

    private HazardView view(HazardFile file, Actor actor, Locale locale) {
        return HazardView.of(file, HazardMachine.openActions(file, actor), clock.instant(), reasons, locale);
    }
}
