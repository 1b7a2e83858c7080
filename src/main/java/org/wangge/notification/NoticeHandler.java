package org.wangge.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.casework.events.CaseEvent;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.live.FeedEntry;
import org.wangge.live.LiveFeed;
import org.wangge.notification.model.CasePolicy;
import org.wangge.notification.model.HazardPolicy;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticeEntry;
import org.wangge.notification.model.NoticePlan;
import org.wangge.notification.model.TaskPolicy;
import org.wangge.notification.model.WebhookPolicy;
import org.wangge.notification.push.PushGateway;
import org.wangge.notification.push.PushSender;
import org.wangge.notification.store.NoticeStore;
import org.wangge.planning.events.TaskEvent;
import org.wangge.routing.Calendars;
import org.wangge.shared.GridPath;
import org.wangge.webhook.events.WebhookPaused;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Nudge;
import reactor.core.publisher.Mono;

/** Turns steps of cases, hazards and inspection tasks into notices for those concerned. */
@Component
class NoticeHandler implements EventHandler {

    private final Recipients recipients;
    private final NoticeStore notices;
    private final Templates templates;
    private final Calendars calendars;
    private final PushGateway gateway;
    private final LiveFeed feed;
    private final Nudge nudge;
    private final Clock clock;

    NoticeHandler(
            Recipients recipients,
            NoticeStore notices,
            Templates templates,
            Calendars calendars,
            PushGateway gateway,
            LiveFeed feed,
            Nudge nudge,
            Clock clock) {
        this.recipients = recipients;
        this.notices = notices;
        this.templates = templates;
        this.calendars = calendars;
        this.gateway = gateway;
        this.feed = feed;
        this.nudge = nudge;
        this.clock = clock;
    }

    @Override
    public Consumer consumer() {
        return Consumer.NOTICES;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof CaseEvent
                || event instanceof HazardEvent
                || event instanceof TaskEvent
                || event instanceof WebhookPaused;
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        ZoneId zone = calendars.current().zone();
        List<NoticePlan> tellings =
                events.stream().map(event -> telling(event, zone)).toList();
        return recipients
                .of(tellings)
                .map(known -> made(tellings, known))
                .flatMap(made -> notices.insertAll(made.notices())
                        .then(notices.addTasks(made.notices()))
                        .then(Mono.defer(() -> feed.append(made.entries()))))
                .doOnSuccess(done -> nudge.wake(PushSender.NAME));
    }

    private static NoticePlan telling(DomainEvent event, ZoneId zone) {
        if (event instanceof WebhookPaused paused) {
            return WebhookPolicy.telling(paused);
        }
        if (event instanceof HazardEvent hazard) {
            return HazardPolicy.telling(hazard, zone);
        }
        return event instanceof TaskEvent task ? TaskPolicy.telling(task, zone) : CasePolicy.telling((CaseEvent) event);
    }

    /** Notices, and what the live feed says of them: each lies where the first step lies that it tells of. */
    private record Made(Collection<Notice> notices, List<FeedEntry> entries) {}

    private Made made(List<NoticePlan> tellings, Recipients.Known known) {
        Map<UUID, Notice> notices = new LinkedHashMap<>();
        Map<UUID, GridPath> areas = new HashMap<>();
        for (NoticePlan step : tellings) {
            List<NoticePlan.Told> audiences = step.rows().stream()
                    .map(row -> new NoticePlan.Told(row, known.of(row.audience(), step)))
                    .toList();
            step.notices(audiences).forEach((recipient, kind) -> {
                Notice notice = notice(step, recipient, kind);
                notices.merge(notice.id(), notice, Notice::with);
                areas.putIfAbsent(notice.id(), step.area());
            });
        }
        return new Made(
                notices.values(),
                notices.values().stream()
                        .map(notice -> NoticeEntry.of(notice, areas.getOrDefault(notice.id(), GridPath.NOWHERE)))
                        .toList());
    }

    private Notice notice(NoticePlan step, UUID recipient, NoticeKind kind) {
        Instant now = clock.instant();
        Instant pushAt = step.pushAt().isAfter(now) ? step.pushAt() : now;
        Notice.Push push = gateway.isOn()
                ? new Notice.Push(pushAt, 0, step.pushAt().plus(templates.timeToLive(kind)), List.of())
                : null;
        return Notice.of(
                step.noticeId(recipient, kind), recipient, kind, step.subject(), step.urgent(), step.at(), push);
    }
}
