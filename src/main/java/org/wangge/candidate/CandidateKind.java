package org.wangge.candidate;

/** Who gets a case. */
public enum CandidateKind {
    DEPARTMENT,
    PERSON
}
