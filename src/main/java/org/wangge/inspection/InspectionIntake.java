package org.wangge.inspection;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.checklist.Checklist;
import org.wangge.grid.GridCells;
import org.wangge.inspection.StartInspection.Measured;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.inspection.model.Doubts;
import org.wangge.inspection.model.InspectionCommand;
import org.wangge.inspection.model.InspectionContext;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.inspection.model.InspectionFile.CheckedIn;
import org.wangge.inspection.model.InspectionFiles;
import org.wangge.inspection.model.InspectionRules;
import org.wangge.inspection.model.Presence;
import org.wangge.inspection.model.ScannedCode;
import org.wangge.place.Place;
import org.wangge.place.Places;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.PersonName;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Position;
import org.wangge.shared.Texts;
import org.wangge.work.KeyClaims;
import reactor.core.publisher.Mono;

/**
 * Takes inspections in. Who stands at the place now is told what is wrong and mends it. What a phone sends later is taken as it
 * is: whatever cannot be believed, or has changed since, is set aside and marked.
 */
@Component
class InspectionIntake {

    private static final double MOST_ACCURACY_METRES = 100_000;
    /** Phones without a fix say that they are where the equator meets the prime meridian. */
    private static final double NOWHERE_DEGREES = 0.001;

    private final KeyClaims claims;
    private final InspectionContextReader reading;
    private final InspectionOutcome outcome;
    private final Places places;
    private final GridCells grids;
    private final Calendars calendars;
    private final InspectionSettings settings;
    private final Clock clock;

    InspectionIntake(
            KeyClaims claims,
            InspectionContextReader reading,
            InspectionOutcome outcome,
            Places places,
            GridCells grids,
            Calendars calendars,
            InspectionSettings settings,
            Clock clock) {
        this.claims = claims;
        this.reading = reading;
        this.outcome = outcome;
        this.places = places;
        this.grids = grids;
        this.calendars = calendars;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was read for an inspection, before it is made. */
    private record Read(
            Place place,
            Checklist checklist,
            @Nullable UUID taskId,
            @Nullable PersonName second,
            Set<UUID> photos) {}

    /** An inspection to store, and its place as it is now. */
    record Taken(InspectionFile file, Place place) {}

    /** What is to be stored; refuses what {@link Inspections#start} says. */
    Mono<Taken> read(StartInspection start, Call call) {
        boolean later = start.isLater() || call.deviceTime() != null;
        Instant now = clock.instant();
        Doubts doubts = new Doubts(now);
        PhoneTime said = start.startedAt() == null ? call.deviceTime() : start.startedAt();
        Instant startedAt = doubts.time(said, start.startedAt() == null ? "X-Device-Time" : "/startedAt");
        return (later ? later(start, startedAt, call.actor(), doubts) : now(start, call.actor()))
                .zipWith(claims.idFor(call.operation()))
                .map(both -> whole(
                        both.getT2(),
                        start,
                        startedAt,
                        both.getT1(),
                        call,
                        doubts,
                        new InspectionContext(
                                now,
                                calendars.current().zone(),
                                later,
                                both.getT1().checklist(),
                                both.getT1().photos())));
    }

    private Mono<Read> now(StartInspection start, Actor actor) {
        return reading.placeToVisit(start.placeId(), actor)
                .flatMap(place -> reading.checklist(start, place)
                        .flatMap(checklist -> outcome.requireOpenTask(start.taskId(), place, actor)
                                .then(optional(reading.second(start.secondInspectorId(), checklist, place, actor)))
                                .map(second ->
                                        new Read(place, checklist, start.taskId(), second.orElse(null), Set.of()))));
    }

    private Mono<Read> later(StartInspection start, @Nullable Instant startedAt, Actor actor, Doubts doubts) {
        return reading.visitedPlace(start.placeId(), actor, doubts)
                .flatMap(place -> reading.usedChecklist(start, startedAt, place, doubts)
                        .flatMap(checklist -> Mono.zip(
                                        optional(outcome.fulfilledTask(start.taskId(), place, actor, doubts)),
                                        optional(reading.secondThen(
                                                start.secondInspectorId(), checklist, place, actor, doubts)),
                                        reading.photos(photos(start), actor, true))
                                .map(all -> new Read(
                                        place,
                                        checklist,
                                        all.getT1().orElse(null),
                                        all.getT2().orElse(null),
                                        all.getT3()))));
    }

    private static List<UUID> photos(StartInspection start) {
        return start.submission() == null
                ? InspectionRules.photos(start.answers())
                : InspectionCommand.photos(start.answers(), start.submission());
    }

    private static <T> Mono<Optional<T>> optional(Mono<T> value) {
        return value.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private Taken whole(
            UUID id,
            StartInspection start,
            @Nullable Instant startedAt,
            Read read,
            Call call,
            Doubts doubts,
            InspectionContext facts) {
        Checklist checklist = facts.checklist();
        boolean later = facts.later();
        InspectionRules.check(start.answers(), checklist, later);
        Submission given = start.submission();
        if (given != null) {
            boolean otherList = later && Doubts.tellOfAnotherList(doubts.found());
            InspectionRules.requireComplete(start.answers(), checklist, given, otherList ? doubts : null);
        }
        CheckedIn checkedIn = checkedIn(start, read.place(), later, doubts);
        var answers = doubts.answers(start.answers(), read.photos());
        Submission end = given == null ? null : doubts.submission(given, read.photos(), startedAt, "/submit");
        PhoneTime ended = end == null ? null : end.submittedAt();
        Instant began = startedAt != null || ended == null ? startedAt : ended.moment();
        StartInspection kept = start.withTask(read.taskId());
        InspectionFile file = InspectionFiles.started(
                id,
                kept,
                began == null ? facts.now() : began,
                read.place(),
                checklist,
                checkedIn,
                call.actor(),
                read.second(),
                doubts.found(),
                facts.now(),
                call.operation());
        if (!answers.isEmpty()) {
            file = InspectionFiles.answered(file, answers, List.of(), facts);
        }
        return new Taken(end == null ? file : InspectionFiles.submitted(file, end, List.of(), facts), read.place());
    }

    private CheckedIn checkedIn(StartInspection start, Place place, boolean later, Doubts doubts) {
        StartInspection.CheckIn checkIn = start.checkIn();
        String qr = checkIn.qr();
        Boolean fits = qr == null || qr.isBlank() ? null : places.qrMatches(place, ScannedCode.of(qr));
        Measured at = checkIn.position();
        return Presence.check(
                checkIn, at == null ? null : position(at, later, doubts), place, fits, settings, later ? doubts : null);
    }

    /** Null when no phone was ever there. */
    private @Nullable Position position(Measured at, boolean later, Doubts doubts) {
        boolean nowhere = Math.abs(at.longitude()) < NOWHERE_DEGREES && Math.abs(at.latitude()) < NOWHERE_DEGREES;
        boolean beyond = !(Math.abs(at.longitude()) <= 180 && Math.abs(at.latitude()) <= 90);
        if (nowhere || beyond && later) {
            doubts.add(DoubtCode.POSITION_UNREAL, "/checkIn/position", at.text());
            return null;
        }
        Double accuracy = at.accuracyMetres();
        if (accuracy != null && !(accuracy >= 0 && accuracy <= MOST_ACCURACY_METRES)) {
            doubts.add(DoubtCode.ACCURACY_UNKNOWN, "/checkIn/position/accuracyMetres", Texts.number(accuracy));
            accuracy = null;
        }
        return grids.position(at.longitude(), at.latitude(), at.datum(), accuracy, "/checkIn/position");
    }
}
