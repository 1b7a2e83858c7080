package org.wangge.planning.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanDraft;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanState;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** What makes a plan right. */
public final class PlanRules {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9990;

    private PlanRules() {}

    private static boolean isOutOfTime(LocalDate day) {
        return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR;
    }

    /** Refuses with all faults at once. */
    public static void check(PlanDraft draft) {
        List<Fault> faults = new ArrayList<>();
        if (isOutOfTime(draft.from())) {
            faults.add(Fault.of("/from", "plan.dates"));
        } else if (draft.to().isBefore(draft.from())
                || draft.to().isAfter(draft.from().plus(Rhythm.LONGEST))) {
            faults.add(Fault.of("/to", "plan.dates"));
        }
        if (draft.kind() == PlanKind.PLAN && draft.rhythm().isEmpty()) {
            faults.add(Fault.of("/rhythm", "plan.rhythm-missing"));
        }
        draft.rhythm().forEach((colour, text) -> faults.addAll(faults(colour.name(), text)));
        draft.targets().forEach((office, count) -> {
            if (count < 0) {
                faults.add(Fault.of("/targets/" + office, "plan.target"));
            }
        });
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("plan.invalid").withFaults(faults));
        }
    }

    public static PlanFile plan(
            UUID id, PlanDraft draft, List<GridPath> ground, Actor actor, Operation operation, Instant now) {
        return new PlanFile(
                id,
                draft.kind(),
                PlanState.DRAFT,
                1,
                draft.name(),
                draft.theme(),
                draft.checklistCode(),
                draft.selection(),
                rhythm(draft.rhythm()),
                draft.targets(),
                draft.from(),
                draft.to(),
                ground.stream().map(GridPath::value).distinct().toList(),
                ground.stream()
                        .flatMap(path -> path.ancestry().stream())
                        .distinct()
                        .toList(),
                null,
                actor.id(),
                actor.name(),
                now,
                now,
                null,
                null,
                operation.key(),
                operation.key() == null ? null : operation.bodyHash(),
                null);
    }

    private static List<Fault> faults(String colour, String rhythm) {
        try {
            Rhythms.parse(rhythm);
            return List.of();
        } catch (IllegalArgumentException unreadable) {
            return List.of(Fault.of("/rhythm/" + colour, "plan.rhythm", rhythm));
        }
    }

    /** Why the tasks of a plan cannot be made: an earlier version took rhythms that this one does not. */
    static List<Fault> unsound(PlanFile plan) {
        List<Fault> faults = new ArrayList<>();
        plan.rhythm().forEach((colour, text) -> faults.addAll(faults(colour, text)));
        return faults;
    }

    private static Map<String, String> rhythm(Map<RiskColour, String> rhythm) {
        return rhythm.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> Rhythms.parse(entry.getValue()).text(),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
