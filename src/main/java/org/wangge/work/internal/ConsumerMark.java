package org.wangge.work.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How far one consumer is behind with one document. Kept only while it is: who has heard everything has no mark.
 *
 * @param consumer by name, because another build may know others
 * @param events that it has yet to hear, by their ids; all other consumers have heard them, or have marks of their own
 * @param attempts how often it failed
 * @param dueAt when it is asked again; {@link #NEVER} when it was given up
 */
record ConsumerMark(
        String consumer,
        List<UUID> events,
        int attempts,
        Instant dueAt,
        @Nullable Instant parkedAt) {

    /** When what is parked is due, so that the relay's index finds what is parked as well as what is not. */
    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    static final int PARKED_AFTER = 10;

    /** No wait is longer than this. */
    static final Duration LONGEST = wait(PARKED_AFTER);

    static ConsumerMark of(Document stored) {
        Date parkedAt = stored.getDate("parkedAt");
        return new ConsumerMark(
                stored.getString("consumer"),
                stored.getList("events", UUID.class),
                stored.getInteger("attempts", 0),
                stored.getDate("dueAt").toInstant(),
                parkedAt == null ? null : parkedAt.toInstant());
    }

    Document stored() {
        Document stored = new Document("consumer", consumer)
                .append("events", new ArrayList<>(events))
                .append("attempts", attempts)
                .append("dueAt", Date.from(dueAt));
        return parkedAt == null ? stored : stored.append("parkedAt", Date.from(parkedAt));
    }

    boolean isParked() {
        return parkedAt != null;
    }

    /** Still behind with these events; when it is asked again stays as it was. */
    ConsumerMark with(List<UUID> owed) {
        return new ConsumerMark(consumer, owed, attempts, dueAt, parkedAt);
    }

    /** It could not be asked yet, which is not its fault. */
    ConsumerMark left(List<UUID> owed, Instant until) {
        return new ConsumerMark(consumer, owed, attempts, until, null);
    }

    /** It has heard these events; null when that was all. What came to the mark since it was asked is due now. */
    @Nullable
    ConsumerMark heard(List<UUID> told, Instant now) {
        List<UUID> more = events.stream().filter(event -> !told.contains(event)).toList();
        return more.isEmpty() ? null : new ConsumerMark(consumer, more, 0, now, null);
    }

    /** A clock that was set back must not keep anybody waiting: nobody waits longer than {@link #LONGEST}. */
    boolean isDue(Instant now) {
        return !dueAt.isAfter(now) || !isParked() && dueAt.isAfter(now.plus(LONGEST));
    }

    /** Somebody says that the reason is gone. */
    ConsumerMark resumed(Instant now) {
        return new ConsumerMark(consumer, events, 0, now, null);
    }

    ConsumerMark failed(List<UUID> owed, Instant now) {
        int failures = attempts + 1;
        return failures >= PARKED_AFTER
                ? new ConsumerMark(consumer, owed, failures, NEVER, now)
                : new ConsumerMark(consumer, owed, failures, now.plus(wait(failures)), null);
    }

    /** 2, 4, 8 … seconds. */
    static Duration wait(int failures) {
        return Duration.ofSeconds(1L << failures);
    }
}
