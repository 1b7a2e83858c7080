package org.wangge.casework;

import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.casework.events.CaseEvent;
import org.wangge.media.MediaStore;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What follows a step within casework itself: a merge's other side, and photos that now belong to a case. */
@Component
@Order(1)
class CaseFollowUp implements EventHandler {

    static final String RELAY = "outbox-relay";

    private final Cases cases;
    private final MediaStore media;

    CaseFollowUp(Cases cases, MediaStore media) {
        this.cases = cases;
        this.media = media;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof CaseEvent step
                && (step.action() == CaseAction.MERGE || !step.mediaIds().isEmpty());
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        List<CaseEvent> steps = events.stream().map(CaseEvent.class::cast).toList();
        List<UUID> photos =
                steps.stream().flatMap(step -> step.mediaIds().stream()).toList();
        return media.attach(photos)
                .thenMany(Flux.fromIterable(steps))
                .concatMap(this::absorbed)
                .then();
    }

    private Mono<Void> absorbed(CaseEvent step) {
        return step.action() == CaseAction.MERGE && step.mergedInto() != null
                ? cases.absorb(
                        step.mergedInto(),
                        new CaseCommand.Absorb(
                                step.caseId(), step.number(), step.reporterId(), step.otherReporterIds()))
                : Mono.empty();
    }
}
