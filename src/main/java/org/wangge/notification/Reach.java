package org.wangge.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody would hear of something now, and why.
 *
 * @param channel by which; null when by none
 * @param device the one that was registered last; null when there is none that is pushed to
 * @param devices how many are pushed to
 * @param receivedAt when a device last said that it had a notice; null when none ever did
 * @param contactAt when the person was last heard of, to a quarter of an hour; null when nothing is known of any time
 */
public record Reach(
        Level level,
        Reason reason,
        @Nullable Channel channel,
        @Nullable Device device,
        int devices,
        @Nullable Instant receivedAt,
        @Nullable Instant contactAt) {

    /** Would hear, may hear, would not hear. */
    public enum Level {
        YES,
        DOUBTFUL,
        NO
    }

    /** The names are part of the contract. */
    public enum Reason {
        /** Has a device that is pushed to, and was heard of lately. */
        HEARD_OF_LATELY,
        /** Has a device that is pushed to, and was not heard of for days. */
        SILENT,
        /** The address is old, and nothing was received there for long. */
        OLD_ADDRESS,
        /** Nothing is pushed to the person, who looks in from time to time. */
        NOT_PUSHED_TO,
        /** Nothing is pushed to the person, and nothing was heard for a day. */
        AWAY
    }

    /** Nobody is known to be there. */
    public static final Reach NOBODY = new Reach(Level.NO, Reason.AWAY, null, null, 0, null, null);
}
