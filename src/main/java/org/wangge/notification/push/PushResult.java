package org.wangge.notification.push;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a message. */
public sealed interface PushResult {

    /** The service took it. */
    record Accepted(String messageId) implements PushResult {}

    /** There is nobody at this address any more. */
    record Unregistered(String code) implements PushResult {}

    /** The address is of another project: or it is ours that is the wrong one. */
    record Foreign(String code) implements PushResult {}

    /**
     * Not now.
     *
     * @param after how long to wait, null when the service does not say
     * @param forAll whether it concerns every message, not this one alone
     */
    record Later(String code, @Nullable Duration after, boolean forAll) implements PushResult {}

    /** Never in this form. */
    record Rejected(String code) implements PushResult {}
}
