package org.wangge.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.analysis.Finding;

/**
 * Something that whoever writes rules should know; the field names are part of the contract.
 *
 * @param code of the finding, or EXAMPLE_FAILS
 * @param rows ids of the rows that it is about, the one at fault first
 * @param rowNumber of that one, counted from 1; null when it is about none
 * @param example name of the example that fails; null for other findings
 * @param witness a report that shows it
 * @param proposed a row that mends it, to be added as the last
 * @param key names it when it is acknowledged
 */
public record FindingView(
        String code,
        Finding.Severity severity,
        List<String> rows,
        @Nullable Integer rowNumber,
        @Nullable Column column,
        @Nullable String value,
        @Nullable String example,
        String text,
        @Nullable RoutingFacts witness,
        RuleSetView.@Nullable RowView proposed,
        String key,
        boolean acknowledged) {}
