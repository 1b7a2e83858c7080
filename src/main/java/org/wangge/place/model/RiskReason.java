package org.wangge.place.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that a score is made of. */
public record RiskReason(
        Code code,
        int points,
        @Nullable UUID hazardId,
        @Nullable String hazardNumber) {

    /** What sort of reason. */
    public enum Code {
        /** The kind's own risk. */
        KIND,
        /** The open hazard with the highest score. */
        HAZARD,
        /** The same when it is a major one. */
        MAJOR_HAZARD,
        /** An open hazard after the first. */
        FURTHER_HAZARD
    }
}
