package org.wangge.embedded;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened, or its address is none; the message is written for the person who runs the program and says what to do. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailable(String message) {
        super(message);
    }
}
