package org.wangge.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseContext;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.CaseMachine;
import org.wangge.casework.model.Events;
import org.wangge.casework.model.Intake;
import org.wangge.casework.model.NewCase;
import org.wangge.casework.model.ReportRules;
import org.wangge.casework.store.CaseQueries;
import org.wangge.casework.store.CaseStore;
import org.wangge.reason.Reasons;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Cursor;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import org.wangge.work.DailyNumbers;
import org.wangge.work.KeyClaims;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The cases of all districts: reporting, acting, finding. Whoever asks sees and does only what role and area allow; what lies
 * outside does not exist ({@code case.not-found}).
 */
@Component
public class Cases {

    /** With these a category is chosen. */
    private static final Set<CaseAction> CHOOSING = EnumSet.of(CaseAction.FILE, CaseAction.REFILE);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private final CaseStore store;
    private final CaseQueries queries;
    private final KeyClaims claims;
    private final DailyNumbers numbers;
    private final CaseWriting writing;
    private final ReportReading reports;
    private final DutyReading duties;
    private final DeskReading desks;
    private final CaseViews views;
    private final Calendars calendars;
    private final Reasons reasons;
    private final Clock clock;

    Cases(
            CaseStore store,
            CaseQueries queries,
            KeyClaims claims,
            DailyNumbers numbers,
            CaseWriting writing,
            ReportReading reports,
            DutyReading duties,
            DeskReading desks,
            CaseViews views,
            Calendars calendars,
            Reasons reasons,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.claims = claims;
        this.numbers = numbers;
        this.writing = writing;
        this.reports = reports;
        this.duties = duties;
        this.desks = desks;
        this.views = views;
        this.calendars = calendars;
        this.reasons = reasons;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether it had been done before by the same operation and was not done again
     */
    public record Done(CaseView view, boolean replayed) {}

    /**
     * Takes a report in and routes it to its office. What a phone said in good faith and is not so is set aside and marked in the
     * view's doubts. Refuses {@code case.invalid} with the fields at fault, and a report that leaves no place at all:
     * {@code grid.outside-district}, {@code grid.unknown}, {@code request.invalid}. Repeatable by its operation: the same report
     * gives the case it made the first time.
     */
    public Mono<Done> report(ReportCase report, Actor actor, Operation operation, Locale locale) {
        actor.require(Permission.CASE_REPORT);
        return Mono.defer(() -> {
                    ReportRules.check(report);
                    Instant now = clock.instant();
                    return reports.read(report, actor, now)
                            .flatMap(
                                    intake -> take(report, null, intake, actor, facts(now, operation, report, intake)));
                })
                // Grids change: what was taken in once is not refused when its answer was lost.
                .onErrorResume(
                        Refused.class,
                        refused -> VersionedWrites.made(operation, store::findByOperation)
                                .switchIfEmpty(Mono.error(refused)))
                .map(taken -> new Done(view(taken.file(), actor, locale), taken.replayed()));
    }

    /** A case that something else gave rise to. */
    public record Opened(UUID id, String number) {}

    /**
     * Opens a case that something else gave rise to, in the office of its grid. Repeatable: the same origin in the same round
     * gives the case it made the first time.
     *
     * @param round for an origin that may give rise to more than one case in the course of time
     * @param actor who caused it, {@link Actor#SYSTEM} when nobody did
     */
    public Mono<Opened> open(CaseOrigin origin, int round, ReportCase report, Actor actor) {
        Operation operation = new Operation(
                "origin:" + origin.kind() + ":" + origin.id() + ":" + round, "origin", "origin-" + origin.id());
        return Mono.defer(() -> {
                    Instant now = clock.instant();
                    Intake intake = reports.ownReport(report, now);
                    return take(report, origin, intake, actor, facts(now, operation, report, intake));
                })
                .map(taken -> new Opened(taken.file().id(), taken.file().number()));
    }

    /** Ends a case because what it came from is settled. Repeatable; one that has ended already stays as it is. */
    public Mono<Void> conclude(UUID id, String text) {
        return writing.bySystem(id, new CaseCommand.Conclude(text))
                .then()
                .onErrorResume(
                        Refused.class,
                        refused -> refused.refusal().code().equals("case.wrong-state")
                                ? Mono.empty()
                                : Mono.error(refused));
    }

    private CaseContext facts(Instant now, Operation operation, ReportCase report, Intake intake) {
        return CaseContext.of(now, calendars.current(), operation, report.reportedAt())
                .with(desks.of(intake.routing()));
    }

    /**
     * Where a case stands, for what became it.
     *
     * @param origin what it came from; null when somebody reported it
     * @param mergedInto the case that goes on instead
     * @param result what its handler did; null before, and when the server ended it
     */
    public record Standing(
            UUID id,
            String number,
            CaseState state,
            @Nullable CaseOrigin origin,
            @Nullable UUID mergedInto,
            @Nullable Settlement result) {}

    /** What was done, and by whom. */
    public record Settlement(String text, UUID byId, String byName, Instant at) {}

    /** For what became a case, whoever asks; empty when there is none. */
    public Mono<Standing> standing(UUID id) {
        return store.find(id)
                .map(file -> new Standing(
                        file.id(),
                        file.number(),
                        file.state(),
                        file.origin(),
                        file.mergedInto(),
                        settlement(file.outcome())));
    }

    private static @Nullable Settlement settlement(CaseFile.@Nullable Outcome outcome) {
        return outcome == null || outcome.by().id().equals(Actor.SYSTEM.id())
                ? null
                : new Settlement(
                        outcome.result(), outcome.by().id(), outcome.by().name(), outcome.at());
    }

    private Mono<Written<CaseFile>> take(
            ReportCase report, @Nullable CaseOrigin origin, Intake intake, Actor actor, CaseContext facts) {
        Mono<CaseFile> stored = Mono.zip(
                        claims.idFor(facts.operation()),
                        numbers.next(intake.routing().numberPrefix(), day(facts.now())),
                        (id, number) -> NewCase.of(id, number, report, origin, intake, actor, facts))
                .map(duties::on)
                .flatMap(file -> store.insert(file, Events.of(file), facts.operation()))
                .doOnNext(file -> writing.count(file.lastLine()));
        return VersionedWrites.make(stored, facts.operation(), store::findByOperation);
    }

    private String day(Instant now) {
        return DAY.format(LocalDate.ofInstant(now, calendars.current().zone()));
    }

    /**
     * Does something with a case. Refuses {@code case.stale} when the version seen is not the present one, {@code store.busy}
     * when too many write at once, {@code case.wrong-state}, {@code case.not-yours} and what the rules of the action say; a
     * refusal carries the present version and what is open now. Repeatable by its operation.
     */
    public Mono<Done> act(UUID id, CaseCommand command, Call call) {
        CaseMachine.table().requirePermission(command.action(), call.actor());
        boolean chosen = CHOOSING.contains(command.action());
        return writing.act(id, command, call)
                .map(done -> new Done(view(done.file(), call.actor(), call.locale(), chosen), done.replayed()));
    }

    /** One case as this person may see it; refuses {@code case.not-found}. */
    public Mono<CaseView> find(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ);
        return writing.visible(id, actor).map(file -> view(file, actor, locale));
    }

    /** A page of the cases of this person's area, or of those it is a party to; refuses {@code request.cursor-invalid}. */
    public Mono<Page<CaseView>> list(
            CaseFilter filter, int limit, @Nullable String cursor, boolean count, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ);
        return queries.page(filter, actor, clock.instant(), limit, cursor, count)
                .map(page -> page.map(file -> view(file, actor, locale)));
    }

    /**
     * The next cases of a list of this person's area, or of those it is a party to; fewer than wanted are the last.
     *
     * @param after the place in the list's order that they are beyond, null for the first ones; its query is not looked at
     */
    public Mono<List<CaseView>> next(
            CaseFilter filter, int wanted, @Nullable Cursor after, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ);
        return queries.next(filter, actor, clock.instant(), wanted, after).map(found -> views(found, actor, locale));
    }

    /** All cases of a list in batches, for a table. */
    public Flux<List<CaseView>> all(CaseFilter filter, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ);
        return queries.all(filter, actor, clock.instant()).map(batch -> views(batch, actor, locale));
    }

    private List<CaseView> views(List<CaseFile> files, Actor actor, Locale locale) {
        return files.stream().map(file -> view(file, actor, locale)).toList();
    }

    /**
     * The timeline of a case in order, after a sequence number; refuses {@code case.not-found}. The newest lines are
     * in the case, those before them in the journal.
     */
    public Flux<TimelineEntry> timeline(UUID id, int afterSequence, int limit, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ);
        return writing.visible(id, actor)
                .flatMapMany(file -> store.timeline(file, afterSequence, limit))
                .map(line ->
                        TimelineEntry.of(line, reasons.shown(line.action().code(), line.reason(), locale), locale));
    }

    CaseView view(CaseFile file, Actor actor, Locale locale) {
        return view(file, actor, locale, false);
    }

    private CaseView view(CaseFile file, Actor actor, Locale locale, boolean warned) {
        Instant now = clock.instant();
        return views.of(file, CaseMachine.table().openActions(file, actor, now), now, locale, warned);
    }
}
