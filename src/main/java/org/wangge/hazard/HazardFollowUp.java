package org.wangge.hazard;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wangge.casework.CaseAction;
import org.wangge.casework.events.CaseEvent;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.store.HazardStore;
import org.wangge.media.MediaStore;
import org.wangge.place.OpenHazard;
import org.wangge.place.Places;
import org.wangge.shared.Actor;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What follows a step of a hazard or of the case it became: the case is opened or concluded, the hazard hears of its case,
 * photos belong to it, and the place's risk is computed anew from what is open there.
 */
@Component
class HazardFollowUp implements EventHandler {

    /** By these a case that had ended goes on. */
    private static final Set<CaseAction> TAKEN_UP = Set.of(CaseAction.RECONSIDER, CaseAction.REOPEN);

    private final Hazards hazards;
    private final HazardStore store;
    private final HazardCases cases;
    private final JointNotices notices;
    private final Places places;
    private final MediaStore media;

    HazardFollowUp(
            Hazards hazards,
            HazardStore store,
            HazardCases cases,
            JointNotices notices,
            Places places,
            MediaStore media) {
        this.hazards = hazards;
        this.store = store;
        this.cases = cases;
        this.notices = notices;
        this.places = places;
        this.media = media;
    }

    @Override
    public Consumer consumer() {
        return Consumer.HAZARD_FOLLOW_UP;
    }

    @Override
    public boolean handles(DomainEvent event) {
        return event instanceof HazardEvent
                || event instanceof CaseEvent step && (!step.state().isOpen() || TAKEN_UP.contains(step.action()));
    }

    @Override
    public Mono<Void> handle(List<DomainEvent> events) {
        List<HazardEvent> steps = events.stream()
                .filter(HazardEvent.class::isInstance)
                .map(HazardEvent.class::cast)
                .toList();
        List<UUID> heard = events.stream()
                .filter(CaseEvent.class::isInstance)
                .map(event -> ((CaseEvent) event).caseId())
                .distinct()
                .toList();
        return media.attach(newPhotos(steps))
                .thenMany(Flux.fromIterable(steps))
                .concatMap(this::casesOf)
                .thenMany(
                        Flux.fromStream(steps.stream().map(HazardEvent::placeId).distinct()))
                .concatMap(this::assess)
                .then(heard.isEmpty() ? Mono.empty() : hearOfCases(heard));
    }

    /** What was found has its photos from the inspection, which sees to them. */
    private static List<UUID> newPhotos(List<HazardEvent> steps) {
        return steps.stream()
                .filter(step -> step.action() != HazardAction.FIND)
                .flatMap(step -> step.mediaIds().stream())
                .toList();
    }

    private Mono<Void> casesOf(HazardEvent step) {
        return switch (step.action()) {
            case ESCALATE, TRANSFER ->
                store.find(step.hazardId())
                        .flatMap(file -> hazards.withCase(file, Actor.SYSTEM))
                        .then();
            case ISSUE_NOTICE -> store.find(step.hazardId()).flatMap(notices::complete);
            case RECHECK, VOID ->
                step.state() == HazardState.CLOSED || step.state() == HazardState.VOIDED
                        ? store.find(step.hazardId()).flatMap(cases::conclude)
                        : Mono.empty();
            default -> Mono.empty();
        };
    }

    private Mono<Void> assess(UUID placeId) {
        return store.openOf(placeId)
                .map(file -> new OpenHazard(
                        file.id(), file.number(), file.grade().score(), file.level() == HazardLevel.MAJOR))
                .collectList()
                .flatMap(open -> places.assess(placeId, open));
    }

    private Mono<Void> hearOfCases(List<UUID> heard) {
        return store.withCases(heard)
                .concatMap(this::hearOfCase)
                .thenMany(Flux.fromIterable(heard))
                .concatMap(this::tieAgain)
                .then();
    }

    /**
     * A case that is taken up again handles its hazards again: the one it came from, and those that it had taken over by a merge.
     * Not one that has ended, or has another case by now.
     */
    private Mono<Void> tieAgain(UUID caseId) {
        return cases.takenUp(caseId)
                .flatMapMany(again -> store.onceWithCase(again.news().number())
                        .map(HazardFile::id)
                        .startWith(Flux.fromStream(Stream.ofNullable(again.hazardId())))
                        .distinct()
                        .concatMap(hazard -> hazards.bySystem(hazard, again.news())))
                .then();
    }

    /** What was merged is followed on, should the case that goes on have ended before this was heard of. */
    private Mono<HazardFile> hearOfCase(HazardFile file) {
        UUID caseId = file.caseId();
        return caseId == null
                ? Mono.empty()
                : cases.news(caseId)
                        .flatMap(news -> hazards.bySystem(file.id(), news))
                        .flatMap(told -> caseId.equals(told.caseId())
                                ? Mono.just(told)
                                : hearOfCase(told).defaultIfEmpty(told));
    }
}
