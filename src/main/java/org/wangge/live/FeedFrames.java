package org.wangge.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What goes over the wire of a stream, frame by frame. */
@Component
class FeedFrames {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int PROTOCOL = 1;
    private static final long SOONEST_MILLIS = 1_000;
    private static final long LATEST_MILLIS = 5_000;

    private final FeedCursors cursors;
    private final JsonMapper json;
    private final Clock clock;

    FeedFrames(FeedCursors cursors, JsonMapper json, Clock clock) {
        this.cursors = cursors;
        this.json = json;
        this.clock = clock;
    }

    private record Hello(long heartbeatSeconds, Duration retention, int protocol) {}

    private record Heartbeat(Instant at) {}

    private record Resync(Instant at) {}

    private record Bye(String reason, long retryAfterMs) {}

    Told told(FeedEntry entry) {
        EventView view = EventView.of(entry);
        return new Told(entry, view, frame(null, cursors.write(entry.feed(), entry.seq()), null, view));
    }

    String cursor(String feed, long seq) {
        return cursors.write(feed, seq);
    }

    /** The first frame. */
    byte[] hello(String feed, long seq) {
        return frame(
                jitter(), cursor(feed, seq), "hello", new Hello(HEARTBEAT.toSeconds(), LiveFeed.RETENTION, PROTOCOL));
    }

    byte[] heartbeat(String feed, long seq) {
        return frame(null, cursor(feed, seq), "heartbeat", new Heartbeat(clock.instant()));
    }

    /** Something was missed: the reader must read its lists anew, and goes on from here. */
    byte[] resync(String feed, long seq) {
        return frame(null, cursor(feed, seq), "resync", new Resync(clock.instant()));
    }

    /** The last frame; the id is where the reader goes on. */
    byte[] bye(String feed, long seq, String reason) {
        return frame(null, cursor(feed, seq), "bye", new Bye(reason, jitter()));
    }

    /** Not all at once: everybody was cut off at the same moment. */
    private static long jitter() {
        return ThreadLocalRandom.current().nextLong(SOONEST_MILLIS, LATEST_MILLIS);
    }

    private byte[] frame(@Nullable Long retry, String id, @Nullable String event, Object data) {
        StringBuilder frame = new StringBuilder(512);
        if (retry != null) {
            frame.append("retry: ").append(retry).append('\n');
        }
        frame.append("id: ").append(id).append('\n');
        if (event != null) {
            frame.append("event: ").append(event).append('\n');
        }
        return frame.append("data: ")
                .append(json.writeValueAsString(data))
                .append("\n\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
