package org.wangge.announcement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.account.Workforce;
import org.wangge.announcement.model.AnnouncementFile;
import org.wangge.announcement.model.AnnouncementFileBuilder;
import org.wangge.announcement.model.AnnouncementMachine;
import org.wangge.announcement.store.AnnouncementStore;
import org.wangge.notification.Broadcasts;
import org.wangge.notification.Broadcasts.Broadcast;
import org.wangge.notification.NoticeKind;
import org.wangge.work.JobItems;
import org.wangge.work.Nudge;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/**
 * Tells people of announcements, batch by batch. How far it got is in the announcement, so that another instance goes on from
 * there; a batch that is told twice is told once. What somebody decides meanwhile is seen before the next batch.
 */
@Component
class AnnouncementJob implements RecurringJob {

    static final String NAME = "announcements";

    private static final int BATCH = 500;

    /** An item of a job has fifteen seconds; what is left is gone on with at the next look. */
    private static final Duration WHILE = Duration.ofSeconds(8);

    private final AnnouncementStore store;
    private final Workforce workforce;
    private final Broadcasts broadcasts;
    private final JobItems items;
    private final Nudge nudge;
    private final Clock clock;

    AnnouncementJob(
            AnnouncementStore store,
            Workforce workforce,
            Broadcasts broadcasts,
            JobItems items,
            Nudge nudge,
            Clock clock) {
        this.store = store;
        this.workforce = workforce;
        this.broadcasts = broadcasts;
        this.items = items;
        this.nudge = nudge;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** At once: what is left is gone on with at the next look. */
    @Override
    public Duration every() {
        return Duration.ZERO;
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return store.due(clock.instant()).hasElements();
    }

    @Override
    public Mono<Void> run() {
        Instant begin = clock.instant();
        return items.each(NAME, store.due(begin), AnnouncementFile::id, 1, file -> steps(file, begin.plus(WHILE)));
    }

    /** Whose time is over leaves the rest to the next run, which begins at once; so other jobs have their turn in between. */
    private Mono<Void> steps(AnnouncementFile file, Instant until) {
        return step(file)
                .expand(next -> next.dueAt() == null ? Mono.empty() : step(next))
                .takeUntil(next -> clock.instant().isAfter(until))
                .takeLast(1)
                .doOnNext(last -> {
                    if (last.dueAt() != null) {
                        nudge.jobNeeded(NAME);
                    }
                })
                .then();
    }

    /** One batch or one act; what another write came before is decided again. */
    Mono<AnnouncementFile> step(AnnouncementFile file) {
        return work(file)
                .flatMap(next -> store.change(file, next, null))
                .switchIfEmpty(Mono.defer(() -> store.find(file.id()).delayUntil(this::takenBack)));
    }

    /** Whoever took it back, and was done with that, did not see those who were told only afterwards. */
    private Mono<Void> takenBack(AnnouncementFile file) {
        return file.state() == AnnouncementState.WITHDRAWN
                ? broadcasts.withdraw(file.id(), file.updatedAt())
                : Mono.empty();
    }

    private Mono<AnnouncementFile> work(AnnouncementFile file) {
        Instant now = clock.instant();
        return switch (file.state()) {
            case WITHDRAWN ->
                takenBack(file)
                        .thenReturn(AnnouncementFileBuilder.builder(file)
                                .dueAt(null)
                                .build());
            case SENT ->
                broadcasts
                        .remind(broadcast(file), file.reminders())
                        .thenReturn(AnnouncementFileBuilder.builder(file)
                                .dueAt(null)
                                .reminded(file.reminders())
                                .build());
            case SENDING -> file.isExpired(now) ? Mono.just(AnnouncementMachine.sent(file, now)) : tellNext(file);
        };
    }

    private Mono<AnnouncementFile> tellNext(AnnouncementFile file) {
        return (file.above()
                        ? workforce.withinAndAbove(file.paths(), file.roles(), file.toldUpTo(), BATCH)
                        : workforce.within(file.paths(), file.roles(), file.toldUpTo(), BATCH))
                .flatMap(people -> broadcasts
                        .tell(
                                broadcast(file),
                                people.stream()
                                        .filter(person ->
                                                !person.equals(file.by().id()))
                                        .toList())
                        .then(Mono.fromSupplier(() -> after(file, people))));
    }

    private AnnouncementFile after(AnnouncementFile file, List<UUID> people) {
        AnnouncementFile next = people.isEmpty()
                ? file
                : AnnouncementFileBuilder.builder(file)
                        .toldUpTo(people.get(people.size() - 1))
                        .build();
        return people.size() < BATCH ? AnnouncementMachine.sent(next, clock.instant()) : next;
    }

    static Broadcast broadcast(AnnouncementFile file) {
        return new Broadcast(
                file.id(),
                file.createdAt(),
                switch (file.kind()) {
                    case POLICY -> NoticeKind.ANNOUNCED_POLICY;
                    case WARNING -> NoticeKind.ANNOUNCED_WARNING;
                    case EMERGENCY -> NoticeKind.ANNOUNCED_EMERGENCY;
                },
                file.title(),
                file.urgent(),
                file.paths().get(0),
                file.expiresAt());
    }
}
