package org.wangge.notification;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Person;
import org.wangge.casework.events.CaseEvent;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.NoticePolicy;
import org.wangge.notification.push.PushGateway;
import org.wangge.notification.push.PushSender;
import org.wangge.notification.store.NoticeStore;
import org.wangge.shared.Permission;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Nudge;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns steps of cases into notices for those concerned. */
@Component
@Order(10)
class CaseNotices implements EventHandler {

    private final Accounts accounts;
    private final Responsibilities responsibilities;
    private final NoticeStore notices;
    private final Templates templates;
    private final PushGateway gateway;
    private final Nudge nudge;
    private final Clock clock;

    CaseNotices(
            Accounts accounts,
            Responsibilities responsibilities,
            NoticeStore notices,
            Templates templates,
            PushGateway gateway,
            Nudge nudge,
            Clock clock) {
        this.accounts = accounts;
        this.responsibilities = responsibilities;
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
        return Flux.fromIterable(events)
                .cast(CaseEvent.class)
                .flatMapSequential(this::plan, 8)
                .collectList()
                .map(planned -> planned.stream().flatMap(List::stream).toList())
                .flatMap(notices::insertAll)
                .doOnSuccess(done -> nudge.wake(PushSender.NAME));
    }

    private Mono<List<Notice>> plan(CaseEvent step) {
        return Flux.fromIterable(NoticePolicy.rows(step))
                .concatMap(row -> recipients(row, step)
                        .map(Person::id)
                        .collectList()
                        .map(people -> new NoticePolicy.Told(row, people)))
                .collectList()
                .map(audiences -> NoticePolicy.notices(step, audiences).entrySet().stream()
                        .map(told -> notice(step, told.getKey(), told.getValue()))
                        .toList());
    }

    private Flux<Person> recipients(NoticePolicy.Row row, CaseEvent step) {
        return switch (row.audience()) {
            case DESK -> accounts.holding(Permission.CASE_FILE, step.area());
            case DISTRICT -> accounts.holding(Permission.CASE_ARBITRATE, step.area());
            case REPORTERS ->
                accounts.people(Stream.concat(Stream.of(step.reporterId()), step.otherReporterIds().stream())
                        .distinct()
                        .toList());
            case HANDLERS -> handlers(step);
            case SENDER -> one(step.dispatchedById());
            case ASKED -> one(step.askedId());
            case ASKER -> one(step.askedById());
            case GRID_WORKERS -> gridWorkers(step);
        };
    }

    private Flux<Person> handlers(CaseEvent step) {
        if (step.assigneeId() != null) {
            return one(step.assigneeId());
        }
        return step.departmentCode() == null ? Flux.empty() : accounts.handlersOf(step.departmentCode());
    }

    private Flux<Person> one(@Nullable UUID id) {
        return id == null ? Flux.empty() : accounts.people(List.of(id));
    }

    private Flux<Person> gridWorkers(CaseEvent step) {
        return responsibilities
                .responsibleFor(step.area().code(), step.at())
                .filter(worker -> worker.duty() == ResponsibleWorker.Duty.PRIMARY)
                .map(ResponsibleWorker::accountId)
                .collectList()
                .flatMapMany(accounts::people);
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
