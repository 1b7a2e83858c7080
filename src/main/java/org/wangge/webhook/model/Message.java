package org.wangge.webhook.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.live.EventView;
import org.wangge.live.FeedEntry;

/**
 * An event as it is sent: CloudEvents 1.0, whose data are those of the live feed.
 *
 * @param id of the event; the same each time that it is sent
 * @param seq its number in the feed; 0 when it is of none
 * @param kind of the entry, or {@code test} or {@code resync}
 * @param subject what it is about, like {@code case/0197…}; null when about nothing
 */
public record Message(
        UUID id,
        long seq,
        String kind,
        String district,
        @Nullable String subject,
        @Nullable UUID subjectId,
        @Nullable String number,
        Instant time,
        Object content) {

    private static final String TYPES = "org.wangge.";
    private static final String JSON = "application/json";

    public static Message of(FeedEntry entry) {
        return new Message(
                entry.id(),
                entry.seq(),
                entry.kind(),
                entry.feed(),
                entry.subject().code() + "/" + entry.subjectId(),
                entry.subjectId(),
                entry.number(),
                entry.at(),
                EventView.of(entry));
    }

    /**
     * Tells a receiver that events are gone that it has not had, and that it must read what it knows anew. What follows it comes
     * after it.
     *
     * @param since when it took the last one; null when it never did
     */
    public static Message resync(WebhookFile webhook, long afterSeq, @Nullable Instant since, Instant now) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("area", webhook.area());
        content.put("since", since == null ? null : since.toString());
        UUID id = UUID.nameUUIDFromBytes((webhook.id() + ":resync:" + afterSeq).getBytes(StandardCharsets.UTF_8));
        return new Message(id, 0, "resync", webhook.feed(), null, null, null, now, content);
    }

    /** Sent by hand, to see whether it arrives. */
    public static Message test(WebhookFile webhook, UUID id, Instant now) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("area", webhook.area());
        return new Message(id, 0, "test", webhook.feed(), null, null, null, now, content);
    }

    /** As CloudEvents in structured mode has it. */
    public Map<String, @Nullable Object> cloudEvent() {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "/districts/" + district);
        event.put("type", TYPES + kind);
        if (subject != null) {
            event.put("subject", subject);
        }
        event.put("time", time.toString());
        event.put("datacontenttype", JSON);
        event.put("data", content);
        return event;
    }
}
