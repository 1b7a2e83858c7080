package org.wangge.hazard;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.hazard.HazardCommand.Plan;
import org.wangge.hazard.model.HazardFile;
import org.wangge.reason.GivenReason;
import org.wangge.reason.Reasons;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.PersonName;

/** A hazard as one person sees it now, in that person's language; the field names are part of the contract. */
public record HazardView(
        UUID id,
        String number,
        HazardState state,
        HazardLevel level,
        long version,
        UUID placeId,
        PlaceName place,
        String itemId,
        String itemText,
        String checklistCode,
        int checklistVersion,
        String severity,
        String basis,
        UUID inspectionId,
        @Nullable String note,
        PersonName foundBy,
        Instant foundAt,
        String gridCode,
        String gridName,
        String officeCode,
        String officeName,
        HazardGradeView grade,
        List<HazardGradeView.Change> gradeHistory,
        @Nullable Instant dueAt,
        boolean overdue,
        int round,
        int recurrences,
        boolean fixedOnSpot,
        @Nullable HazardNoticeView notice,
        @Nullable Plan rectificationPlan,
        @Nullable FixView fix,
        @Nullable AcceptanceView acceptance,
        @Nullable StopView stopOrder,
        @Nullable ListingView listing,
        @Nullable DecisionView majorDecision,
        @Nullable UUID caseId,
        @Nullable String caseNumber,
        BigDecimal cost,
        List<DoubtView> doubts,
        List<HazardLineView> timeline,
        int timelineLength,
        List<String> openActions,
        List<MediaView> media,
        Instant updatedAt,
        @Nullable Instant closedAt)
        implements GeoPoint.Located {

    /** Where the place is was not kept with the hazard at first, so that older ones do not know. */
    public record PlaceName(
            String kind,
            String name,
            String address,
            String industry,
            @Nullable Double longitude,
            @Nullable Double latitude) {

        static PlaceName of(HazardFile.PlaceName place) {
            GeoPoint point = place.point();
            return new PlaceName(
                    place.kind(),
                    place.name(),
                    place.address(),
                    place.industry(),
                    point == null ? null : point.longitude(),
                    point == null ? null : point.latitude());
        }
    }

    @Override
    public @Nullable GeoPoint point() {
        Double longitude = place.longitude();
        Double latitude = place.latitude();
        return longitude == null || latitude == null ? null : new GeoPoint(longitude, latitude);
    }

    /** What a phone said later and that is not used, or not as it was meant, and why. */
    public record DoubtView(UUID lineId, DoubtCode code, String field, String given, String text) {}

    public record FixView(String note, PersonName by, Instant at) {}

    /** A passed recheck that waits for who has to accept it. */
    public record AcceptanceView(
            Acceptor neededFrom,
            PersonName recheckedBy,
            Instant recheckedAt,
            @Nullable String note) {}

    public record StopView(
            String text,
            PersonName by,
            Instant at,
            @Nullable String liftText,
            @Nullable PersonName liftedBy,
            @Nullable Instant liftedAt) {}

    public record ListingView(
            ListingLevel level,
            LocalDate until,
            Instant at,
            @Nullable Instant endedAt) {}

    /** Whether it is major: flagged, and what the department decided. */
    public record DecisionView(
            PersonName flaggedBy,
            Instant flaggedAt,
            @Nullable Instant decideBy,
            @Nullable Boolean confirmed,
            @Nullable PersonName decidedBy,
            @Nullable Instant decidedAt,
            @Nullable GivenReason reason) {}

    public record MediaView(UUID id, String url) {}

    static HazardView of(
            HazardFile file,
            List<UUID> followers,
            List<DoubtView> doubts,
            List<String> openActions,
            Instant now,
            Reasons reasons,
            Locale locale) {
        HazardFile.Item item = file.item();
        HazardFile.Area area = file.area();
        Instant dueAt = file.dueAt();
        return new HazardView(
                file.id(),
                file.number(),
                file.state(),
                file.level(),
                file.version(),
                file.place().id(),
                PlaceName.of(file.place()),
                item.id(),
                item.text().in(locale),
                item.checklistCode(),
                item.checklistVersion(),
                item.severity().name(),
                item.bases().in(locale),
                file.inspectionId(),
                file.note(),
                file.foundBy(),
                file.foundAt(),
                area.gridPath().code(),
                area.gridName().in(locale),
                area.officeCode(),
                area.officeName().in(locale),
                HazardGradeView.of(file.grade()),
                HazardGradeView.history(file.newestLines()),
                dueAt,
                dueAt != null && file.state().isUnfixed() && dueAt.isBefore(now),
                file.round(),
                file.recurrences(),
                file.fixedOnSpot(),
                HazardNoticeView.of(file, followers),
                file.plan(),
                fix(file.fix()),
                acceptance(file),
                stop(file.stop()),
                listing(file.listing()),
                decision(file, reasons, locale),
                file.caseId(),
                file.caseNumber(),
                BigDecimal.valueOf(file.costFen(), 2),
                doubts,
                file.newestLines().stream()
                        .map(line -> HazardLineView.of(line, reasons, locale))
                        .toList(),
                file.timelineLength(),
                openActions,
                file.mediaIds().stream()
                        .map(id -> new MediaView(id, "/api/v1/media/" + id))
                        .toList(),
                file.updatedAt(),
                file.closedAt());
    }

    private static @Nullable FixView fix(HazardFile.@Nullable Fix fix) {
        return fix == null ? null : new FixView(fix.note(), fix.by(), fix.at());
    }

    private static @Nullable AcceptanceView acceptance(HazardFile file) {
        HazardFile.Review review = file.review();
        return review == null
                ? null
                : new AcceptanceView(file.neededAcceptor(), review.by(), review.at(), review.note());
    }

    private static @Nullable StopView stop(HazardFile.@Nullable Stop stop) {
        return stop == null
                ? null
                : new StopView(stop.text(), stop.by(), stop.at(), stop.liftText(), stop.liftedBy(), stop.liftedAt());
    }

    private static @Nullable ListingView listing(HazardFile.@Nullable Listing listing) {
        return listing == null
                ? null
                : new ListingView(listing.level(), listing.until(), listing.at(), listing.endedAt());
    }

    private static @Nullable DecisionView decision(HazardFile file, Reasons reasons, Locale locale) {
        HazardFile.MajorDecision decision = file.decision();
        return decision == null
                ? null
                : new DecisionView(
                        decision.flaggedBy(),
                        decision.flaggedAt(),
                        file.confirmBy(),
                        decision.confirmed(),
                        decision.decidedBy(),
                        decision.decidedAt(),
                        reasons.shown(decidingAction(decision.confirmed()), decision.reason(), locale));
    }

    private static String decidingAction(@Nullable Boolean confirmed) {
        HazardAction action = confirmed == null
                ? HazardAction.FLAG_MAJOR
                : confirmed ? HazardAction.CONFIRM_MAJOR : HazardAction.DOWNGRADE;
        return action.code();
    }
}
