package org.wangge.shared;

/** Everything a role can be allowed to do. State machines and controllers ask for these, never for roles. */
public enum Permission {
    CASE_REPORT,
    CASE_READ,
    CASE_READ_AREA,
    CASE_READ_RESTRICTED,
    CASE_VERIFY,
    CASE_FILE,
    CASE_DISPATCH,
    CASE_ARBITRATE,
    CASE_HANDLE,
    CASE_CHECK,
    CASE_CLOSE,
    CASE_VOID,
    CASE_COMMENT,
    PLACE_READ,
    PLACE_EDIT,
    PLACE_IMPORT,
    INSPECTION_PLAN,
    INSPECT,
    INSPECTION_READ,
    HAZARD_READ,
    HAZARD_FLAG,
    HAZARD_CONFIRM,
    HAZARD_NOTICE,
    HAZARD_RECTIFY,
    HAZARD_RECHECK,
    HAZARD_EXTEND,
    HAZARD_STOP,
    HAZARD_LIST,
    HAZARD_TRANSFER,
    HAZARD_VOID,
    AREA_READ,
    /** To tell the people of an area something, and to see who read it. */
    ANNOUNCE,
    GRID_PUBLISH,
    REFERENCE_EDIT,
    ACCOUNT_READ,
    ACCOUNT_EDIT,
    /** To have telephones whole in a table of places; no role has it unless it is given. */
    PHONE_EXPORT,
    /** To see who looked at what is known of persons. */
    AUDIT_READ,
    OPERATE
}
