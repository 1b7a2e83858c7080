package org.wangge.casework.model;

import org.wangge.shared.Refusal;

/** What the machine says to a command. */
public sealed interface CaseDecision {

    /** It moves: the change to write and the line to append. */
    record Moved(CaseChange change, TimelineLine line) implements CaseDecision {}

    /** Nothing to do: it is so already. */
    record Already() implements CaseDecision {}

    /** It does not, and why. */
    record No(Refusal refusal) implements CaseDecision {}
}
