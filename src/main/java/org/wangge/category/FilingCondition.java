package org.wangge.category;

import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;

/**
 * What makes a report of a category a case (立案条件), how long handling it may take, and what ends it (结案标准).
 *
 * @param seq names the condition within its category for good
 * @param proposed true when the limit is our proposal, not taken from a published table
 * @param retired true when it can no longer be filed under; old cases still refer to it
 */
public record FilingCondition(
        int seq,
        LocalizedText condition,
        Limit limit,
        LocalizedText closingStandard,
        boolean proposed,
        boolean retired) {

    /** The same, no longer to be filed under. */
    FilingCondition asRetired() {
        return new FilingCondition(seq, condition, limit, closingStandard, proposed, true);
    }
}
