package org.wangge.casework.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.account.Department;
import org.wangge.casework.model.BetweenOffices.Assisting;
import org.wangge.casework.model.CaseFile.Category;
import org.wangge.routing.WorkingCalendar;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.PhoneTime;

/**
 * What a decision needs besides the case and the command; read before deciding, so that deciding asks nobody.
 *
 * @param person the worker asked or the handler named by the command
 * @param department named by the command, or the only one of the person
 * @param condition chosen by the command
 * @param category chosen by the command, null to keep the case's
 * @param emergency whether the category that holds after the command is one
 * @param other the case that the command names: the target of a merge, or the one that was merged
 * @param deviceTime the phone's time of the act, null when it did not say
 * @param photos those that the command names and that are there
 * @param duty of the category that the command chooses; null when it chooses none, and when no list names it
 * @param ofAnOffice whether the handler named without a department belongs to an office, and to no department of the district
 * @param desk where the case goes, or where a new one begins
 * @param assisting who helps by the command
 */
@RecordBuilder
public record CaseContext(
        Instant now,
        WorkingCalendar calendar,
        Operation operation,
        @Nullable PhoneTime deviceTime,
        @Nullable PersonName person,
        @Nullable Department department,
        @Nullable Condition condition,
        @Nullable Category category,
        boolean emergency,
        @Nullable CaseFile other,
        Set<UUID> photos,
        @Nullable CaseDuty duty,
        boolean ofAnOffice,
        @Nullable Desk desk,
        List<Assisting> assisting) {

    /** A filing condition as the reference data has it. */
    public record Condition(
            int seq,
            LocalizedText text,
            Limit limit,
            @Nullable LocalizedText closingStandard) {}

    public static CaseContext of(
            Instant now, WorkingCalendar calendar, Operation operation, @Nullable PhoneTime deviceTime) {
        return new CaseContext(
                now,
                calendar,
                operation,
                deviceTime,
                null,
                null,
                null,
                null,
                false,
                null,
                Set.of(),
                null,
                false,
                null,
                List.of());
    }

    private CaseContextBuilder changed() {
        return CaseContextBuilder.builder(this);
    }

    public CaseContext with(PersonName named, @Nullable Department theirs) {
        return changed().person(named).department(theirs).build();
    }

    public CaseContext with(Department named) {
        return changed().department(named).build();
    }

    public CaseContext with(Condition chosen, @Nullable Category changed, boolean isEmergency) {
        return changed()
                .condition(chosen)
                .category(changed)
                .emergency(isEmergency)
                .build();
    }

    public CaseContext with(CaseFile named) {
        return changed().other(named).build();
    }

    public CaseContext with(Set<UUID> there) {
        return changed().photos(there).build();
    }

    public CaseContext with(Desk named) {
        return changed().desk(named).build();
    }

    public CaseContext assistedBy(List<Assisting> named) {
        return changed().assisting(named).build();
    }

    /** With the duty of the category that the command chooses. */
    public CaseContext with(Optional<CaseDuty> found) {
        return changed().duty(found.orElse(null)).build();
    }

    /** With whether the person belongs to an office, and to no department of the district. */
    public CaseContext ofAnOffice(boolean theyAre) {
        return changed().ofAnOffice(theyAre).build();
    }

    /** Whether the receiver is of an office, and not of the district. */
    boolean isWithinAnOffice() {
        return department == null ? ofAnOffice : !department.officeCode().equals(department.district());
    }
}
