package org.wangge.rehearsal;

/** Which cases are read. The names are part of the contract. */
public enum ReplayKind {
    /** Those of a period that is over. */
    REPLAY,
    /** Those that come while it runs. */
    SHADOW
}
