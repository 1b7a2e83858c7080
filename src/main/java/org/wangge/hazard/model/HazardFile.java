package org.wangge.hazard.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.hazard.Acceptor;
import org.wangge.hazard.DoubtCode;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.hazard.HazardCommand.Plan;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reason;
import org.wangge.work.Versioned;

/**
 * A hazard as stored, one document with all that decisions need.
 *
 * @param open true while it is open, else null; for earlier builds beside this one, which count the open ones by it
 * @param areas the grid and all areas above it: a reader's scope is one equality on it
 * @param month of finding and of closing, like {@code 2026-11}, for the monthly form
 * @param escalateAt when it becomes a case if nothing is put right; null when that was done or cannot be
 * @param confirmBy by when the department must decide on a suspected major hazard; null when it has, or was reminded
 * @param escalations how often it became a case
 * @param review a passed recheck that did not close it, because somebody else has to accept; null without one
 * @param costFen what putting it right cost so far, in hundredths of a yuan
 * @param mediaIds of all photos in the hazard
 * @param doubts null without any, and in hazards of earlier versions
 * @param timeline the newest lines; the journal has those before. In hazards of earlier versions all of them
 * @param remembered lines that have left and are still asked for ({@link HazardLines}), in order; null without any
 */
@RecordBuilder
public record HazardFile(
        UUID id,
        String number,
        HazardState state,
        HazardLevel level,
        long version,
        @Nullable Boolean open,
        PlaceName place,
        Item item,
        UUID inspectionId,
        @Nullable String note,
        PersonName foundBy,
        Instant foundAt,
        Area area,
        List<String> areas,
        int round,
        int recurrences,
        HazardGrade grade,
        @Nullable Instant dueAt,
        @Nullable Instant escalateAt,
        @Nullable Instant confirmBy,
        @Nullable Notice notice,
        @Nullable Plan plan,
        @Nullable Fix fix,
        @Nullable Review review,
        boolean fixedOnSpot,
        @Nullable Stop stop,
        @Nullable Listing listing,
        @Nullable MajorDecision decision,
        @Nullable UUID caseId,
        @Nullable String caseNumber,
        int escalations,
        long costFen,
        List<UUID> mediaIds,
        @Nullable List<Doubt> doubts,
        List<HazardLine> timeline,
        @Nullable List<HazardLine> remembered,
        String foundMonth,
        @Nullable String closedMonth,
        Instant updatedAt,
        @Nullable Instant closedAt,
        @Nullable List<Operation.Done> operations)
        implements Versioned {

    /** Found at an inspection, whose hazards have ids of their own; no operation of a client makes one. */
    @Override
    public @Nullable String operationKey() {
        return null;
    }

    @Override
    public @Nullable String operationHash() {
        return null;
    }

    /** Names it for people, and by its path for machines. */
    @Override
    public String caption() {
        return number + " (/api/v1/hazards/" + id + ")";
    }

    public HazardFile {
        timeline = HazardLines.numbered(timeline);
    }

    /** The newest line. */
    public HazardLine lastLine() {
        return timeline.get(timeline.size() - 1);
    }

    /** How many lines there ever were. */
    public int timelineLength() {
        return lastLine().sequence();
    }

    /** The newest lines, of which a reader sees so many with the hazard. */
    public List<HazardLine> newestLines() {
        return HazardLines.newest(timeline);
    }

    /** All lines that something follows from, in order: those that are still asked for of what has left, and those that are there. */
    public List<HazardLine> tellingLines() {
        return remembered == null
                ? timeline
                : Stream.concat(remembered.stream(), timeline.stream()).toList();
    }

    /**
     * The place with what a reader of the list needs of it.
     *
     * @param point where it was when the hazard was found, null in hazards of earlier versions
     */
    public record PlaceName(
            UUID id,
            String kind,
            String name,
            String address,
            String industry,
            @Nullable GeoPoint point) {}

    /** The item of the checklist that failed, as it read then. */
    public record Item(
            String checklistCode,
            int checklistVersion,
            String id,
            LocalizedText text,
            Severity severity,
            Judge judge,
            boolean aloneMajor,
            String deadline,
            String basis,
            String categoryCode,
            @Nullable String basisEn) {

        /** Hazards of earlier versions know it in Chinese only. */
        public LocalizedText bases() {
            return new LocalizedText(basis, basisEn == null ? "" : basisEn);
        }
    }

    /** Where it is and whose it therefore is. */
    public record Area(
            String path, LocalizedText gridName, String officeCode, LocalizedText officeName, long gridRevision) {

        public GridPath gridPath() {
            return new GridPath(path);
        }
    }

    /**
     * The rectification notice as it was issued; what changes later does not change it. It may hold several hazards of an
     * inspection: one leads, under which the number was taken, and the others follow.
     *
     * @param number on the hazard that leads only, so that no two notices can have it; null on those that follow
     * @param lead null on the one that leads
     * @param with those meant to follow, on the one that leads; null without any, and in notices of earlier versions
     * @param pending true until all that were meant to follow do, or cannot any more; else null
     */
    public record Notice(
            @Nullable String number,
            HazardLevel level,
            PersonName by,
            Instant at,
            Instant dueAt,
            @Nullable Lead lead,
            @Nullable List<Follower> with,
            @Nullable Boolean pending) {

        /** The number on paper, the same for all hazards of the notice. */
        public String printedNumber() {
            return lead == null ? String.valueOf(number) : lead.number();
        }

        public List<Follower> followers() {
            return with == null ? List.of() : with;
        }
    }

    /** The hazard that leads a notice. */
    public record Lead(UUID hazardId, String number) {}

    /** A hazard meant to follow, with its own date. */
    public record Follower(UUID hazardId, Instant dueAt) {}

    /**
     * Something that a phone said later and that is not used, or not as it was meant.
     *
     * @param lineId of the line of the timeline that it came with
     * @param field pointer into the body, or the name of a header
     * @param given as it came
     */
    public record Doubt(UUID lineId, DoubtCode code, String field, String given) {}

    /** The hazard that leads the notice; itself when it leads or has none. */
    public UUID leadId() {
        return notice == null || notice.lead() == null ? id : notice.lead().hazardId();
    }

    /** What was done to put it right, in the present round. */
    public record Fix(String note, PersonName by, Instant at) {}

    /** A passed recheck by somebody whose word alone does not close the hazard. */
    public record Review(
            Acceptor as,
            PersonName by,
            Instant at,
            @Nullable String note) {}

    /** A stop of work or use. */
    public record Stop(
            String text,
            PersonName by,
            Instant at,
            @Nullable String liftText,
            @Nullable PersonName liftedBy,
            @Nullable Instant liftedAt) {

        public boolean isInForce() {
            return liftedAt == null;
        }
    }

    public record Listing(
            ListingLevel level,
            LocalDate until,
            PersonName by,
            Instant at,
            @Nullable Instant endedAt) {

        public boolean isInForce() {
            return endedAt == null;
        }
    }

    /** That it may be major, and what the department made of it. */
    public record MajorDecision(
            PersonName flaggedBy,
            Instant flaggedAt,
            @Nullable Reason flagReason,
            @Nullable Boolean confirmed,
            @Nullable PersonName decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Reason reason) {}

    /** Whose passed recheck closes it. */
    public Acceptor neededAcceptor() {
        return Acceptor.neededFor(level, isListed());
    }

    public boolean isListed() {
        return listing != null && listing.isInForce();
    }
}
