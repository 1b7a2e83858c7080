package org.wangge.casework.model;

/** The stages that have a clock of their own. */
public enum Stage {
    /** From the report to filing or declining. */
    ACCEPT,
    /** While a worker looks before filing. */
    VERIFY,
    /** From filing (or a return) to dispatch. */
    DISPATCH,
    /** While another office has not answered whether it takes it. */
    TRANSFER,
    /** From dispatch to the handler's result. */
    HANDLE,
    /** While a worker looks before closing. */
    CHECK
}
