package org.wangge.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.model.BetweenOffices;
import org.wangge.casework.model.StageClock;
import org.wangge.category.CategoryHelp;
import org.wangge.dutylist.DutyClass;
import org.wangge.reason.GivenReason;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Limit;

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
        DeskView desk,
        @Nullable TransferView transfer,
        @Nullable ArbitrationView arbitration,
        @Nullable ObjectionView objection,
        int handOvers,
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
        List<MediaView> media,
        List<DoubtView> doubts,
        @Nullable DutyView duty,
        List<CodedText> unclear,
        List<CategoryHelp.Suggestion> suggestions,
        List<CategoryHelp.Reason> warnings)
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
            @Nullable Double accuracyMetres,
            @Nullable Instant fixedAt) {}

    public record AreaView(
            String gridCode,
            String gridName,
            String communityCode,
            String officeCode,
            String officeName,
            String path,
            @Nullable UnitView unit) {}

    /** A unit (单元) of the grid. */
    public record UnitView(String code, String name) {}

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

    /** Where it waits. */
    public record DeskView(String code, String name, DeskKind kind) {}

    /** Offered to another office, which has not answered. */
    public record TransferView(
            String toOffice,
            String toOfficeName,
            String fromOffice,
            String fromOfficeName,
            PersonView by,
            Instant at,
            @Nullable Instant dueAt,
            @Nullable GivenReason reason) {}

    /** The district's last word on whose it is. */
    public record ArbitrationView(
            @Nullable String officeCode,
            @Nullable String leadDepartment,
            List<String> assisting,
            @Nullable Boolean upheld,
            PersonView by,
            Instant at,
            @Nullable GivenReason reason) {}

    /** Who says that it is not theirs by the duty list, and what became of that. */
    public record ObjectionView(
            String item,
            @Nullable String departmentCode,
            String officeCode,
            PersonView by,
            Instant at,
            BetweenOffices.Objection.State state) {}

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
            @Nullable PersonView closedBy,
            List<UUID> mediaIds) {}

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

    /** A report merged into this one; what it said is null when not everybody who sees this case may know it. */
    public record MergedView(
            UUID caseId, String number, @Nullable MergedReportView report) {}

    public record MergedReportView(
            boolean urgent,
            @Nullable String description,
            @Nullable String address,
            @Nullable PositionView position,
            PersonView reporter,
            Instant reportedAt,
            List<UUID> mediaIds) {}

    /**
     * Something that a phone said and that is not used, and why.
     *
     * @param sequence of the line of the timeline that it came with
     * @param given as it came
     */
    public record DoubtView(int sequence, DoubtCode code, String field, String given, String text) {}

    /** To whom its category belonged by the duty list of its office, when that was looked up last. */
    public record DutyView(DutyClass dutyClass, @Nullable LeadView leadDepartment, long listVersion) {}

    /** The department that leads. */
    public record LeadView(String code, String name) {}

    /** A reason, and what it says in the reader's language. */
    public record CodedText(Unclear code, String text) {}

    public record MediaView(UUID id, String url) {}
}
