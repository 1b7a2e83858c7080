package org.wangge.casework;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.wangge.work.Transitions;

/** What can be done with a case. In paths and views: the name in lower case with hyphens. */
public enum CaseAction implements Transitions.Action {
    REPORT,
    SELF_HANDLE,
    WITHDRAW,
    REQUEST_VERIFICATION,
    VERIFY,
    /** The worker who was asked to look, before filing or before closing, need not any more. */
    WITHDRAW_REQUEST,
    FILE,
    /** Correct the condition or the category it was filed under, before the handler accepts. */
    REFILE,
    /** Take the filing back: it waits for the dispatcher again. */
    UNFILE,
    DECLINE,
    /** Take a report up after all. */
    RECONSIDER,
    MERGE,
    /** The other side of a merge: the remaining case takes in what the merged one has, and what is said there later. */
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
    /** Offer it to another office. */
    TRANSFER,
    ANSWER_TRANSFER,
    /** Nobody answered in time: the district has it. */
    LAPSE_TRANSFER,
    /** Hand it up to the district. */
    ESCALATE,
    /** The district says whose it is. */
    ARBITRATE,
    /** The office of its desk has ended. */
    MOVE_DESK,
    /** The grids were drawn anew, and its spot is another office's. */
    FOLLOW_GRID,
    /** What the case came from is settled, and the case with it. */
    CONCLUDE;

    @Override
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
