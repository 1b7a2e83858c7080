package org.wangge.dutylist;

import org.jspecify.annotations.Nullable;

/**
 * One matter of a list.
 *
 * @param category its code
 * @param leadDepartment code of the department that leads; of what the office does itself usually null
 * @param basis the law or rule that says so, null when nobody said
 */
public record DutyItem(
        String category,
        DutyClass dutyClass,
        @Nullable String leadDepartment,
        @Nullable String basis) {}
