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
    AREA_READ,
    GRID_PUBLISH,
    REFERENCE_EDIT,
    ACCOUNT_READ,
    ACCOUNT_EDIT
}
