package org.wangge.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.wangge.notification.model.Audience;
import org.wangge.notification.model.CasePolicy;
import org.wangge.notification.model.HazardPolicy;
import org.wangge.notification.model.Ladder;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticeEntry;
import org.wangge.notification.model.NoticePlan;
import org.wangge.notification.model.PolicySubject;
import org.wangge.notification.model.Row;
import org.wangge.notification.model.TaskPolicy;
import org.wangge.notification.model.Way;
import org.wangge.notification.model.WebhookPolicy;
import org.wangge.notification.push.PushGateway;
import org.wangge.notification.store.HeardStore;
import org.wangge.planning.events.TaskEvent;
import org.wangge.routing.Calendars;
import org.wangge.shared.GridPath;
import org.wangge.webhook.events.WebhookPaused;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Mono;

/** Turns steps of cases, hazards and inspection tasks into notices for those concerned. */
@Component
class NoticeHandler implements EventHandler {

    /** What happened longer ago is kept for whoever looks, and asks for nobody's attention. */
    private static final Duration STALE = Duration.ofDays(7);

    private final Recipients recipients;
    private final NoticePolicies policies;
    private final Telling telling;
    private final HeardStore heard;
    private final Templates templates;
    private final Calendars calendars;
    private final PushGateway gateway;
    private final LiveFeed feed;
    private final NotificationSettings settings;
    private final Clock clock;

    NoticeHandler(
            Recipients recipients,
            NoticePolicies policies,
            Telling telling,
            HeardStore heard,
            Templates templates,
            Calendars calendars,
            PushGateway gateway,
            LiveFeed feed,
            NotificationSettings settings,
            Clock clock) {
        this.recipients = recipients;
        this.policies = policies;
        this.telling = telling;
        this.heard = heard;
        this.templates = templates;
        this.calendars = calendars;
        this.gateway = gateway;
        this.feed = feed;
        this.settings = settings;
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
                .map(known -> made(tellings, known, zone))
                .flatMap(made -> heard.settle(steps(events))
                        .then(telling.tell(made.notices()))
                        .then(Mono.defer(() -> feed.append(made.entries()))));
    }

    private static List<CaseEvent> steps(List<DomainEvent> events) {
        return events.stream()
                .filter(CaseEvent.class::isInstance)
                .map(CaseEvent.class::cast)
                .toList();
    }

    private NoticePlan telling(DomainEvent event, ZoneId zone) {
        List<Row> rows = policies.rows(PolicySubject.kind(event));
        if (event instanceof WebhookPaused paused) {
            return WebhookPolicy.telling(paused, rows);
        }
        if (event instanceof HazardEvent hazard) {
            return HazardPolicy.telling(hazard, rows, zone);
        }
        return event instanceof TaskEvent task
                ? TaskPolicy.telling(task, rows, zone)
                : CasePolicy.telling((CaseEvent) event, rows);
    }

    /** Notices, and what the live feed says of them: each lies where the first step lies that it tells of. */
    private record Made(Collection<Notice> notices, List<FeedEntry> entries) {}

    private Made made(List<NoticePlan> tellings, Recipients.Known known, ZoneId zone) {
        Map<UUID, Notice> notices = new LinkedHashMap<>();
        Map<UUID, GridPath> areas = new HashMap<>();
        for (NoticePlan step : tellings) {
            List<NoticePlan.Told> audiences = step.rows().stream()
                    .map(row -> new NoticePlan.Told(row, known.of(row.audience(), step)))
                    .toList();
            step.notices(audiences).forEach((recipient, row) -> {
                Notice notice = notice(step, recipient, row, zone);
                notices.merge(notice.id(), notice, Notice::with);
                areas.putIfAbsent(notice.id(), step.area());
            });
        }
        return new Made(
                notices.values(),
                notices.values().stream()
                        .filter(notice -> notice.readAt() == null)
                        .map(notice -> NoticeEntry.of(notice, areas.getOrDefault(notice.id(), GridPath.NOWHERE)))
                        .toList());
    }

    private Notice notice(NoticePlan step, UUID recipient, Row row, ZoneId zone) {
        NoticeKind kind = row.notice();
        boolean urgent = step.urgent(row);
        Instant now = clock.instant();
        Instant pushAt = step.pushAt().isAfter(now) ? step.pushAt() : now;
        Instant expires = step.pushAt().plus(templates.timeToLive(kind));
        // Nobody is called for what is over, however it comes that it is told only now.
        boolean past = !expires.isAfter(now);
        Notice.Push push = !past && gateway.isOn() && row.goesBy(Way.PUSH)
                ? Notice.Push.due(
                        pushAt, expires, urgent || row.urgency().weight().overtakes())
                : null;
        Notice notice = Notice.of(
                        step.noticeId(recipient, kind), recipient, kind, step.subject(), urgent, step.at(), push)
                .in(step.area(), LocalDate.ofInstant(past ? step.at() : now, zone))
                .told(Notice.Manner.of(row));
        if (step.at().isBefore(now.minus(STALE))) {
            return notice.alreadyRead(step.at());
        }
        Duration within = settings.receiptWithin();
        return Ladder.isFor(kind) && Ladder.isInTime(step.at(), now) && !within.isZero()
                ? notice.climbing(Ladder.from(pushAt, within, step.places(Audience.DESK)))
                : notice;
    }
}
