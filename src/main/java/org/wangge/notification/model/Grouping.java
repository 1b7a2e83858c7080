package org.wangge.notification.model;

/** What is shown together on a phone. The names are stored and part of the contract. */
public enum Grouping {
    /** Each by itself. */
    NONE,
    /** A newer one of the same case or hazard takes the place of an older one. */
    SUBJECT,
    /** What happens together is one notice that counts. */
    DIGEST
}
