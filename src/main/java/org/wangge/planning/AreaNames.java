package org.wangge.planning;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCells;
import org.wangge.grid.Offices;
import org.wangge.shared.GridPath;

/** What people call an area when they say what a plan covers. */
@Component
class AreaNames {

    private final GridCells grids;
    private final Offices offices;

    AreaNames(GridCells grids, Offices offices) {
        this.grids = grids;
        this.offices = offices;
    }

    /** What the name of an area, a grid or an office stands for; empty when nothing is called so. */
    List<GridPath> paths(String named) {
        if (grids.find(named).isPresent()) {
            return offices.areas(null, named);
        }
        if (offices.find(named).isPresent()) {
            return offices.areas(named, null);
        }
        try {
            GridPath path = new GridPath(named);
            return grids.within(path).isEmpty() ? List.of() : List.of(path);
        } catch (IllegalArgumentException noPath) {
            return List.of();
        }
    }
}
