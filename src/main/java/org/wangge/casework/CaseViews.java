package org.wangge.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.casework.CaseView.AreaView;
import org.wangge.casework.CaseView.AssignmentView;
import org.wangge.casework.CaseView.CategoryView;
import org.wangge.casework.CaseView.ClockView;
import org.wangge.casework.CaseView.DoubtView;
import org.wangge.casework.CaseView.FilingView;
import org.wangge.casework.CaseView.FindingView;
import org.wangge.casework.CaseView.MediaView;
import org.wangge.casework.CaseView.MergedReportView;
import org.wangge.casework.CaseView.MergedView;
import org.wangge.casework.CaseView.PersonView;
import org.wangge.casework.CaseView.PositionView;
import org.wangge.casework.CaseView.ResultView;
import org.wangge.casework.CaseView.RoutingView;
import org.wangge.casework.CaseView.TaskView;
import org.wangge.casework.model.CaseDuty;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Findable;
import org.wangge.casework.model.MergedReport;
import org.wangge.casework.model.StageClock;
import org.wangge.category.Category;
import org.wangge.category.CategoryHelp;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.Datum;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.Position;

/** Makes the view of a case, in its reader's language. */
@Component
class CaseViews {

    private final MessageSource messages;
    private final DeskViews desks;
    private final CategoryHelp help;

    CaseViews(MessageSource messages, DeskViews desks, CategoryHelp help) {
        this.messages = messages;
        this.desks = desks;
        this.help = help;
    }

    CaseView of(CaseFile file, List<String> openActions, Instant now, Locale locale) {
        return of(file, openActions, now, locale, false);
    }

    /**
     * The same for who has just chosen its category.
     *
     * @param warned whether to say what the words of the report say against that
     */
    CaseView of(CaseFile file, List<String> openActions, Instant now, Locale locale, boolean warned) {
        CaseFile.Report report = file.report();
        CaseFile.Area area = file.area();
        List<String> codes = area.gridPath().codes();
        return new CaseView(
                file.id(),
                file.number(),
                file.state(),
                file.version(),
                new CategoryView(file.category().code(), file.category().name().in(locale)),
                report.description(),
                position(report.position(), report.fixedAt()),
                report.address(),
                new AreaView(
                        codes.get(codes.size() - 1),
                        area.gridName().in(locale),
                        codes.size() > 2 ? codes.get(2) : "",
                        area.areaOfficeCode(),
                        area.areaOfficeName().in(locale),
                        area.path(),
                        unit(area.unit(), locale)),
                person(report.reporter()),
                file.origin(),
                file.urgent(),
                report.selfHandled(),
                report.occurredAt(),
                report.sentAt(),
                report.receivedAt(),
                file.updatedAt(),
                file.closedAt(),
                new RoutingView(
                        area.officeCode(),
                        area.officeName().in(locale),
                        area.ruleId(),
                        area.reason().in(locale),
                        area.gridRevision(),
                        area.distanceMetres(),
                        area.neighbours().stream()
                                .map(near -> new CaseView.NeighbourView(
                                        near.gridCode(),
                                        near.gridName().in(locale),
                                        near.officeCode(),
                                        near.officeName().in(locale),
                                        near.metres()))
                                .toList()),
                desks.desk(file.desk(), locale),
                desks.transfer(file, locale),
                desks.arbitration(file, locale),
                DeskViews.objection(file),
                file.between().handOvers(),
                filing(file.filing(), locale),
                assignment(file.assignment(), locale),
                task(file.task()),
                finding(file.verification()),
                result(file, locale),
                finding(file.check()),
                file.clocks().stream().map(clock -> clock(clock, now)).toList(),
                file.dueAt(),
                Boolean.TRUE.equals(file.provisional()),
                file.dueAt() != null && now.isAfter(file.dueAt()),
                file.returns(),
                file.mergedInto(),
                file.merged().stream().map(CaseViews::merged).toList(),
                openActions,
                file.mediaIds().stream()
                        .map(id -> new MediaView(id, "/api/v1/media/" + id))
                        .toList(),
                file.doubts().stream().map(doubt -> doubt(doubt, locale)).toList(),
                duty(file.duty(), locale),
                Findable.unclear(file).stream()
                        .map(reason -> new CaseView.CodedText(
                                reason, messages.getMessage("case.unclear." + reason, null, locale)))
                        .toList(),
                file.category().code().equals(Category.TO_BE_CLASSIFIED)
                        ? help.advice(report.description(), locale).items()
                        : List.of(),
                warned ? help.warnings(file.category().code(), report.description(), locale) : List.of());
    }

    private static CaseView.@Nullable DutyView duty(@Nullable CaseDuty duty, Locale locale) {
        return duty == null
                ? null
                : new CaseView.DutyView(
                        duty.dutyClass(),
                        duty.leadCode() == null
                                ? null
                                : new CaseView.LeadView(
                                        duty.leadCode(), duty.lead().in(locale)),
                        duty.listVersion());
    }

    private DoubtView doubt(CaseFile.Doubt doubt, Locale locale) {
        return new DoubtView(
                doubt.sequence(),
                doubt.code(),
                doubt.field(),
                doubt.given(),
                messages.getMessage("case.doubt." + doubt.code(), new Object[] {doubt.given()}, locale));
    }

    private static CaseView.@Nullable UnitView unit(RoutingDecision.@Nullable Unit unit, Locale locale) {
        return unit == null
                ? null
                : new CaseView.UnitView(unit.code(), unit.name().in(locale));
    }

    private static MergedView merged(MergedReport other) {
        MergedReport.MergedWords said = other.said();
        return new MergedView(
                other.caseId(),
                other.number(),
                said == null
                        ? null
                        : new MergedReportView(
                                said.urgent(),
                                said.description(),
                                said.address(),
                                position(said.position(), null),
                                person(said.reporter()),
                                said.reportedAt(),
                                said.mediaIds()));
    }

    private static PersonView person(PersonName name) {
        return new PersonView(name.id(), name.name());
    }

    private static @Nullable PersonView personOrNull(@Nullable PersonName name) {
        return name == null ? null : person(name);
    }

    private static @Nullable String text(@Nullable LocalizedText text, Locale locale) {
        return text == null ? null : text.in(locale);
    }

    private static @Nullable PositionView position(@Nullable Position position, @Nullable Instant fixedAt) {
        return position == null
                ? null
                : new PositionView(
                        position.longitude(),
                        position.latitude(),
                        Datum.WGS84,
                        position.receivedDatum(),
                        position.accuracyMetres(),
                        fixedAt);
    }

    private static @Nullable FilingView filing(CaseFile.@Nullable Filing filing, Locale locale) {
        return filing == null
                ? null
                : new FilingView(
                        filing.conditionSeq(),
                        filing.condition().in(locale),
                        filing.limit(),
                        text(filing.closingStandard(), locale),
                        person(filing.by()),
                        filing.at());
    }

    private static @Nullable AssignmentView assignment(CaseFile.@Nullable Assignment given, Locale locale) {
        return given == null
                ? null
                : new AssignmentView(
                        given.departmentCode(),
                        text(given.departmentName(), locale),
                        given.assignee() == null ? null : given.assignee().id(),
                        given.assignee() == null ? null : given.assignee().name(),
                        given.note(),
                        person(given.by()),
                        given.at(),
                        given.acceptedAt());
    }

    private static @Nullable TaskView task(CaseFile.@Nullable FieldTask task) {
        return task == null
                ? null
                : new TaskView(person(task.assignee()), person(task.askedBy()), task.askedAt(), task.note());
    }

    private static @Nullable FindingView finding(CaseFile.@Nullable Finding finding) {
        return finding == null
                ? null
                : new FindingView(finding.positive(), finding.note(), person(finding.by()), finding.at());
    }

    private static @Nullable ResultView result(CaseFile file, Locale locale) {
        CaseFile.Outcome outcome = file.outcome();
        return outcome == null
                ? null
                : new ResultView(
                        outcome.result(),
                        person(outcome.by()),
                        outcome.at(),
                        standard(outcome.closingStandard(), file.filing(), locale),
                        personOrNull(outcome.closedBy()),
                        outcome.mediaIds() == null ? List.of() : outcome.mediaIds());
    }

    /** The filing condition's is known in both languages; another is somebody's own words. */
    private static @Nullable String standard(@Nullable String chosen, CaseFile.@Nullable Filing filing, Locale locale) {
        LocalizedText usual = filing == null ? null : filing.closingStandard();
        return usual != null && usual.zh().equals(chosen) ? usual.in(locale) : chosen;
    }

    /** A clock that runs is late as soon as its time is over, not only when it is stopped. */
    static boolean isLate(StageClock clock, Instant now) {
        Instant due = clock.dueAt();
        return clock.late() || (clock.state() == StageClock.State.RUNNING && due != null && now.isAfter(due));
    }

    private static ClockView clock(StageClock clock, Instant now) {
        Long remaining = clock.remainingMillis();
        boolean paused = clock.state() == StageClock.State.PAUSED;
        return new ClockView(
                clock.stage().name(),
                clock.limit(),
                clock.startedAt(),
                clock.dueAt(),
                clock.state(),
                paused && remaining != null ? Duration.ofMillis(remaining) : null,
                clock.stoppedAt(),
                isLate(clock, now),
                clock.provisional());
    }
}
