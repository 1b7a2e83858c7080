package org.wangge.inspection;

/** Why something of an inspection that a phone sent later was set aside. The names are part of the contract. */
public enum DoubtCode {
    /** Later than when it arrived. */
    TIME_AHEAD,
    /** So long before it arrived that the phone's clock is likelier to be wrong. */
    TIME_LONG_PAST,
    /** In no year that can be. */
    TIME_UNREAL,
    /** Said to have ended before it began. */
    TIME_BEFORE_START,
    /** Too far from the place to prove presence. */
    POSITION_FAR,
    /** No place on earth where somebody inspects. */
    POSITION_UNREAL,
    /** Not a distance that a phone can mean. */
    ACCURACY_UNKNOWN,
    /** Not the code of the place. */
    QR_WRONG,
    /** Nothing proves presence, and nobody said why. */
    CHECK_IN_MISSING,
    /** The place has closed down. */
    PLACE_CLOSED,
    /** The place is suspended. */
    PLACE_SUSPENDED,
    /** The place belongs to another area now. */
    PLACE_MOVED,
    /** There is a newer version of the checklist. */
    CHECKLIST_OUTDATED,
    /** The checklist is not used any more. */
    CHECKLIST_RETIRED,
    /** No such checklist, or not in this version. */
    CHECKLIST_UNKNOWN,
    /** The checklist has no such item; the answer is kept, and what failed is a hazard. */
    ITEM_UNKNOWN,
    /** Left open, but not known to the phone, which had another checklist. */
    ITEM_UNANSWERED,
    /** The task was done, skipped or taken back meanwhile. */
    TASK_ENDED,
    /** No such task of this place in the inspector's area. */
    TASK_UNKNOWN,
    /** The checklist asks for two inspectors. */
    SECOND_MISSING,
    /** The second inspector may not inspect here, or is the first. */
    SECOND_UNFIT,
    /** Not there any more, or never a photo of who names it. */
    PHOTO_MISSING
}
