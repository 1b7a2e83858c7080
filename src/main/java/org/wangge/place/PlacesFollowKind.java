package org.wangge.place;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.place.model.PlaceFile;
import org.wangge.place.store.KindStore;
import org.wangge.place.store.PlaceStore;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Scores places again when their kind has a new edition. It may stop anywhere and begin again: a score that is right stays. */
@Component
class PlacesFollowKind implements RecurringJob {

    private static final int BATCH = 200;
    private static final int AT_ONCE = 8;

    private final KindStore kinds;
    private final PlaceKinds known;
    private final PlaceStore store;
    private final Places places;

    PlacesFollowKind(KindStore kinds, PlaceKinds known, PlaceStore store, Places places) {
        this.kinds = kinds;
        this.known = known;
        this.store = store;
        this.places = places;
    }

    @Override
    public String name() {
        return "places-follow-kind";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return kinds.unscored().hasElements();
    }

    @Override
    public Mono<Void> run() {
        return known.run()
                .thenMany(Flux.defer(kinds::unscored))
                .concatMap(kind -> after(kind.id(), null).then(Mono.defer(() -> kinds.scored(kind))))
                .then();
    }

    private Mono<Void> after(String kind, @Nullable UUID id) {
        return store.ofKind(kind, id, BATCH)
                .collectList()
                .flatMap((List<PlaceFile> batch) -> batch.isEmpty()
                        ? Mono.empty()
                        : Flux.fromIterable(batch)
                                .flatMap(place -> places.assess(place.id(), place.openHazards()), AT_ONCE)
                                .then(Mono.defer(() ->
                                        after(kind, batch.get(batch.size() - 1).id()))));
    }
}
