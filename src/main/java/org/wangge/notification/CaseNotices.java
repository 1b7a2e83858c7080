package org.wangge.notification;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.casework.events.CaseEvent;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticePolicy;
import org.wangge.notification.push.PushGateway;
import org.wangge.notification.push.PushSender;
import org.wangge.notification.store.NoticeStore;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Nudge;
import reactor.core.publisher.Mono;

/** Turns steps of cases into notices for those concerned. */
@Component
@Order(10)
class CaseNotices implements EventHandler {

    private final Recipients recipients;
    private final NoticeStore notices;
    private final Templates templates;
    private final PushGateway gateway;
    private final Nudge nudge;
    private final Clock clock;

    CaseNotices(
            Recipients recipients,
            NoticeStore notices,
            Templates templates,
            PushGateway gateway,
            Nudge nudge,
            Clock clock) {
        this.recipients = recipients;
        this.notices = notices;
        this.templates = templates;
        this.gateway = gateway;
        this.nudge = nudge;
        this.clock = clock;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof CaseEvent;
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        List<CaseEvent> steps = events.stream().map(CaseEvent.class::cast).toList();
        return recipients
                .of(steps)
                .map(known -> steps.stream()
                        .flatMap(step -> plan(step, known).stream())
                        .toList())
                .flatMap(notices::insertAll)
                .doOnSuccess(done -> nudge.wake(PushSender.NAME));
    }

    /** One notice for each person, the weightiest; none for the one who acted. */
    private List<Notice> plan(CaseEvent step, Recipients.Known known) {
        List<NoticePolicy.Told> audiences = NoticePolicy.rows(step).stream()
                .map(row -> new NoticePolicy.Told(row, known.of(row.audience(), step)))
                .toList();
        return NoticePolicy.notices(step, audiences).entrySet().stream()
                .map(told -> notice(step, told.getKey(), told.getValue()))
                .toList();
    }

    private Notice notice(CaseEvent step, UUID recipient, NoticeKind kind) {
        Notice.Push push = gateway.isOn()
                ? new Notice.Push(clock.instant(), 0, step.at().plus(templates.timeToLive(kind)), List.of())
                : null;
        return new Notice(
                Notice.idOf(step.eventId(), recipient),
                recipient,
                kind,
                step.caseId(),
                step.number(),
                step.urgent(),
                step.at(),
                null,
                push);
    }
}
