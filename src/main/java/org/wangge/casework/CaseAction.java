package org.wangge.casework;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done with a case. In paths and views: the name in lower case with hyphens. */
public enum CaseAction {
    REPORT,
    SELF_HANDLE,
    WITHDRAW,
    REQUEST_VERIFICATION,
    VERIFY,
    FILE,
    DECLINE,
    MERGE,
    /** The other side of a merge: the remaining case takes the merged one's reporter in. */
    ABSORB,
    DISPATCH,
    REVOKE,
    ACCEPT,
    RETURN,
    RESOLVE,
    REQUEST_CHECK,
    CHECK,
    CLOSE,
    REWORK,
    REOPEN,
    VOID,
    COMMENT,
    /** What the case came from is settled, and the case with it. */
    CONCLUDE;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty when there is no such action. */
    public static Optional<CaseAction> of(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code().equals(code))
                .findFirst();
    }
}
