package org.wangge.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;

/**
 * A rule set as one person sees it; the field names are part of the contract.
 *
 * @param version its number
 * @param revision one more with each change of the draft; what {@code If-Match} names
 * @param rows null in a list
 * @param examples null in a list
 */
public record RuleSetView(
        int version,
        long revision,
        RuleSetState state,
        @Nullable String district,
        int rowCount,
        @Nullable List<RowView> rows,
        @Nullable List<RuleExample> examples,
        List<ClockProfile> clockProfiles,
        List<String> acknowledged,
        @Nullable Integer basedOn,
        PersonView author,
        PersonView editor,
        @Nullable PersonView approver,
        @Nullable Instant approvedAt,
        @Nullable Instant effectiveFrom,
        Instant createdAt,
        Instant updatedAt,
        List<String> openActions) {

    /** A row, and in words. */
    public record RowView(
            String id,
            Map<Column, Cell> cells,
            Outcome outcome,
            @Nullable String note,
            String sentence) {}

    public record PersonView(UUID id, String name) {}
}
