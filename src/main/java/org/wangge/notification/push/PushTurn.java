package org.wangge.notification.push;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import org.wangge.notification.model.Arrival;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.notification.model.PushWeight;
import org.wangge.shared.Ids;

/** One look at the queue: its lease, until when messages may begin under it, and how much each device was sent meanwhile. */
final class PushTurn {

    /**
     * A message begins only while its answer can still come within the lease ({@link org.wangge.work.Leases#LENGTH}); what has
     * not begun by then is left for the next turn, or another instance would take it over and send it too.
     */
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(20);

    private final UUID token = Ids.next();
    private final Instant beginUntil;
    private final Instant minute;
    private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();
    private final Arrival.Tally arrivals = new Arrival.Tally();

    PushTurn(Instant now) {
        this.beginUntil = now.plus(BEGIN_WITHIN);
        this.minute = now.truncatedTo(ChronoUnit.MINUTES);
    }

    UUID token() {
        return token;
    }

    boolean isOver(Instant now) {
        return now.isAfter(beginUntil);
    }

    Instant nextMinute() {
        return minute.plus(1, ChronoUnit.MINUTES);
    }

    /** Counts a message to this device, unless it had enough in this minute for one of that weight. */
    boolean takes(Device device, PushWeight weight, int perMinute) {
        AtomicInteger count = sent.computeIfAbsent(device.id(), id -> new AtomicInteger(device.sentIn(minute)));
        if (!weight.fits(count.get(), perMinute)) {
            return false;
        }
        count.incrementAndGet();
        return true;
    }

    /** Counts what came of a notice on its devices. */
    void count(Notice notice, Collection<Delivery> deliveries) {
        deliveries.forEach(one -> arrivals.add(
                notice,
                Channel.FCM,
                one.platform(),
                one.outcome() == Outcome.SENT ? Arrival.What.ACCEPTED : Arrival.What.REFUSED,
                1));
    }

    Arrival.Tally arrivals() {
        return arrivals;
    }

    /** What is to be written down: of most devices nothing, for one message in a minute is not much. */
    Map<String, Device.Sent> counted() {
        Map<String, Device.Sent> much = new HashMap<>();
        sent.forEach((id, count) -> {
            if (count.get() > 1) {
                much.put(id, new Device.Sent(minute, count.get()));
            }
        });
        return much;
    }
}
