package org.wangge.candidate.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.candidate.CandidateKind;
import org.wangge.candidate.ReasonCode;
import org.wangge.candidate.model.Ranked.Reason;
import org.wangge.dutylist.DutyClass;

/** Weighs candidates against each other. The same facts always give the same order. */
public final class Ranking {

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingInt(Ranked::score)
            .reversed()
            .thenComparing(ranked -> ranked.candidate().kind())
            .thenComparing(ranked -> ranked.candidate().id());

    private Ranking() {}

    /** The best first, so many at most. */
    public static List<Ranked> rank(Asked asked, Collection<Candidate> candidates, int most) {
        return candidates.stream()
                .map(candidate -> weighed(asked, candidate))
                .sorted(BEST_FIRST)
                .limit(most)
                .toList();
    }

    private static Ranked weighed(Asked asked, Candidate candidate) {
        List<Reason> reasons = new ArrayList<>();
        addDuty(reasons, asked, candidate);
        addGrid(reasons, candidate);
        if (candidate.onDuty()) {
            add(reasons, ReasonCode.ON_DUTY, asked.urgent() ? Weights.ON_DUTY_WHEN_URGENT : Weights.ON_DUTY);
        }
        if (candidate.pastCases() > 0) {
            long weight = Math.min(Weights.MOST_PAST_WORK, candidate.pastCases() * Weights.PAST_CASE);
            reasons.add(new Reason(ReasonCode.PAST_WORK, (int) weight, candidate.pastCases()));
        }
        addDistance(reasons, candidate.metres());
        if (candidate.openCases() > 0) {
            long weight = Math.max(Weights.MOST_OPEN_LOAD, candidate.openCases() * Weights.OPEN_CASE);
            reasons.add(new Reason(ReasonCode.OPEN_LOAD, (int) weight, candidate.openCases()));
        }
        if (candidate.departments().isEmpty()) {
            add(reasons, ReasonCode.NOT_A_HANDLER, Weights.NOT_A_HANDLER);
        }
        switch (candidate.reach()) {
            case YES -> {}
            case DOUBTFUL -> add(reasons, ReasonCode.DOUBTFUL, Weights.DOUBTFUL);
            case NO -> add(reasons, ReasonCode.UNREACHABLE, Weights.UNREACHABLE);
        }
        return new Ranked(candidate, reasons.stream().mapToInt(Reason::weight).sum(), List.copyOf(reasons));
    }

    private static void add(List<Reason> reasons, ReasonCode code, int weight) {
        reasons.add(new Reason(code, weight, null));
    }

    /** Who leads by the list does so also when it is the office's own department. */
    private static void addDuty(List<Reason> reasons, Asked asked, Candidate candidate) {
        DutyClass duty = asked.duty() == null ? null : asked.duty().dutyClass();
        if (duty != DutyClass.BASIC && candidate.departments().stream().anyMatch(asked::isLedBy)) {
            boolean itself = candidate.kind() == CandidateKind.DEPARTMENT;
            add(reasons, ReasonCode.LEADS, itself ? Weights.LEADING_DEPARTMENT : Weights.PERSON_OF_LEADING_DEPARTMENT);
        } else if (!candidate.ofOffice()) {
            if (!candidate.departments().isEmpty()) {
                add(reasons, ReasonCode.DISTRICT_UNIT, Weights.DISTRICT_UNIT);
            }
        } else if (duty == DutyClass.BASIC) {
            add(reasons, ReasonCode.OWN_DUTY, Weights.OWN_DUTY);
        } else if (duty == DutyClass.ASSIST) {
            add(reasons, ReasonCode.ASSISTS, Weights.ASSISTS);
        } else if (duty == DutyClass.TAKEN_BACK) {
            add(reasons, ReasonCode.TAKEN_BACK, Weights.TAKEN_BACK);
        }
    }

    private static void addGrid(List<Reason> reasons, Candidate candidate) {
        if (candidate.grid() != null) {
            switch (candidate.grid()) {
                case PRIMARY -> add(reasons, ReasonCode.GRID_PRIMARY, Weights.GRID_PRIMARY);
                case SUBSTITUTE -> add(reasons, ReasonCode.GRID_SUBSTITUTE, Weights.GRID_SUBSTITUTE);
                case BACKUP -> add(reasons, ReasonCode.GRID_BACKUP, Weights.GRID_BACKUP);
            }
        }
    }

    /** Ever less with the distance; who is far is told of with no weight. */
    private static void addDistance(List<Reason> reasons, @Nullable Double metres) {
        if (metres != null) {
            double share = Math.max(0, 1 - metres / Weights.FAR_METRES);
            reasons.add(new Reason(ReasonCode.DISTANCE, (int) Math.round(Weights.NEAR * share), Math.round(metres)));
        }
    }
}
