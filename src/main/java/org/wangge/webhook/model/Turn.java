package org.wangge.webhook.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.live.FeedEntry;

/**
 * One look at the feed for one webhook, and where that leads. It looks no further than a page beyond the first entry that was not
 * taken, so a receiver that refuses one is a page ahead at most.
 *
 * @param head number of the newest entry of the feed
 * @param page the entries after the webhook's number
 */
public record Turn(WebhookFile webhook, Progress progress, long head, List<FeedEntry> page) {

    /** An attempt and what came of it. */
    public record Sent(Message message, Answer answer, Instant at) {}

    /** Whether entries are gone that it has not had; then that is told, and nothing else. */
    public boolean hasGap() {
        return page.isEmpty() ? head < progress.seq() : page.get(0).seq() != progress.seq() + 1;
    }

    /** What is to be sent, that of each case, hazard or task in its order. */
    public Collection<List<FeedEntry>> bySubject() {
        Map<UUID, List<FeedEntry>> found = new LinkedHashMap<>();
        open().forEach(entry -> found.computeIfAbsent(entry.subjectId(), id -> new ArrayList<>())
                .add(entry));
        return found.values();
    }

    private Stream<FeedEntry> open() {
        return page.stream()
                .filter(webhook::wants)
                .filter(entry -> !progress.done().contains(entry.seq()));
    }

    /** How far it is when these attempts were made. */
    public Progress after(List<Sent> sent, Instant now) {
        Set<Long> taken = sent.stream()
                .filter(one -> one.answer().isTaken())
                .map(one -> one.message().seq())
                .collect(Collectors.toSet());
        long seq = open().map(FeedEntry::seq)
                .filter(number -> !taken.contains(number))
                .findFirst()
                .map(number -> number - 1)
                .orElse(
                        page.isEmpty()
                                ? progress.seq()
                                : page.get(page.size() - 1).seq());
        List<Long> done = Stream.concat(progress.done().stream(), taken.stream())
                .filter(number -> number > seq)
                .sorted()
                .toList();
        return settled(ProgressBuilder.builder(progress).seq(seq).done(done).build(), sent, now);
    }

    /** How far it is when the receiver was told that some are gone. */
    public Progress afterGap(Sent told, Instant now) {
        Progress next = told.answer().isTaken()
                ? ProgressBuilder.builder(progress)
                        .seq(page.isEmpty() ? head : page.get(0).seq() - 1)
                        .done(List.of())
                        .resyncAt(now)
                        .build()
                : progress;
        return settled(next, List.of(told), now);
    }

    /** A failure counts when it was the last word; what was taken before it ends the time without success. */
    private static Progress settled(Progress moved, List<Sent> sent, Instant now) {
        if (sent.isEmpty()) {
            return moved;
        }
        boolean anyTaken = sent.stream().anyMatch(one -> one.answer().isTaken());
        Sent failed =
                sent.stream().filter(one -> !one.answer().isTaken()).findFirst().orElse(null);
        Answer last = failed == null ? sent.get(sent.size() - 1).answer() : failed.answer();
        ProgressBuilder next = ProgressBuilder.builder(moved)
                .lastStatus(last.status())
                .lastFault(last.fault())
                .lastDeliveredAt(anyTaken ? now : moved.lastDeliveredAt());
        if (failed == null) {
            return next.failures(0).failingSince(null).dueAt(null).build();
        }
        int failures = moved.failures() + 1;
        return next.failures(failures)
                .failingSince(moved.failingSince() == null ? now : moved.failingSince())
                .dueAt(Pacing.nextAttempt(moved.id(), failures, longestAsked(sent), now))
                .build();
    }

    private static @Nullable Duration longestAsked(List<Sent> sent) {
        return sent.stream()
                .map(one -> one.answer().retryAfter())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
