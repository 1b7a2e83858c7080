package org.wangge.grid;

import java.util.Locale;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** Where a point lies, and by which revision of the grid this was found. */
public sealed interface Location {

    long revision();

    /** In this grid or on its border; on a shared border the grid with the lowest code. */
    record Inside(GridCell grid, long revision) implements Location {}

    /** Just outside the district; this grid is the nearest, this many metres away. */
    record Nearest(GridCell grid, double distanceMetres, long revision) implements Location {}

    /** Farther out than the tolerance allows. */
    record Outside(double toleranceMetres, long revision) implements Location {}

    /** The grid of this location; {@code grid.outside-district} when there is none. */
    default GridCell orRefuse() {
        return orRefuse("");
    }

    /**
     * The same for a place that a field of the body says.
     *
     * @param pointer of that field, which the refusal names; empty to name none
     */
    default GridCell orRefuse(String pointer) {
        if (this instanceof Inside inside) {
            return inside.grid();
        }
        if (this instanceof Nearest nearest) {
            return nearest.grid();
        }
        String metres = String.format(Locale.ROOT, "%.0f", ((Outside) this).toleranceMetres());
        throw new Refused(
                pointer.isEmpty()
                        ? Refusal.of("grid.outside-district", metres)
                        : Refusal.field("grid.outside-district", pointer, metres));
    }

    /** How far the grid is from the point; zero inside. */
    default double distanceMetresToGrid() {
        return this instanceof Nearest nearest ? nearest.distanceMetres() : 0;
    }
}
