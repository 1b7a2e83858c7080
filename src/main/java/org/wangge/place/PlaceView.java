package org.wangge.place;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.model.Doubles;
import org.wangge.place.model.HistoryLine;
import org.wangge.place.model.RiskReason;
import org.wangge.reason.GivenReason;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;

/**
 * A place as one person sees it now, in that person's language; the field names are part of the contract.
 *
 * @param distanceMetres from the centre asked for, in lists by distance
 * @param suspectedDoubles only in the answer to who registered it
 */
public record PlaceView(
        UUID id,
        long version,
        String kind,
        String kindName,
        String name,
        String address,
        PositionView position,
        @Nullable PersonView owner,
        @Nullable PersonView contact,
        @Nullable String licenceNumber,
        @Nullable String externalId,
        @Nullable Double areaSquareMetres,
        String industry,
        String industryName,
        PlaceState state,
        String gridCode,
        String gridName,
        String communityCode,
        String officeCode,
        String officeName,
        RiskView risk,
        @Nullable Instant lastInspectedAt,
        @Nullable Instant nextDueAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Double distanceMetres,
        @Nullable List<DoubleView> suspectedDoubles,
        List<String> openActions)
        implements GeoPoint.Located {

    @Override
    public GeoPoint point() {
        return new GeoPoint(position.longitude(), position.latitude());
    }

    public record PositionView(
            double longitude,
            double latitude,
            Datum datum,
            Datum receivedDatum,
            @Nullable Double accuracyMetres) {}

    /** The telephone in full only for those who need it. */
    public record PersonView(String name, @Nullable String phone) {}

    public record RiskView(RiskColour colour, int score, List<ReasonView> reasons) {}

    /** Something the score is made of. */
    public record ReasonView(
            RiskReason.Code code,
            String text,
            int points,
            @Nullable UUID hazardId,
            @Nullable String hazardNumber) {}

    /** Another place that may be the same. */
    public record DoubleView(
            UUID id,
            String name,
            String address,
            PlaceState state,
            double distanceMetres,
            Set<Doubles.Reason> reasons) {}

    /** Something that was done to the place. */
    public record HistoryView(
            UUID id,
            Instant at,
            ByView by,
            HistoryLine.What what,
            List<HistoryLine.FieldChange> fields,
            @Nullable GivenReason reason,
            @Nullable ColourChangeView colourChange) {}

    public record ByView(UUID id, String name) {}

    public record ColourChangeView(RiskColour from, RiskColour to, int score, List<ReasonView> reasons) {}
}
