package org.wangge.routing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Column;

/**
 * Why a report is where it is; the field names are part of the contract.
 *
 * @param trace what each row said, those of overlays first; empty where nothing is known of the rules that decided
 * @param agrees whether the same rules say the same of the same facts today; null where that is not known
 * @param present what they say today where that is another; null where it agrees
 * @param facts null in cases from before there were rules
 */
public record RoutingExplanation(
        @Nullable RulingView decision,
        List<Step> trace,
        @Nullable Boolean agrees,
        @Nullable RulingView present,
        @Nullable RoutingFacts facts) {

    /** Of a case from before there were rules: nobody can say any more. */
    public static final RoutingExplanation UNKNOWN = new RoutingExplanation(null, List.of(), null, null, null);

    /**
     * What one row said.
     *
     * @param overlayId the overlay whose row it is; null for the rule set
     * @param sentence the row in words
     * @param decides whether it is the one that decided
     * @param refusedBy why it did not take the report; null when it did
     */
    public record Step(
            @Nullable UUID overlayId,
            String row,
            String sentence,
            boolean matched,
            boolean decides,
            @Nullable RefusedBy refusedBy) {}

    /** The first column that did not take the report, and why, in words. */
    public record RefusedBy(Column column, String sentence) {}
}
