package org.wangge.account;

/** Whether a person may use the system. */
public enum AccountState {
    ACTIVE,
    DISABLED
}
