package org.wangge.candidate.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.candidate.ReasonCode;

/** A candidate with what it comes to. */
public record Ranked(Candidate candidate, int score, List<Reason> reasons) {

    /**
     * One reason.
     *
     * @param weight added to the score
     * @param value a number of cases or of metres; null for what has none
     */
    public record Reason(
            ReasonCode code, int weight, @Nullable Long value) {}
}
