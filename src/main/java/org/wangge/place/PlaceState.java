package org.wangge.place;

/** Whether there is anything to inspect. */
public enum PlaceState {
    OPEN,
    /** 停业: for a time, by itself or by order. */
    SUSPENDED,
    /** 关闭: for good; nothing is planned there any more. */
    CLOSED_DOWN
}
