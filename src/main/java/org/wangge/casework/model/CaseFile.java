package org.wangge.casework.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseOrigin;
import org.wangge.casework.CaseState;
import org.wangge.casework.DoubtCode;
import org.wangge.routing.RoutingDecision;
import org.wangge.routing.Ruling;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.Position;
import org.wangge.shared.SearchText;
import org.wangge.work.Versioned;

/**
 * A case as stored, one document with all that decisions need.
 *
 * @param areas the grid, all above it and those of its desks ({@link Desk#found}): a reader's scope is one equality on it
 * @param desk where it waits; null in cases of earlier versions, which wait at the office of their grid
 * @param between null as long as no desk gave it to another
 * @param parties accounts and departments that see the case wherever it lies; only grows
 * @param dueAt of the clock that runs now, null when none does
 * @param provisional true while a running clock reaches into a year without a calendar, else null
 * @param previousDepartment who had it before it came back, to tell resuming from restarting (R7, R8)
 * @param mediaIds of all photos in the case
 * @param timeline the last lines; the journal has those before
 * @param timelineHash of the newest line, which the next one is chained to
 * @param doubts what phones said that was set aside; null in cases of earlier versions
 * @param ruling what the rules said of it when it was reported, with the facts; null in cases of earlier versions
 * @param duty null when no list names the category, and in cases of earlier versions
 * @param search what words are looked for in; the store keeps it up, null in cases of earlier versions
 * @param unclear why somebody has to look where it belongs ({@code Unclear}); null when nobody has to
 * @param listedFor see {@link ListedFor}; kept up like {@code search}, null in cases of earlier versions
 * @param operationKey null unless an earlier version made it: now the id is claimed under it
 */
@RecordBuilder
public record CaseFile(
        UUID id,
        String number,
        CaseState state,
        long version,
        Category category,
        boolean urgent,
        Report report,
        @Nullable CaseOrigin origin,
        Area area,
        List<String> areas,
        @Nullable Desk desk,
        @Nullable BetweenOffices between,
        List<String> parties,
        @Nullable Filing filing,
        @Nullable Assignment assignment,
        @Nullable String previousDepartment,
        @Nullable FieldTask task,
        @Nullable Finding verification,
        @Nullable Outcome outcome,
        @Nullable Finding check,
        List<StageClock> clocks,
        @Nullable Instant dueAt,
        @Nullable Boolean provisional,
        int returns,
        @Nullable UUID mergedInto,
        List<MergedReport> merged,
        List<UUID> mediaIds,
        List<TimelineLine> timeline,
        int timelineLength,
        String timelineHash,
        Instant reportedAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        @Nullable String operationKey,
        @Nullable String operationHash,
        @Nullable List<Operation.Done> operations,
        @Nullable List<Doubt> doubts,
        @Nullable Ruling ruling,
        @Nullable CaseDuty duty,
        @Nullable SearchText search,
        @Nullable List<String> unclear,
        @Nullable List<String> listedFor)
        implements Versioned {

    /** What a phone said is kept for so many of its doubtful words; the oldest go first. */
    public static final int DOUBTS_KEPT = 100;

    @Override
    public List<Doubt> doubts() {
        return Objects.requireNonNullElse(doubts, List.of());
    }

    @Override
    public Desk desk() {
        return desk != null ? desk : Desk.of(area.desk());
    }

    @Override
    public BetweenOffices between() {
        return Objects.requireNonNullElse(between, BetweenOffices.NOTHING);
    }

    /**
     * Something that a phone said and that is not used.
     *
     * @param sequence of the line of the timeline that it came with
     * @param field a JSON pointer into the body, or the name of a header
     * @param given as it came
     */
    public record Doubt(int sequence, DoubtCode code, String field, String given) {}

    /** The category with its name as a caption. */
    public record Category(String code, LocalizedText name, boolean restricted) {}

    /**
     * What was reported; never changes.
     *
     * @param position null when there was none that can be used
     * @param occurredAt when it happened, by the reporter
     * @param sentAt when the phone made the report, by the phone's clock
     * @param receivedAt when it reached the server
     * @param fixedAt when the position was measured, null when nobody said
     */
    public record Report(
            @Nullable String description,
            @Nullable Position position,
            @Nullable String address,
            PersonName reporter,
            boolean selfHandled,
            Instant occurredAt,
            Instant sentAt,
            Instant receivedAt,
            List<UUID> mediaIds,
            @Nullable Instant fixedAt) {}

    /**
     * Where it is and whose it therefore is.
     *
     * @param anchor a point in the grid when the report had none, so that a search by place finds it; null otherwise
     * @param unit in which the position lay then; null when it lay in none, and in files from before there were units
     */
    public record Area(
            String path,
            LocalizedText gridName,
            String areaOfficeCode,
            LocalizedText areaOfficeName,
            String officeCode,
            LocalizedText officeName,
            @Nullable String ruleId,
            LocalizedText reason,
            long gridRevision,
            double distanceMetres,
            @Nullable GeoPoint anchor,
            @Nullable List<RoutingDecision.Neighbour> neighbours,
            RoutingDecision.@Nullable Unit unit) {

        @Override
        public List<RoutingDecision.Neighbour> neighbours() {
            return Objects.requireNonNullElse(neighbours, List.of());
        }

        public GridPath gridPath() {
            return new GridPath(path);
        }

        /** Of the office that handles it. */
        RoutingDecision.Desk desk() {
            return new RoutingDecision.Desk(
                    officeCode,
                    officeName,
                    GridPath.of(gridPath().district(), officeCode).value());
        }
    }

    /** Under which filing condition (立案条件) it was taken in, with the limit and closing standard that hang on it. */
    public record Filing(
            int conditionSeq,
            LocalizedText condition,
            Limit limit,
            @Nullable LocalizedText closingStandard,
            PersonName by,
            Instant at) {}

    public record Assignment(
            @Nullable String departmentCode,
            @Nullable LocalizedText departmentName,
            @Nullable PersonName assignee,
            @Nullable String note,
            PersonName by,
            Instant at,
            @Nullable Instant acceptedAt) {

        /** Whether it is this person's, or this person's department's. */
        boolean isWith(Actor actor) {
            return (assignee != null && assignee.id().equals(actor.id()))
                    || (departmentCode != null && actor.departments().contains(departmentCode));
        }

        /** Who has it, in words for the timeline. */
        public LocalizedText receiver() {
            String person = assignee == null ? "" : assignee.name();
            return departmentName == null
                    ? new LocalizedText(person, person)
                    : new LocalizedText(
                            (departmentName.zh() + " " + person).strip(), (departmentName.en() + " " + person).strip());
        }

        /** Names the party for comparing: the department, or the person when no department was named. */
        public String party() {
            if (departmentCode != null) {
                return departmentCode;
            }
            return assignee == null ? "" : assignee.id().toString();
        }
    }

    /** Someone was asked to look on the spot, before filing or before closing. */
    public record FieldTask(
            PersonName assignee,
            PersonName askedBy,
            Instant askedAt,
            @Nullable String note) {}

    /** What was found on the spot. */
    public record Finding(boolean positive, @Nullable String note, PersonName by, Instant at) {}

    /**
     * What the handler did, and how it was closed.
     *
     * @param mediaIds that show what was done; null in cases of earlier versions
     */
    public record Outcome(
            String result,
            PersonName by,
            Instant at,
            @Nullable String closingStandard,
            @Nullable PersonName closedBy,
            @Nullable List<UUID> mediaIds) {

        Outcome closed(@Nullable String standard, PersonName closer) {
            return new Outcome(result, by, at, standard, closer, mediaIds);
        }
    }

    /** As a report of the same matter as another case. */
    MergedReport asMerged() {
        return new MergedReport(
                id,
                number,
                report.reporter().id(),
                List.of(),
                new MergedReport.MergedWords(
                        urgent,
                        report.description(),
                        report.address(),
                        report.position(),
                        report.reporter(),
                        reportedAt,
                        mediaIds));
    }

    /** Where it is on a map; null when nobody said and the case is older than anchors are. */
    public @Nullable GeoPoint point() {
        return report.position() == null ? area.anchor() : report.position().point();
    }

    public TimelineLine lastLine() {
        return timeline.get(timeline.size() - 1);
    }

    @Override
    public String caption() {
        return number + " (/api/v1/cases/" + id + ")";
    }

    /** At the office that handles its area. */
    public boolean isAtHome() {
        return desk().code().equals(area.officeCode());
    }

    /** It came back too often, and the district has not said whose it is. */
    boolean isReturnedToDistrict() {
        return returns >= Guard.RETURNS_BEFORE_ARBITRATION && between().arbitration() == null;
    }

    public boolean hasParty(UUID account) {
        return parties.contains(account.toString());
    }
}
