package org.wangge.hazard;

/** Why something that a phone said later was set aside, or is to be looked at. The names are part of the contract. */
public enum DoubtCode {
    /** Later than when it arrived. */
    TIME_AHEAD,
    /** So long before it arrived that the phone's clock is likelier to be wrong. */
    TIME_LONG_PAST,
    /** In no year that can be. */
    TIME_UNREAL,
    /** Not there any more, or never a photo of who names it. */
    PHOTO_MISSING,
    /** The date had passed when it arrived; it holds, because the place was told it. */
    DUE_PASSED,
    /** No date that can be; the usual one was taken. */
    DUE_UNREAL,
    /** The hazard changed between the act and its arrival: it is written down and not applied. */
    STATE_CHANGED,
    /** No version of the checklist has the item; its text is what the phone sent. */
    ITEM_UNKNOWN
}
