package org.wangge.dutylist;

/**
 * To whom a matter belongs by the duty list (乡镇（街道）履行职责事项清单) of an office.
 */
public enum DutyClass {
    /** The office does it itself. */
    BASIC("基本履职事项"),
    /** A department of the district leads, the office assists. */
    ASSIST("配合履职事项"),
    /** The department does it, never the office. */
    TAKEN_BACK("上级部门收回事项");

    private final String officialName;

    DutyClass(String officialName) {
        this.officialName = officialName;
    }

    /** As it stands over the printed lists. */
    public String officialName() {
        return officialName;
    }
}
