package org.wangge.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.Checklists;
import org.wangge.inspection.model.Doubts;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.inspection.model.UsedChecklist;
import org.wangge.media.MediaStore;
import org.wangge.place.Place;
import org.wangge.place.PlaceKinds;
import org.wangge.place.PlaceState;
import org.wangge.place.Places;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** Reads what an inspection needs besides itself, and refuses what names something that is not there or not fit. */
@Component
class InspectionContextReader {

    private final Places places;
    private final PlaceKinds kinds;
    private final Checklists checklists;
    private final Accounts accounts;
    private final MediaStore media;

    InspectionContextReader(
            Places places, PlaceKinds kinds, Checklists checklists, Accounts accounts, MediaStore media) {
        this.places = places;
        this.kinds = kinds;
        this.checklists = checklists;
        this.accounts = accounts;
        this.media = media;
    }

    /** The place to go to now. */
    Mono<Place> placeToVisit(UUID id, Actor actor) {
        return places.visible(id, actor).map(place -> {
            if (place.state() == PlaceState.CLOSED_DOWN) {
                throw new Refused(Refusal.field("inspection.place-closed", "/placeId"));
            }
            return place;
        });
    }

    /** The place that somebody visited, whatever became of it since. */
    Mono<Place> visitedPlace(UUID id, Actor actor, Doubts doubts) {
        return places.onceVisible(id, actor).doOnNext(place -> {
            if (!actor.covers(place.gridPath())) {
                doubts.add(DoubtCode.PLACE_MOVED, "/placeId", place.officeName().zh());
            }
            if (place.state() == PlaceState.CLOSED_DOWN) {
                doubts.add(DoubtCode.PLACE_CLOSED, "/placeId", id.toString());
            } else if (place.state() == PlaceState.SUSPENDED) {
                doubts.add(DoubtCode.PLACE_SUSPENDED, "/placeId", id.toString());
            }
        });
    }

    /** The list that was answered, whatever became of it since. */
    Mono<Checklist> usedChecklist(StartInspection start, @Nullable Instant startedAt, Place place, Doubts doubts) {
        String usual = usual(place);
        String code = start.checklistCode() == null ? usual : start.checklistCode();
        return checklists
                .versions(code)
                .collectList()
                .filter(versions -> !versions.isEmpty())
                .switchIfEmpty(Mono.defer(() -> {
                    doubts.add(DoubtCode.CHECKLIST_UNKNOWN, "/checklistCode", code);
                    return checklists.versions(usual).collectList().filter(versions -> !versions.isEmpty());
                }))
                .switchIfEmpty(Mono.error(() -> unknownList(code)))
                .map(versions ->
                        UsedChecklist.among(versions, start.checklistVersion(), startedAt, start.answers(), doubts));
    }

    private String usual(Place place) {
        return kinds.find(place.kind()).map(kind -> kind.checklistCode()).orElse("");
    }

    private static Refused unknownList(String code) {
        return new Refused(Refusal.field("inspection.checklist-unknown", "/checklistCode", code));
    }

    /** The list named, or the usual one of the kind; in the version the phone had, if it says one. */
    Mono<Checklist> checklist(StartInspection start, Place place) {
        String code = start.checklistCode() == null ? usual(place) : start.checklistCode();
        Integer version = start.checklistVersion();
        return (version == null ? checklists.current(code) : checklists.version(code, version))
                .switchIfEmpty(Mono.error(() -> unknownList(code)));
    }

    Mono<Checklist> checklist(InspectionFile file) {
        return checklists.version(file.checklist().code(), file.checklist().version());
    }

    /** All versions of a list, the newest first. */
    Mono<List<Checklist>> versions(String code) {
        return checklists.versions(code).collectList();
    }

    /** The second inspector, who must be another and may inspect here; empty when there is none and none is needed. */
    Mono<PersonName> second(@Nullable UUID id, Checklist checklist, Place place, Actor first) {
        if (id == null) {
            return checklist.inspectors() > 1
                    ? Mono.error(() -> new Refused(Refusal.field("inspection.second-missing", "/secondInspectorId")))
                    : Mono.empty();
        }
        return id.equals(first.id())
                ? Mono.error(InspectionContextReader::unfit)
                : accounts.actor(id)
                        .filter(second -> second.may(Permission.INSPECT) && second.covers(place.gridPath()))
                        .map(PersonName::of)
                        .switchIfEmpty(Mono.error(InspectionContextReader::unfit));
    }

    private static Refused unfit() {
        return new Refused(Refusal.field("inspection.second-unfit", "/secondInspectorId"));
    }

    /** The same as far as it goes: who is missing or not fit is marked. */
    Mono<PersonName> secondThen(@Nullable UUID id, Checklist checklist, Place place, Actor first, Doubts doubts) {
        return second(id, checklist, place, first).onErrorResume(Refused.class, refused -> {
            boolean missing = refused.refusal().code().equals("inspection.second-missing");
            doubts.add(
                    missing ? DoubtCode.SECOND_MISSING : DoubtCode.SECOND_UNFIT,
                    "/secondInspectorId",
                    id == null ? "" : id.toString());
            return Mono.empty();
        });
    }

    /**
     * Those of the photos named that this person uploaded and that are there.
     *
     * @param later whether nobody can be asked any more for what is missing; otherwise refuses {@code media.unknown}
     */
    Mono<Set<UUID>> photos(List<UUID> named, Actor actor, boolean later) {
        return later
                ? media.usable(named, actor)
                : media.requireUsable(named, actor, "/mediaIds").thenReturn(Set.copyOf(named));
    }
}
