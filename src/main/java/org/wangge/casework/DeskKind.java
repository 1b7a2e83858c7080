package org.wangge.casework;

/** Whose desk it is at which a case waits. The names are part of the contract. */
public enum DeskKind {
    OFFICE,
    DISTRICT
}
