package org.wangge.place.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.RiskColour;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Reason;

/**
 * Something that was done to a place.
 *
 * @param fields what changed, from what to what
 * @param colours the change of colour that came of it, null when it stayed
 */
public record HistoryLine(
        UUID id,
        Instant at,
        Name by,
        What what,
        List<FieldChange> fields,
        @Nullable Reason reason,
        @Nullable ColourChange colours) {

    /** By their ids, which grow with time. */
    public static final Comparator<HistoryLine> NEWEST_FIRST =
            Comparator.comparing((HistoryLine line) -> line.id().toString()).reversed();

    /** Whether the place lay in one of these areas until then. */
    public boolean cameFrom(Collection<GridPath> areas) {
        return fields.stream()
                .filter(change ->
                        change.field().equals("gridCode") || change.field().equals("officeCode"))
                .anyMatch(change -> areas.stream().anyMatch(area -> area.code().equals(change.from())));
    }

    /** What was done. */
    public enum What {
        CREATED,
        CHANGED,
        SUSPENDED,
        REOPENED,
        CLOSED_DOWN,
        /** Its hazards were counted anew. */
        ASSESSED,
        /** The grid was published anew. */
        PLACED_AGAIN
    }

    /** Who did it, with the name of then. */
    public record Name(UUID id, String name) {}

    public record FieldChange(
            String field, @Nullable String from, @Nullable String to) {}

    public record ColourChange(RiskColour from, RiskColour to, int score, List<RiskReason> reasons) {}

    /** Of what somebody does. */
    static HistoryLine of(
            What what,
            Instant at,
            Actor by,
            List<FieldChange> fields,
            @Nullable Reason reason,
            @Nullable ColourChange colours) {
        return new HistoryLine(
                Ids.next(), at, new Name(by.id(), by.name()), what, List.copyOf(fields), reason, colours);
    }
}
