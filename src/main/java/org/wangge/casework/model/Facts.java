package org.wangge.casework.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wangge.account.Department;
import org.wangge.casework.model.CaseFile.Category;
import org.wangge.casework.model.CaseFile.Name;
import org.wangge.routing.WorkingCalendar;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;

/**
 * What a decision needs besides the case and the command; read before deciding, so that deciding asks nobody.
 *
 * @param person the worker asked or the handler named by the command
 * @param department named by the command, or the only one of the person
 * @param condition chosen by the command
 * @param category chosen by the command, null to keep the case's
 * @param target of a merge
 * @param deviceAt the phone's time of the act, null when it did not say
 */
public record Facts(
        Instant now,
        WorkingCalendar calendar,
        Operation operation,
        @Nullable Instant deviceAt,
        @Nullable Name person,
        @Nullable Department department,
        @Nullable Condition condition,
        @Nullable Category category,
        @Nullable CaseFile target) {

    /** A filing condition as the reference data has it. */
    public record Condition(
            int seq,
            LocalizedText text,
            Limit limit,
            @Nullable LocalizedText closingStandard) {}

    public static Facts of(Instant now, WorkingCalendar calendar, Operation operation, @Nullable Instant deviceAt) {
        return new Facts(now, calendar, operation, deviceAt, null, null, null, null, null);
    }

    public Facts with(Name named, @Nullable Department theirs) {
        return new Facts(now, calendar, operation, deviceAt, named, theirs, condition, category, target);
    }

    public Facts with(Department named) {
        return new Facts(now, calendar, operation, deviceAt, person, named, condition, category, target);
    }

    public Facts with(Condition chosen, @Nullable Category changed) {
        return new Facts(now, calendar, operation, deviceAt, person, department, chosen, changed, target);
    }

    public Facts with(CaseFile other) {
        return new Facts(now, calendar, operation, deviceAt, person, department, condition, category, other);
    }
}
