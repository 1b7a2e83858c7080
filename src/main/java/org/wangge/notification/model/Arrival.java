package org.wangge.notification.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;

/** How many notices of a day arrived, by area, channel and kind of device. */
public final class Arrival {

    private static final int EXACT_MINUTES = 60;
    private static final int[] LATER = {90, 120, 180, 240, 480, 720, 1440, 2880};

    private Arrival() {}

    /**
     * What is counted together: the notices that were made on a day, whenever they arrived.
     *
     * @param platform null where there is no device, or it is not known
     */
    public record Cell(String day, String area, Channel channel, Device.@Nullable Platform platform) {}

    /** What is counted. */
    public enum What {
        TOLD,
        ACCEPTED,
        REFUSED,
        RECEIVED,
        OPENED
    }

    /**
     * The numbers of a cell.
     *
     * @param minutes by how many minutes it took until they were received
     */
    public record Numbers(
            long told, long accepted, long refused, long received, long opened, NavigableMap<Integer, Long> minutes) {

        public static final Numbers NONE = new Numbers(0, 0, 0, 0, 0, new TreeMap<>());

        public Numbers plus(Numbers other) {
            NavigableMap<Integer, Long> all = new TreeMap<>(minutes);
            other.minutes.forEach((minute, count) -> all.merge(minute, count, Long::sum));
            return new Numbers(
                    told + other.told,
                    accepted + other.accepted,
                    refused + other.refused,
                    received + other.received,
                    opened + other.opened,
                    all);
        }

        /** The minutes within which half of those received were; null when none was. From an hour on only roughly. */
        public @Nullable Integer medianMinutes() {
            long all = minutes.values().stream().mapToLong(Long::longValue).sum();
            long passed = 0;
            for (Map.Entry<Integer, Long> entry : minutes.entrySet()) {
                passed += entry.getValue();
                if (passed * 2 >= all) {
                    return entry.getKey();
                }
            }
            return null;
        }
    }

    /** The minutes that it took, rounded down, and from an hour on up to the next of a few. */
    public static int minutes(Instant from, Instant to) {
        long minutes = Math.max(0, Duration.between(from, to).toMinutes());
        if (minutes <= EXACT_MINUTES) {
            return (int) minutes;
        }
        for (int later : LATER) {
            if (minutes <= later) {
                return later;
            }
        }
        return LATER[LATER.length - 1];
    }

    /** What is to be added to cells: by the name of the number, how much. */
    public static final class Tally {

        private final Map<Cell, Map<String, Long>> more = new ConcurrentHashMap<>();

        /** Counts something of a notice; one of an earlier version is not counted. */
        public Tally add(Notice notice, Channel channel, Device.@Nullable Platform platform, What what, long howMany) {
            add(notice, channel, platform, what.name(), howMany);
            return this;
        }

        /** Counts that it was received for the first time, and how long that took. */
        public Tally received(Notice notice, Channel channel, Device.@Nullable Platform platform, Instant at) {
            add(notice, channel, platform, What.RECEIVED.name(), 1);
            add(notice, channel, platform, "minutes." + minutes(notice.createdAt(), at), 1);
            return this;
        }

        private void add(
                Notice notice, Channel channel, Device.@Nullable Platform platform, String name, long howMany) {
            String day = notice.day();
            String area = notice.countedIn();
            if (day != null && area != null && howMany > 0) {
                more.computeIfAbsent(new Cell(day, area, channel, platform), cell -> new ConcurrentHashMap<>())
                        .merge(name, howMany, Long::sum);
            }
        }

        public Map<Cell, Map<String, Long>> more() {
            return more;
        }
    }
}
