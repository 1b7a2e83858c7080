package org.wangge.planning.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.planning.ProgressView.Count;
import org.wangge.planning.ProgressView.OfficeCount;
import org.wangge.planning.TaskState;
import org.wangge.shared.LocalizedText;

/**
 * What a campaign came to in one office. The formulas of its numbers stand here and nowhere else:
 *
 * <ul>
 *   <li>{@code tasks} = done + missed + skipped + open: each task is counted once, by its state.
 *   <li>{@code target} (应查): what was agreed for the office; where nothing was, all tasks but those that need not be done.
 *   <li>{@code remaining} (未查) = target − done, never below zero. An office may do more than its target.
 *   <li>A sum over offices adds up each of these numbers.
 * </ul>
 *
 * <p>A target does not limit the tasks: each place that the campaign selects has one. What the end of the campaign took back need
 * still have been done: it is skipped by its state, and remains. So progress and closing report say the same before and after.
 *
 * @param agreed null when no target was agreed
 * @param exempt of the skipped ones those that need not be done
 */
public record OfficeTally(
        String officeCode,
        LocalizedText officeName,
        @Nullable Integer agreed,
        int tasks,
        int done,
        int missed,
        int skipped,
        int exempt,
        int failedItems) {

    /** Why a task is skipped that its campaign's end took back. */
    public static final String PLAN_ENDED = "plan-ended";

    static OfficeTally empty(String code, LocalizedText name, @Nullable Integer agreed) {
        return new OfficeTally(code, name, agreed, 0, 0, 0, 0, 0, 0);
    }

    OfficeTally with(TaskFile task) {
        boolean isSkipped = task.state() == TaskState.SKIPPED;
        return new OfficeTally(
                officeCode,
                officeName,
                agreed,
                tasks + 1,
                done + one(task.state() == TaskState.DONE),
                missed + one(task.state() == TaskState.MISSED),
                skipped + one(isSkipped),
                exempt + one(isSkipped && !PLAN_ENDED.equals(task.skippedBecause())),
                failedItems + task.failed());
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    public int target() {
        return agreed == null ? tasks - exempt : agreed;
    }

    public OfficeCount in(Locale locale) {
        int open = tasks - done - missed - skipped;
        int remaining = Math.max(0, target() - done);
        return new OfficeCount(
                officeCode,
                officeName.in(locale),
                new Count(target(), tasks, done, missed, skipped, open, remaining, failedItems));
    }
}
