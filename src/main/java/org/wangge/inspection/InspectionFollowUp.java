package org.wangge.inspection;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.inspection.events.InspectionEvent;
import org.wangge.inspection.store.InspectionStore;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does what follows from an inspection, also what its request did not come to because its process died. */
@Component
class InspectionFollowUp implements EventHandler {

    private final InspectionStore store;
    private final InspectionOutcome outcome;

    InspectionFollowUp(InspectionStore store, InspectionOutcome outcome) {
        this.store = store;
        this.outcome = outcome;
    }

    @Override
    public Consumer consumer() {
        return Consumer.INSPECTION_FOLLOW_UP;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof InspectionEvent;
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        return Flux.fromIterable(events)
                .map(event -> ((InspectionEvent) event).inspectionId())
                .distinct()
                .concatMap(id -> store.find(id).flatMap(outcome::follow))
                .then();
    }
}
