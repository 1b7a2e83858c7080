package org.wangge.planning.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanDraft;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanState;
import org.wangge.planning.PlanStep;
import org.wangge.planning.ProgressView;
import org.wangge.planning.ProgressView.Count;
import org.wangge.planning.TaskState;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** What makes a plan right, what may be done with it when, and what it has come to. */
public final class PlanRules {

    private static final Period LONGEST = Period.ofYears(3);
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9990;

    private PlanRules() {}

    public static List<PlanStep> open(PlanFile plan) {
        PlanStep begin = plan.kind() == PlanKind.CAMPAIGN ? PlanStep.START : PlanStep.ACTIVATE;
        return switch (plan.state()) {
            case DRAFT -> List.of(begin, PlanStep.END);
            case ACTIVE ->
                plan.kind() == PlanKind.CAMPAIGN ? List.of(PlanStep.END) : List.of(PlanStep.PAUSE, PlanStep.END);
            case PAUSED -> List.of(begin, PlanStep.END);
            case ENDED -> List.of();
        };
    }

    private static boolean isOutOfTime(LocalDate day) {
        return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR;
    }

    /** Refuses with all faults at once. */
    public static void check(PlanDraft draft) {
        List<Fault> faults = new ArrayList<>();
        if (isOutOfTime(draft.from())) {
            faults.add(Fault.of("/from", "plan.dates"));
        } else if (draft.to().isBefore(draft.from())
                || draft.to().isAfter(draft.from().plus(LONGEST))) {
            faults.add(Fault.of("/to", "plan.dates"));
        }
        if (draft.kind() == PlanKind.PLAN && draft.rhythm().isEmpty()) {
            faults.add(Fault.of("/rhythm", "plan.rhythm-missing"));
        }
        draft.rhythm().forEach((colour, period) -> {
            // Years and months count too; what matters is that every window has a day.
            if (period.isNegative() || period.isZero()) {
                faults.add(Fault.of("/rhythm/" + colour, "plan.rhythm", period.toString()));
            }
        });
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
                operation.key(),
                operation.key() == null ? null : operation.bodyHash(),
                null);
    }

    private static Map<String, String> rhythm(Map<RiskColour, Period> rhythm) {
        return rhythm.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().toString(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** By office and in all; an office without a target is to visit all its places. */
    public static ProgressView progress(PlanFile plan, List<TaskFile> tasks, int stragglers, Locale locale) {
        Map<String, List<TaskFile>> byOffice =
                tasks.stream().collect(Collectors.groupingBy(TaskFile::officeCode, TreeMap::new, Collectors.toList()));
        List<ProgressView.OfficeCount> offices = byOffice.entrySet().stream()
                .map(entry -> new ProgressView.OfficeCount(
                        entry.getKey(),
                        entry.getValue().get(0).officeName().in(locale),
                        count(
                                plan.targets()
                                        .getOrDefault(
                                                entry.getKey(), entry.getValue().size()),
                                entry.getValue())))
                .toList();
        int target =
                offices.stream().mapToInt(office -> office.count().target()).sum();
        return new ProgressView(
                count(target, tasks),
                offices,
                tasks.stream()
                        .filter(task ->
                                isStill(task, TaskState.PLANNED, TaskState.DUE, TaskState.STARTED, TaskState.MISSED))
                        .limit(stragglers)
                        .map(task -> new ProgressView.Straggler(
                                task.id(), task.placeId(), task.placeName(), task.officeCode(), task.dueAt()))
                        .toList());
    }

    private static Count count(int target, List<TaskFile> tasks) {
        return new Count(
                target,
                tasks.size(),
                number(tasks, TaskState.DONE),
                number(tasks, TaskState.MISSED),
                number(tasks, TaskState.SKIPPED),
                number(tasks, TaskState.PLANNED, TaskState.DUE, TaskState.STARTED),
                tasks.stream().mapToInt(TaskFile::failed).sum());
    }

    private static int number(List<TaskFile> tasks, TaskState... states) {
        return (int) tasks.stream().filter(task -> isStill(task, states)).count();
    }

    private static boolean isStill(TaskFile task, TaskState... states) {
        return Arrays.asList(states).contains(task.state());
    }
}
