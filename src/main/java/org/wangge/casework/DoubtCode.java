package org.wangge.casework;

/** Why something that a phone said was set aside. The names are part of the contract. */
public enum DoubtCode {
    /** Later than when it arrived. */
    TIME_AHEAD,
    /** So long before it arrived that the phone's clock is likelier to be wrong. */
    TIME_LONG_PAST,
    /** In no year that a case can be of. */
    TIME_UNREAL,
    /** Not in the grid that was chosen, nor near it. */
    POSITION_FAR,
    /** No place on earth. */
    POSITION_UNREAL,
    /** Not a distance that a phone can mean. */
    ACCURACY_UNKNOWN,
    /** The position was measured at another time than the report was made. */
    FIX_OLD,
    /** No such grid now; the position says where it is. */
    GRID_UNKNOWN,
    /** The grid was drawn anew: it is where the grid was. */
    GRID_REDRAWN,
    /** No such category. */
    CATEGORY_UNKNOWN,
    /** A category that cannot be chosen any more. */
    CATEGORY_RETIRED,
    /** Not there any more, or never a photo of who names it. */
    PHOTO_MISSING,
    /** The case changed between the act and its arrival: it is written down and not applied. */
    STATE_CHANGED
}
