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
        if (this instanceof Inside inside) {
            return inside.grid();
        }
        if (this instanceof Nearest nearest) {
            return nearest.grid();
        }
        throw new Refused(Refusal.of(
                "grid.outside-district", String.format(Locale.ROOT, "%.0f", ((Outside) this).toleranceMetres())));
    }

    /** How far the grid is from the point; zero inside. */
    default double distanceMetresToGrid() {
        return this instanceof Nearest nearest ? nearest.distanceMetres() : 0;
    }
}
