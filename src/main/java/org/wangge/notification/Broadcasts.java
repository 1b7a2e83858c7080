package org.wangge.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.live.LiveFeed;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticeEntry;
import org.wangge.notification.model.Subject;
import org.wangge.notification.push.PushGateway;
import org.wangge.notification.push.PushSender;
import org.wangge.notification.store.BroadcastStore;
import org.wangge.notification.store.NoticeStore;
import org.wangge.routing.Calendars;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Page;
import org.wangge.work.Nudge;
import reactor.core.publisher.Mono;

/** One message to many people: each has a notice of it, whose id comes from the message and the person. */
@Component
public class Broadcasts {

    private final Telling telling;
    private final NoticeStore notices;
    private final BroadcastStore store;
    private final Templates templates;
    private final PushGateway gateway;
    private final LiveFeed feed;
    private final Calendars calendars;
    private final Nudge nudge;
    private final Clock clock;

    Broadcasts(
            Telling telling,
            NoticeStore notices,
            BroadcastStore store,
            Templates templates,
            PushGateway gateway,
            LiveFeed feed,
            Calendars calendars,
            Nudge nudge,
            Clock clock) {
        this.telling = telling;
        this.notices = notices;
        this.store = store;
        this.templates = templates;
        this.gateway = gateway;
        this.feed = feed;
        this.calendars = calendars;
        this.nudge = nudge;
        this.clock = clock;
    }

    /**
     * What is told.
     *
     * @param at when it was said; with the id it makes the ids of the notices
     * @param area in whose feed and figures it is
     * @param expiresAt from when on it is of no use
     */
    public record Broadcast(
            UUID id,
            Instant at,
            NoticeKind kind,
            LocalizedText title,
            boolean urgent,
            GridPath area,
            Instant expiresAt) {}

    /** How far it got: how many have it in their inbox, to how many a service took it, who has it, who read it. */
    public record Reached(long told, long pushed, long received, long read) {}

    /** Somebody who did not read it, and how far it got. */
    public record Unread(
            UUID person,
            @Nullable Instant pushedAt,
            @Nullable Instant receivedAt) {}

    /** Tells these people. Repeatable: who was told is not told again. */
    public Mono<Void> tell(Broadcast said, Collection<UUID> people) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), calendars.current().zone());
        List<Notice> made =
                people.stream().map(person -> notice(said, person, day)).toList();
        return telling.tell(made)
                .then(Mono.defer(() -> feed.append(made.stream()
                        .map(notice -> NoticeEntry.of(notice, said.area()))
                        .toList())));
    }

    private Notice notice(Broadcast said, UUID person, LocalDate day) {
        Notice.Push push =
                gateway.isOn() ? Notice.Push.due(clock.instant(), expiry(said, said.at()), overtakes(said)) : null;
        return Notice.of(
                        idOf(said.id(), said.at(), person),
                        person,
                        said.kind(),
                        new Subject.OfAnnouncement(said.id(), said.title(), false),
                        said.urgent(),
                        said.at(),
                        push)
                .in(said.area(), day);
    }

    private Instant expiry(Broadcast said, Instant from) {
        Duration useful = templates.timeToLive(said.kind());
        Instant useless = from.plus(useful);
        return useless.isBefore(said.expiresAt()) ? useless : said.expiresAt();
    }

    private boolean overtakes(Broadcast said) {
        return said.urgent() || templates.get(said.kind()).rings();
    }

    private static UUID idOf(UUID id, Instant at, UUID person) {
        return Notice.idOf(at, "announcement:" + id, person);
    }

    /** Whether this person was told. */
    public Mono<Boolean> isTold(UUID id, Instant at, UUID person) {
        return notices.find(idOf(id, at, person), person).hasElement();
    }

    /** How far it got by now. */
    public Mono<Reached> reached(UUID id) {
        return Mono.zip(
                        store.count(id, null),
                        store.count(id, "heard.pushedAt"),
                        store.count(id, "heard.receivedAt"),
                        store.count(id, "readAt"))
                .map(all -> new Reached(all.getT1(), all.getT2(), all.getT3(), all.getT4()));
    }

    /** A page of those who were told and did not read it. */
    public Mono<Page<Unread>> unread(UUID id, int limit, @Nullable String cursor, boolean count) {
        return store.unread(id, limit, cursor, count)
                .map(page -> page.map(notice -> new Unread(
                        notice.recipientId(),
                        notice.heard() == null ? null : notice.heard().pushedAt(),
                        notice.heard() == null ? null : notice.heard().receivedAt())));
    }

    /** It stays in the inboxes as one that was withdrawn, and rings nowhere any more. Repeatable. */
    public Mono<Void> withdraw(UUID id, Instant at) {
        return store.withdraw(id, at);
    }

    /**
     * Rings again where nobody read it. Repeatable by its number.
     *
     * @param number the first is 1
     */
    public Mono<Void> remind(Broadcast said, int number) {
        Instant now = clock.instant();
        return store.remind(said.id(), number, now, expiry(said, now), overtakes(said))
                .doOnSuccess(done -> nudge.wake(PushSender.NAME));
    }
}
