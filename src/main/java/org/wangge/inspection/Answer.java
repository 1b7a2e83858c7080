package org.wangge.inspection;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was found at one item.
 *
 * @param mediaIds how it looked
 * @param fixedOnSpot with FAIL only: it was put right at once
 */
public record Answer(
        String itemId,
        Verdict answer,
        @Nullable String note,
        List<UUID> mediaIds,
        @Nullable Fix fixedOnSpot) {

    public enum Verdict {
        PASS,
        FAIL,
        /** The item does not apply here. */
        NA
    }

    /** What was done at once, with photos of after. */
    public record Fix(String note, List<UUID> mediaIds) {}
}
