package org.wangge.rehearsal;

/** How far a rehearsal has come. The names are part of the contract. */
public enum ReplayState {
    /** Cases are being read; what is counted so far is shown. */
    RUNNING,
    /** All cases were read. */
    DONE,
    /** Somebody stopped it; what was counted stays. */
    CANCELLED,
    /** The rows of the rule set changed meanwhile; what was counted is of those before. */
    OUTDATED
}
