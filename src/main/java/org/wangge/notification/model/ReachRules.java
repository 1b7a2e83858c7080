package org.wangge.notification.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import org.wangge.notification.Reach;
import org.wangge.notification.Reach.Level;
import org.wangge.notification.Reach.Reason;

/** Who would hear of something. */
public final class ReachRules {

    /** Who looks in reads the inbox. */
    private static final Duration LOOKS_IN = Duration.ofDays(1);

    private static final Duration SILENT = Duration.ofDays(3);
    private static final Duration OLD = Duration.ofDays(60);
    private static final Duration LONG_WITHOUT_RECEIPT = Duration.ofDays(30);

    private ReachRules() {}

    /**
     * Judges by the devices that are pushed to and by when the person was last heard of.
     *
     * @param usedAt when a session was last begun or renewed; null when none goes on
     */
    public static Reach judge(Collection<Device> devices, @Nullable Instant usedAt, Instant now) {
        Device last =
                devices.stream().max(Comparator.comparing(Device::registeredAt)).orElse(null);
        Instant received = latest(devices.stream().map(Device::receivedAt)).orElse(null);
        Instant contact = latest(Stream.of(usedAt, received, last == null ? null : last.registeredAt()))
                .orElse(null);
        Reason reason = reason(last, received, contact, now);
        Level level = switch (reason) {
            case HEARD_OF_LATELY -> Level.YES;
            case SILENT, OLD_ADDRESS, NOT_PUSHED_TO -> Level.DOUBTFUL;
            case AWAY -> Level.NO;
        };
        Channel channel = last != null ? Channel.FCM : level == Level.NO ? null : Channel.INBOX;
        return new Reach(level, reason, channel, last, devices.size(), received, contact);
    }

    private static Reason reason(
            @Nullable Device last, @Nullable Instant received, @Nullable Instant contact, Instant now) {
        if (last == null) {
            return isWithin(contact, LOOKS_IN, now) ? Reason.NOT_PUSHED_TO : Reason.AWAY;
        }
        if (!isWithin(contact, SILENT, now)) {
            return Reason.SILENT;
        }
        boolean isOld = !isWithin(last.registeredAt(), OLD, now);
        return isOld && !isWithin(received, LONG_WITHOUT_RECEIPT, now) ? Reason.OLD_ADDRESS : Reason.HEARD_OF_LATELY;
    }

    private static boolean isWithin(@Nullable Instant at, Duration time, Instant now) {
        return at != null && at.isAfter(now.minus(time));
    }

    private static Optional<Instant> latest(Stream<@Nullable Instant> times) {
        return times.filter(Objects::nonNull).max(Comparator.naturalOrder());
    }
}
