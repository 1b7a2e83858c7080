package org.wangge.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.Checklists;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.inspection.model.InspectionFile.Name;
import org.wangge.inspection.model.InspectionRules;
import org.wangge.media.MediaStore;
import org.wangge.place.Place;
import org.wangge.place.PlaceKinds;
import org.wangge.place.PlaceState;
import org.wangge.place.Places;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** Reads what an inspection needs besides itself, and refuses what names something that is not there or not fit. */
@Component
class InspectionReading {

    private final Places places;
    private final PlaceKinds kinds;
    private final Checklists checklists;
    private final Accounts accounts;
    private final MediaStore media;

    InspectionReading(Places places, PlaceKinds kinds, Checklists checklists, Accounts accounts, MediaStore media) {
        this.places = places;
        this.kinds = kinds;
        this.checklists = checklists;
        this.accounts = accounts;
        this.media = media;
    }

    Mono<Place> place(UUID id, Actor actor) {
        return places.visible(id, actor).map(place -> {
            if (place.state() == PlaceState.CLOSED_DOWN) {
                throw new Refused(Refusal.field("inspection.place-closed", "/placeId"));
            }
            return place;
        });
    }

    /** The list named, or the usual one of the kind; in the version the phone had, if it says one. */
    Mono<Checklist> checklist(StartInspection start, Place place) {
        String code = start.checklistCode() == null
                ? kinds.find(place.kind()).map(kind -> kind.checklistCode()).orElse("")
                : start.checklistCode();
        Integer version = start.checklistVersion();
        return (version == null ? checklists.current(code) : checklists.version(code, version))
                .switchIfEmpty(Mono.error(
                        () -> new Refused(Refusal.field("inspection.checklist-unknown", "/checklistCode", code))));
    }

    Mono<Checklist> checklist(InspectionFile file) {
        return checklists.version(file.checklist().code(), file.checklist().version());
    }

    /** The second inspector, who must be another and may inspect here; empty when there is none and none is needed. */
    Mono<Name> second(@Nullable UUID id, Checklist checklist, Place place, Actor first) {
        if (id == null) {
            return checklist.inspectors() > 1
                    ? Mono.error(() -> new Refused(Refusal.field("inspection.second-missing", "/secondInspectorId")))
                    : Mono.empty();
        }
        return id.equals(first.id())
                ? Mono.error(InspectionReading::unfit)
                : accounts.actor(id)
                        .filter(second -> second.may(Permission.INSPECT) && second.covers(place.gridPath()))
                        .map(second -> new Name(second.id(), second.name()))
                        .switchIfEmpty(Mono.error(InspectionReading::unfit));
    }

    private static Refused unfit() {
        return new Refused(Refusal.field("inspection.second-unfit", "/secondInspectorId"));
    }

    /** Demands that all photos named were uploaded by this person. */
    Mono<Void> usable(List<Answer> answers, @Nullable Submission end, Actor actor) {
        List<UUID> photos = new ArrayList<>(InspectionRules.photos(answers));
        if (end != null && end.signatureMediaId() != null) {
            photos.add(end.signatureMediaId());
        }
        return media.requireUsable(photos, actor, "/mediaIds");
    }
}
