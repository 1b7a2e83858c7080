package org.wangge.grid;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Position;
import reactor.core.publisher.Mono;

/** The grids. Look-ups are answered from memory, at once, and never fail because a store is away. */
public interface GridCells {

    /** Finds the grid of a point: inside, the nearest within the tolerance, or outside. Always the same answer for one revision. */
    Location locate(GeoPoint point);

    /**
     * Reads coordinates as they came from a device and converts them to WGS84, within a centimetre.
     *
     * @param pointer of the enclosing object ({@code /position}), or empty when the numbers are parameters
     * @throws org.wangge.shared.Refused {@code position.invalid}, naming the field, for numbers that are no place on earth
     */
    Position position(
            double longitude, double latitude, @Nullable Datum datum, @Nullable Double accuracyMetres, String pointer);

    /** The same of a position as a client sent it. */
    default Position position(GivenPosition given, String pointer) {
        return position(given.longitude(), given.latitude(), given.datum(), given.accuracyMetres(), pointer);
    }

    /**
     * The unit of a grid in which a point lies or on whose border it is, the lowest code among several; empty when it is in none,
     * or the grid has none.
     */
    Optional<GridUnit> unitAt(String gridCode, GeoPoint point);

    /** The grid with this code, empty when there is none now. */
    Optional<GridCell> find(String gridCode);

    /** The grid with this code; {@code grid.not-found} when there is none now. */
    GridCell get(String gridCode);

    /**
     * A grid beside the one that a position was taken to.
     *
     * @param metres from the position to its border; zero on it
     */
    record Neighbour(GridCell grid, double metres) {}

    /**
     * Other grids of the same district in which something may be whose position is no more exact than this: the five nearest,
     * the nearest first. Empty when the border is farther away, or nobody said how exact the position is.
     *
     * @param gridCode the grid it was taken to
     */
    List<Neighbour> neighbours(String gridCode, GeoPoint point, @Nullable Double accuracyMetres);

    /** A grid as it was when it was there last, in the publications that are kept; empty when it is in none of them. */
    Mono<GridCell> former(String gridCode);

    /** How many metres a point lies outside a grid, zero inside; {@code grid.not-found} when there is no such grid now. */
    double distanceMetres(String gridCode, GeoPoint point);

    /** The first by code of all; empty when there is none. */
    Optional<GridCell> any();

    /** All grids in an area (which may be one grid), by code. Empty when there are none. */
    List<GridCell> within(GridPath area);

    /**
     * A grid as it is drawn.
     *
     * @param geometry its boundary, the text of a GeoJSON geometry
     */
    record Outline(GridCell cell, String geometry) {}

    /**
     * The grids of these areas as they are drawn, by code.
     *
     * @param box only those that touch it, null for all
     * @param zoom of the map they are simplified for, null for the boundaries as they are
     */
    Mono<List<Outline>> outlines(Collection<GridPath> areas, GeoPoint.@Nullable Box box, @Nullable Integer zoom);

    /**
     * The grids that a zone covers at least in part, by code. Ground that two zones share because their borders were drawn twice is no part:
     * a hundredth of the grid, or of the zone where that is smaller, must be in it.
     *
     * @param outlines rings, in WGS 84; one that crosses itself is mended
     * @param circles a great one finds the grids whose middle is in it
     */
    Mono<List<GridCell>> touchedBy(Collection<List<GeoPoint>> outlines, Collection<GeoPoint.Circle> circles);

    /**
     * The grids as they were, are or will be at a moment, as far as it is known today; these answers stay the same. Refuses {@code
     * grid.as-of-unknown} for a moment before the first publication that is kept.
     *
     * @param moment null for now
     */
    Mono<GridCells> asOf(@Nullable Instant moment);

    /** Number of the publication these answers come from; 0 before the first. */
    long revision();

    /**
     * Looks whether another instance has published and loads what is new. True when something changed; may be repeated at
     * any time. The answers stay the old ones until the new ones are complete.
     */
    Mono<Boolean> refreshIfChanged();
}
