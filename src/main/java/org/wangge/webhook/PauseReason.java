package org.wangge.webhook;

/** Why a webhook is paused. */
public enum PauseReason {
    /** Somebody did it. */
    BY_HAND,
    /** Nothing was taken for too long. */
    FAILING,
    /** The receiver said that it is gone for good (status 410). */
    GONE
}
