package org.wangge.dutylist;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each office has to do by its duty list. Look-ups are answered from memory. */
public interface DutyLists {

    /**
     * How a category stands on an office's list.
     *
     * @param leadDepartment code of the department that leads; null for what the office does itself
     * @param basis the law or rule that says so
     * @param version of the list
     */
    record Duty(
            DutyClass dutyClass,
            @Nullable String leadDepartment,
            @Nullable String basis,
            long version) {}

    /** By office and category; empty when the office has no list, or its list does not name the category. */
    Optional<Duty> duty(String officeCode, String categoryCode);

    /** The version of an office's list that counts now; 0 without one. */
    long version(String officeCode);
}
