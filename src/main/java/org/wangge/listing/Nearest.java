package org.wangge.listing;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.listing.Listing.Request;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One thing of a list that is ordered by distance. */
public record Nearest(UUID id, double metres) {

    private static final Comparator<Nearest> ORDER =
            Comparator.comparingDouble(Nearest::metres).thenComparing(Nearest::id);

    /**
     * A page of what lies in the circle that is asked for, the nearest first; refuses {@code request.cursor-invalid}. Where they all are is
     * little, so they are sorted here; only the things of the page need be read whole.
     */
    public static Mono<Page<Nearest>> page(
            Flux<Marker> markers, Request request, int limit, @Nullable String cursor, boolean counted) {
        Cursor given = Cursor.read(cursor, request.fingerprint());
        Nearest after = given == null ? null : new Nearest(given.uuid(), given.sortNumber());
        GeoPoint centre = Objects.requireNonNull(request.near()).centre();
        return markers.map(marker -> new Nearest(marker.id(), marker.point().distanceTo(centre)))
                .sort(ORDER)
                .collectList()
                .map(all -> {
                    List<Nearest> rest = after == null
                            ? all
                            : all.stream()
                                    .filter(one -> ORDER.compare(one, after) > 0)
                                    .toList();
                    Page<Nearest> page = Page.of(rest, limit, last -> last.cursor(request));
                    return counted ? page.withTotal(all.size()) : page;
                });
    }

    private Cursor cursor(Request request) {
        return new Cursor(request.fingerprint(), String.valueOf(metres), id.toString());
    }
}
