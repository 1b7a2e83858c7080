package org.wangge.notification.push;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticeSettings;
import org.wangge.notification.model.PushWeight;

/**
 * Which pushes of one look at the queue are told together: of people who want it so, those that can wait and whose hour has come.
 *
 * @param wishes of the recipients
 * @param weight of a notice
 */
record Digests(RecipientSettings.Of wishes, ZoneId zone, Function<Notice, PushWeight> weight, Instant now) {

    /**
     * A digest is of use for so long after its hour, also when a push by itself no longer was: quiet hours that it falls into end within
     * a day.
     */
    private static final Duration AFTERWARDS = Duration.ofDays(1);

    /** What one message tells; its first notice stands for all. */
    record Together(List<Notice> all) {

        Notice first() {
            return all.get(0);
        }
    }

    /** Each notice once, the newest of those that go together first. */
    List<Together> grouped(Collection<Notice> claimed) {
        List<Together> groups = new ArrayList<>();
        Map<UUID, List<Notice>> together = new LinkedHashMap<>();
        for (Notice notice : claimed) {
            if (isRipe(notice)) {
                together.computeIfAbsent(notice.recipientId(), person -> new ArrayList<>())
                        .add(notice);
            } else {
                groups.add(new Together(List.of(notice)));
            }
        }
        together.values().forEach(group -> {
            group.sort(Comparator.comparing(Notice::createdAt).reversed());
            groups.add(new Together(group));
        });
        return groups;
    }

    /** One that was read meanwhile, or is not to be pushed any more, is not counted. */
    private boolean isRipe(Notice notice) {
        Notice.Push push = notice.push();
        NoticeSettings wish = wish(notice);
        return push != null
                && isTold(notice)
                && notice.readAt() == null
                && !wish.silences(notice.kind(), false)
                && wish.heldUntil(notice.kind(), false, now, zone).isEmpty()
                && waitsUntil(notice).isEmpty()
                && now.isBefore(usefulUntil(notice, push));
    }

    /** The hour at which a notice is told with others; empty when it has come, or there is none for this one. */
    Optional<Instant> waitsUntil(Notice notice) {
        return hourOf(notice).filter(now::isBefore);
    }

    /** Until when a push of it is of use. */
    Instant usefulUntil(Notice notice, Notice.Push push) {
        return hourOf(notice)
                .map(hour -> hour.plus(AFTERWARDS))
                .filter(push.expiresAt()::isBefore)
                .orElse(push.expiresAt());
    }

    private Optional<Instant> hourOf(Notice notice) {
        return isTold(notice) ? wish(notice).digestAfter(notice.createdAt(), zone) : Optional.empty();
    }

    private boolean isTold(Notice notice) {
        return wish(notice).digests(notice.kind(), weight.apply(notice));
    }

    private NoticeSettings wish(Notice notice) {
        return wishes.get(notice.recipientId());
    }
}
