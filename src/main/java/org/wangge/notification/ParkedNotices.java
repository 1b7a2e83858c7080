package org.wangge.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.notification.push.PushSender;
import org.wangge.notification.store.NoticeStore;
import org.wangge.notification.store.ParkedPushes;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.DoneOperations;
import org.wangge.work.DoneOperations.Once;
import org.wangge.work.Nudge;
import reactor.core.publisher.Mono;

/** Pushes that were given up: which there are, and sending them again. The inbox had them all the time. */
@Component
public class ParkedNotices {

    private final ParkedPushes parked;
    private final Templates templates;
    private final DoneOperations operations;
    private final Nudge nudge;

    ParkedNotices(NoticeStore notices, Templates templates, DoneOperations operations, Nudge nudge) {
        this.parked = notices.parked();
        this.templates = templates;
        this.operations = operations;
        this.nudge = nudge;
    }

    /** Why it was given up on a device. */
    public record GivenUp(
            String installationId,
            Device.@Nullable Platform deviceKind,
            @Nullable String code,
            Instant at) {}

    /**
     * A notice of which a push was given up.
     *
     * @param caption the number of the case or hazard, or of tasks how many
     * @param readAt when the recipient read it all the same
     */
    public record ParkedView(
            UUID id,
            NoticeKind kind,
            UUID recipientId,
            String caption,
            Instant createdAt,
            Instant parkedAt,
            @Nullable Instant readAt,
            List<GivenUp> givenUp) {}

    /** A page of those of the actor's area, the last given up first; for operators. */
    public Mono<Page<ParkedView>> list(Actor actor, int limit, @Nullable String cursor, boolean count) {
        actor.require(Permission.OPERATE);
        return parked.page(actor.scopes(), limit, cursor, count).map(page -> page.map(ParkedNotices::view));
    }

    private static ParkedView view(Notice notice) {
        Notice.Push push = notice.push();
        Instant since = push == null ? null : push.parkedAt();
        List<GivenUp> givenUp = push == null
                ? List.of()
                : push.deliveries().stream()
                        .filter(one -> one.outcome() == Outcome.PARKED)
                        .map(one -> new GivenUp(one.deviceId(), one.platform(), one.code(), one.at()))
                        .toList();
        return new ParkedView(
                notice.id(),
                notice.kind(),
                notice.recipientId(),
                notice.subject().caption(),
                notice.createdAt(),
                since == null ? notice.createdAt() : since,
                notice.readAt(),
                givenUp);
    }

    /** @param resent whether it was still given up, so that it is pushed again */
    public record Resent(boolean resent) {}

    /**
     * Pushes one again, for as long as its kind is of use, to the devices for which it was given up. One that is not given up any
     * more is left as it is. Refuses {@code notice.not-found} outside the actor's area. Repeatable by its operation.
     */
    public Mono<Once<Resent>> resend(UUID id, Actor actor, Operation operation) {
        actor.require(Permission.OPERATE);
        return operations.once(
                operation,
                "/api/v1/notices/" + id,
                Resent.class,
                begun -> parked.find(id, actor.scopes())
                        .flatMap(notice -> parked.resend(id, templates.timeToLive(notice.kind())))
                        .map(Resent::new)
                        .doOnNext(resent -> nudge.wake(PushSender.NAME))
                        .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("notice.not-found")))));
    }
}
