package org.wangge.casework.model;

import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyClass;
import org.wangge.shared.LocalizedText;

/**
 * How the category of a case stood on the duty list of its office when it was looked up last.
 *
 * @param leadCode of the department that leads; null when none does
 * @param leadName as it was then; null when none leads
 */
public record CaseDuty(
        DutyClass dutyClass,
        @Nullable String leadCode,
        @Nullable LocalizedText leadName,
        long listVersion) {

    boolean isTakenBack() {
        return dutyClass == DutyClass.TAKEN_BACK;
    }

    /** The department that leads, for people; empty when none does. */
    public LocalizedText lead() {
        String code = leadCode == null ? "" : leadCode;
        return leadName == null ? new LocalizedText(code, code) : leadName;
    }
}
