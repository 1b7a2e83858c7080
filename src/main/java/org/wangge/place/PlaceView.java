package org.wangge.place;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.place.model.Duplicates;
import org.wangge.place.model.HistoryLine;
import org.wangge.place.model.RiskReason;
import org.wangge.reason.GivenReason;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.PhoneNumbers;

/**
 * A place as one person sees it now, in that person's language; the field names are part of the contract.
 *
 * @param distanceMetres from the centre asked for, in lists by distance
 * @param suspectedDoubles only in the answer to who registered it
 */
@RecordBuilder
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

    /** Whether it has a telephone that somebody could call. */
    public boolean showsPhones() {
        return shows(owner) || shows(contact);
    }

    private static boolean shows(@Nullable PersonView person) {
        return person != null && person.phone() != null && !PhoneNumbers.isMasked(person.phone());
    }

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
            Set<Duplicates.Reason> reasons) {}

    /** Something that was done to the place. */
    public record HistoryView(
            UUID id,
            Instant at,
            ByView by,
            HistoryLine.What what,
            List<HistoryLine.FieldChange> fields,
            @Nullable GivenReason reason,
            @Nullable ColourChangeView colourChange) {

        /** Whether a telephone that was, or is, can be read off it. */
        public boolean showsPhones() {
            return fields.stream()
                    .filter(change -> change.field().endsWith(".phone"))
                    .flatMap(
                            change -> Stream.of(Objects.toString(change.from(), ""), Objects.toString(change.to(), "")))
                    .anyMatch(phone -> !phone.isEmpty() && !PhoneNumbers.isMasked(phone));
        }
    }

    public record ByView(UUID id, String name) {}

    public record ColourChangeView(RiskColour from, RiskColour to, int score, List<ReasonView> reasons) {}
}
