package org.wangge.planning.model;

import static org.wangge.planning.PlanState.ACTIVE;
import static org.wangge.planning.PlanState.DRAFT;
import static org.wangge.planning.PlanState.ENDED;
import static org.wangge.planning.PlanState.PAUSED;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanState;
import org.wangge.planning.PlanStep;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;
import org.wangge.work.Transitions.Rule;

/** What can be done with a plan or campaign in which state, and where that leads: the whole table. */
public final class PlanMachine {

    private static final Transitions<PlanFile, Void, PlanStep, PlanState> TABLE = new Transitions<>(
            "plan",
            PlanFile::state,
            List.of(
                    row(PlanStep.ACTIVATE, Set.of(DRAFT, PAUSED), Guard.A_PLAN),
                    row(PlanStep.START, Set.of(DRAFT, PAUSED), Guard.A_CAMPAIGN),
                    row(PlanStep.PAUSE, Set.of(ACTIVE), Guard.A_PLAN),
                    row(PlanStep.END, Set.of(DRAFT, ACTIVE, PAUSED))));

    private PlanMachine() {}

    private enum Guard implements Rule<PlanFile, Void, PlanStep> {
        /** A plan that reaches beyond the own area is changed by who covers all of it. */
        OF_THE_AREA((plan, asked) -> plan.isWithin(asked.actor())
                ? null
                : Refusal.of("access.forbidden", Permission.INSPECTION_PLAN.name())),
        A_PLAN((plan, asked) -> only(PlanKind.PLAN, plan, asked)),
        A_CAMPAIGN((plan, asked) -> only(PlanKind.CAMPAIGN, plan, asked));

        private final BiFunction<PlanFile, Asked<Void, PlanStep>, @Nullable Refusal> rule;

        Guard(BiFunction<PlanFile, Asked<Void, PlanStep>, @Nullable Refusal> rule) {
            this.rule = rule;
        }

        @Override
        public @Nullable Refusal refusal(PlanFile plan, Asked<Void, PlanStep> asked) {
            return rule.apply(plan, asked);
        }

        private static @Nullable Refusal only(PlanKind kind, PlanFile plan, Asked<Void, PlanStep> asked) {
            return plan.kind() == kind ? null : Refusal.of("plan.wrong-state", plan.state(), asked.action());
        }
    }

    private static Row<PlanFile, Void, PlanStep, PlanState> row(PlanStep step, Set<PlanState> from, Guard... kind) {
        return new Row<>(
                step,
                from,
                Set.of(step.to()),
                Permission.INSPECTION_PLAN,
                Stream.concat(Stream.of(Guard.OF_THE_AREA), Stream.of(kind)).toList());
    }

    /** The whole table. */
    public static Transitions<PlanFile, Void, PlanStep, PlanState> table() {
        return TABLE;
    }

    /**
     * Decides about a step by the plan and the actor alone.
     *
     * @param tallies what a campaign came to that ends; null for any other step
     */
    public static Decision<PlanFile> decide(
            PlanFile plan, PlanStep step, Actor actor, Instant now, @Nullable List<OfficeTally> tallies) {
        Asked<Void, PlanStep> asked = new Asked<>(step, null, actor, now);
        Refusal refusal = TABLE.refusal(plan, asked);
        if (refusal != null) {
            return new Decision.No<>(refusal);
        }
        List<Fault> faults = step.to() == ACTIVE ? PlanRules.unsound(plan) : List.of();
        if (!faults.isEmpty()) {
            return new Decision.No<>(Refusal.of("plan.invalid").withFaults(faults));
        }
        PlanFileBuilder next = PlanFileBuilder.builder(plan)
                .state(TABLE.targets(plan, asked).iterator().next())
                .version(plan.version() + 1)
                .updatedAt(now);
        return new Decision.Next<>(
                step.to() == ENDED && tallies != null ? next.closing(tallies).build() : next.build(), List.of());
    }

    /** A plan as it was before a step that could not be finished. */
    public static PlanFile restored(PlanFile before, PlanFile now) {
        return PlanFileBuilder.builder(before).version(now.version() + 1).build();
    }
}
