package org.wangge.inspection;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.inspection.store.InspectedPlaces;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which places were inspected in a month, each once however often it was; told together in the store, in the reader's area. */
@Component
public class InspectionCounts {

    private final InspectedPlaces places;

    InspectionCounts(InspectedPlaces places) {
        this.places = places;
    }

    /**
     * A place that was inspected, in the office and industry it had then.
     *
     * @param area the sub-district
     */
    public record Inspected(UUID placeId, GridPath area, String industry) {}

    /**
     * A line of the list of them.
     *
     * @param inspections submitted in the month
     * @param failed items that failed in them
     */
    public record InspectedPlace(
            UUID placeId,
            String name,
            String address,
            String kind,
            String industry,
            long inspections,
            long failed,
            Instant lastInspectedAt) {

        static InspectedPlace of(InspectedPlaces.Tally tally) {
            return new InspectedPlace(
                    tally.id().place(),
                    tally.newest().name(),
                    tally.newest().address(),
                    tally.newest().kind(),
                    tally.id().industry(),
                    tally.inspections(),
                    tally.failed(),
                    tally.newest().at());
        }

        /** Of the same place, when it was inspected in two areas or industries in the month. */
        InspectedPlace and(InspectedPlace other) {
            InspectedPlace later = other.lastInspectedAt.isAfter(lastInspectedAt) ? other : this;
            return new InspectedPlace(
                    placeId,
                    later.name,
                    later.address,
                    later.kind,
                    later.industry,
                    inspections + other.inspections,
                    failed + other.failed,
                    later.lastInspectedAt);
        }
    }

    /** The places by area and industry; one that changed either within the month is there twice. Empty areas mean all. */
    public Flux<Inspected> inspected(
            YearMonth month, Collection<GridPath> areas, @Nullable String industry, Actor actor) {
        return read(month, areas, industry, actor)
                .map(tally -> new Inspected(
                        tally.id().place(),
                        new GridPath(tally.id().area()),
                        tally.id().industry()));
    }

    /** The same places as a list, each once, by id; refuses {@code request.cursor-invalid}. */
    public Mono<Page<InspectedPlace>> list(
            YearMonth month,
            Collection<GridPath> areas,
            @Nullable String industry,
            int limit,
            @Nullable String cursor,
            boolean count,
            Actor actor) {
        String query = "inspected " + month + areas + industry;
        return read(month, areas, industry, actor)
                .map(InspectedPlace::of)
                .collectMultimap(InspectedPlace::placeId)
                .map(byPlace -> byPlace.values().stream()
                        .map(lines -> lines.stream().reduce(InspectedPlace::and).orElseThrow())
                        .sorted(Comparator.comparing(InspectionCounts::key))
                        .toList())
                .map((List<InspectedPlace> all) -> Page.cut(all, InspectionCounts::key, query, limit, cursor, count));
    }

    private static String key(InspectedPlace place) {
        return place.placeId().toString();
    }

    private Flux<InspectedPlaces.Tally> read(
            YearMonth month, Collection<GridPath> areas, @Nullable String industry, Actor actor) {
        actor.require(Permission.INSPECTION_READ);
        return places.of(month.toString(), areas, industry, actor);
    }
}
