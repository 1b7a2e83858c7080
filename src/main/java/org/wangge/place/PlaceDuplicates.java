package org.wangge.place;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wangge.place.model.Duplicates;
import org.wangge.place.model.MapBins;
import org.wangge.place.model.PlaceFile;
import org.wangge.place.store.PlaceStore;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** Looks for places that may be the same one. */
@Component
class PlaceDuplicates {

    private final PlaceStore store;
    private final PlaceViews views;
    private final PlaceSettings settings;

    PlaceDuplicates(PlaceStore store, PlaceViews views, PlaceSettings settings) {
        this.store = store;
        this.views = views;
        this.settings = settings;
    }

    /** Others in this person's area, the nearest first. */
    Mono<List<PlaceView.DoubleView>> of(PlaceFile file, Actor actor) {
        Collection<String> licences = file.licenceNumber() == null ? List.of() : List.of(file.licenceNumber());
        return store.candidates(licences, MapBins.around(file.point()), actor)
                .collect(Collectors.toMap(PlaceFile::id, Function.identity()))
                .map(candidates -> views.doubles(
                        Duplicates.among(
                                Duplicates.Traits.of(file),
                                candidates.values().stream()
                                        .map(Duplicates.Traits::of)
                                        .toList(),
                                settings.doubleMetres()),
                        suspicion -> known(candidates, suspicion)));
    }

    private static PlaceFile known(Map<UUID, PlaceFile> candidates, Duplicates.Suspicion suspicion) {
        return Objects.requireNonNull(candidates.get(suspicion.id()));
    }
}
