package org.wangge.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.StageClock;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Position;

/** A case as one person sees it now, in that person's language; the field names are part of the contract. */
public record CaseView(
        UUID id,
        String number,
        CaseState state,
        long version,
        CategoryView category,
        @Nullable String description,
        @Nullable PositionView position,
        @Nullable String address,
        AreaView area,
        PersonView reporter,
        @Nullable CaseOrigin origin,
        boolean urgent,
        boolean selfHandled,
        Instant occurredAt,
        Instant reportedAt,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        RoutingView routing,
        @Nullable FilingView filing,
        @Nullable AssignmentView assignment,
        @Nullable TaskView task,
        @Nullable FindingView verification,
        @Nullable ResultView result,
        @Nullable FindingView check,
        List<ClockView> clocks,
        @Nullable Instant dueAt,
        boolean provisional,
        boolean overdue,
        int returns,
        @Nullable UUID mergedInto,
        List<MergedView> merged,
        List<String> openActions,
        List<MediaView> media)
        implements GeoPoint.Located {

    @Override
    public @Nullable GeoPoint point() {
        return position == null ? null : new GeoPoint(position.longitude(), position.latitude());
    }

    public record CategoryView(String code, String name) {}

    public record PositionView(
            double longitude,
            double latitude,
            Datum datum,
            Datum receivedDatum,
            @Nullable Double accuracyMetres) {}

    public record AreaView(
            String gridCode,
            String gridName,
            String communityCode,
            String officeCode,
            String officeName,
            String path) {}

    public record PersonView(UUID id, String name) {}

    public record RoutingView(
            String officeCode,
            String officeName,
            @Nullable String ruleId,
            String reason,
            long gridRevision,
            double distanceMetres,
            List<NeighbourView> neighbours) {}

    /** A grid in which it may be too, as the position is no more exact. */
    public record NeighbourView(
            String gridCode, String gridName, String officeCode, String officeName, double metres) {}

    public record FilingView(
            int conditionSeq,
            String condition,
            Limit limit,
            @Nullable String closingStandard,
            PersonView by,
            Instant at) {}

    public record AssignmentView(
            @Nullable String departmentCode,
            @Nullable String departmentName,
            @Nullable UUID assigneeId,
            @Nullable String assigneeName,
            @Nullable String note,
            PersonView by,
            Instant at,
            @Nullable Instant acceptedAt) {}

    /** Someone was asked to look on the spot. */
    public record TaskView(
            PersonView assignee,
            PersonView askedBy,
            Instant askedAt,
            @Nullable String note) {}

    /** What was found on the spot: confirmed before filing, passed before closing. */
    public record FindingView(boolean positive, @Nullable String note, PersonView by, Instant at) {}

    public record ResultView(
            String text,
            PersonView by,
            Instant at,
            @Nullable String closingStandard,
            @Nullable PersonView closedBy) {}

    public record ClockView(
            String stage,
            Limit limit,
            Instant startedAt,
            @Nullable Instant dueAt,
            StageClock.State state,
            @Nullable Duration remaining,
            @Nullable Instant stoppedAt,
            boolean late,
            boolean provisional) {}

    public record MergedView(UUID caseId, String number) {}

    public record MediaView(UUID id, String url) {}

    static CaseView of(CaseFile file, List<String> openActions, Instant now, Locale locale) {
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
                position(report.position()),
                report.address(),
                new AreaView(
                        codes.get(codes.size() - 1),
                        area.gridName().in(locale),
                        codes.size() > 2 ? codes.get(2) : "",
                        area.areaOfficeCode(),
                        area.areaOfficeName().in(locale),
                        area.path()),
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
                                .map(near -> new NeighbourView(
                                        near.gridCode(),
                                        near.gridName().in(locale),
                                        near.officeCode(),
                                        near.officeName().in(locale),
                                        near.metres()))
                                .toList()),
                filing(file.filing(), locale),
                assignment(file.assignment(), locale),
                task(file.task()),
                finding(file.verification()),
                result(file.outcome()),
                finding(file.check()),
                file.clocks().stream().map(CaseView::clock).toList(),
                file.dueAt(),
                Boolean.TRUE.equals(file.provisional()),
                file.dueAt() != null && now.isAfter(file.dueAt()),
                file.returns(),
                file.mergedInto(),
                file.merged().stream()
                        .map(other -> new MergedView(other.caseId(), other.number()))
                        .toList(),
                openActions,
                file.mediaIds().stream()
                        .map(id -> new MediaView(id, "/api/v1/media/" + id))
                        .toList());
    }

    private static PersonView person(CaseFile.Name name) {
        return new PersonView(name.id(), name.name());
    }

    private static @Nullable PersonView personOrNull(CaseFile.@Nullable Name name) {
        return name == null ? null : person(name);
    }

    private static @Nullable String text(@Nullable LocalizedText text, Locale locale) {
        return text == null ? null : text.in(locale);
    }

    private static @Nullable PositionView position(@Nullable Position position) {
        return position == null
                ? null
                : new PositionView(
                        position.longitude(),
                        position.latitude(),
                        Datum.WGS84,
                        position.receivedDatum(),
                        position.accuracyMetres());
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

    private static @Nullable ResultView result(CaseFile.@Nullable Outcome outcome) {
        return outcome == null
                ? null
                : new ResultView(
                        outcome.result(),
                        person(outcome.by()),
                        outcome.at(),
                        outcome.closingStandard(),
                        personOrNull(outcome.closedBy()));
    }

    private static ClockView clock(StageClock clock) {
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
                clock.late(),
                clock.provisional());
    }
}
