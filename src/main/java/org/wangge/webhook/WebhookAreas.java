package org.wangge.webhook;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal.Fault;

/** Areas of which a webhook can be told. */
@Component
class WebhookAreas {

    private final Divisions divisions;
    private final GridCells grids;

    WebhookAreas(Divisions divisions, GridCells grids) {
        this.divisions = divisions;
        this.grids = grids;
    }

    /** The area of this path; null when nothing is said, there is no such area, or it is not within the actor's. */
    @Nullable
    GridPath find(@Nullable String named, Actor actor) {
        if (named == null) {
            return null;
        }
        try {
            GridPath path = new GridPath(named);
            return actor.covers(path) && exists(path) ? path : null;
        } catch (IllegalArgumentException notAPath) {
            return null;
        }
    }

    private boolean exists(GridPath path) {
        return divisions
                .pathOf(path.code())
                .or(() -> grids.find(path.code()).map(GridCell::path))
                .filter(path::equals)
                .isPresent();
    }

    Fault unknown(String named) {
        return Fault.of("/area", "webhook.area-unknown", named);
    }
}
