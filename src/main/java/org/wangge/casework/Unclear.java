package org.wangge.casework;

/** Why somebody has to look where a case belongs. The names are part of the contract. */
public enum Unclear {
    /** Nobody has said yet what it is about. */
    NO_CATEGORY,
    /** Its position is no more exact than the distance to another grid, and nobody has filed it yet. */
    BORDER,
    /** It lies in an area that another office handles, came back, and nobody has accepted it since. */
    HOSTED_DISPUTE,
    /** No row of the rules decided where it goes, and nobody has filed it yet. */
    LAST_ROW
}
