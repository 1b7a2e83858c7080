package org.wangge.checklist;

/** Who may say whether an item fails. */
public enum Judge {
    /** A grid worker, on sight. */
    GRID,
    /** The competent department or an expert; a grid worker's finding is a suspicion. */
    DEPT
}
