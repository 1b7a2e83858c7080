package org.wangge.casework;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.casework.events.CaseEvent;
import org.wangge.media.MediaStore;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What follows a step within casework itself: a merge's other side, what is said later on the merged case, and its photos. */
@Component
class CaseFollowUp implements EventHandler {

    private final CaseWriting cases;
    private final MediaStore media;

    CaseFollowUp(CaseWriting cases, MediaStore media) {
        this.cases = cases;
        this.media = media;
    }

    @Override
    public Consumer consumer() {
        return Consumer.CASE_FOLLOW_UP;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof CaseEvent step
                && (concernsWhatGoesOn(step) || !step.mediaIds().isEmpty());
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

    private static boolean concernsWhatGoesOn(CaseEvent step) {
        return step.mergedInto() != null && (step.action() == CaseAction.MERGE || step.action() == CaseAction.COMMENT);
    }

    private Mono<Void> absorbed(CaseEvent step) {
        UUID into = step.mergedInto();
        if (into == null || !concernsWhatGoesOn(step)) {
            return Mono.empty();
        }
        return step.action() == CaseAction.MERGE
                ? cases.absorb(into, step.caseId())
                : cases.passOn(into, step.caseId(), step.eventId());
    }
}
