package org.wangge.routing;

/** How far a rule set has come. */
public enum RuleSetState {
    /** Being written; whoever edits a set that was checked or approved brings it back here. */
    DRAFT,
    /** Its analysis found nothing that blocks, and its examples go where they say. */
    CHECKED,
    /** By a second person. */
    APPROVED,
    /** Decides from its date on, and never changes. */
    PUBLISHED,
    /** Another one decides since. Not stored: it follows from the dates. */
    SUPERSEDED,
    /** Given up before it decided anything. */
    WITHDRAWN
}
