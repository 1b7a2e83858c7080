package org.wangge.routing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Location;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Position;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** Finds the office for a report. Synchronous, from memory; what it answers depends only on the grid and the offices. */
@Component
public class Router {

    /** The rules that are built in; others come from districts and have ids of their own. */
    private static final String OFFICE_OF_GRID = "grid-office";

    private static final String HOST_OF_OFFICE = "host-office";

    private final GridCells grids;
    private final Offices offices;
    private final MessageSource messages;

    Router(GridCells grids, Offices offices, MessageSource messages) {
        this.grids = grids;
        this.offices = offices;
        this.messages = messages;
    }

    /**
     * By position. Refuses {@code grid.outside-district} for a point that is in no district, {@code grid.unknown} for one in
     * another than these; both name the position of the report.
     *
     * @param districts in which the reporter works
     */
    public RoutingDecision route(GeoPoint point, List<String> districts) {
        Location location = grids.locate(point);
        GridCell grid = within(location.orRefuse("/position"), districts, "/position");
        return decide(grid, location.distanceMetresToGrid());
    }

    /** By grid, for a report without a position. Refuses {@code grid.unknown} and names the field of the report. */
    public RoutingDecision route(String gridCode, List<String> districts) {
        GridCell grid = grids.find(gridCode).orElseThrow(() -> unknown(gridCode, "/gridCode"));
        return decide(within(grid, districts, "/gridCode"), 0);
    }

    /** By grid, for something that arises by itself. Refuses {@code grid.not-found}. */
    public RoutingDecision route(String gridCode) {
        return decide(grids.get(gridCode), 0);
    }

    private static GridCell within(GridCell grid, List<String> districts, String pointer) {
        if (!districts.contains(grid.path().district())) {
            throw unknown(grid.code(), pointer);
        }
        return grid;
    }

    private static Refused unknown(String gridCode, String pointer) {
        return new Refused(Refusal.field("grid.unknown", pointer, gridCode));
    }

    private RoutingDecision decide(GridCell grid, double distanceMetres) {
        GridPath area = grid.path();
        Offices.Handling handling = offices.responsibleFor(area);
        Office ofArea = handling.ofArea();
        Office office = handling.handling();
        return new RoutingDecision(
                area,
                grid.name(),
                ofArea.code(),
                ofArea.names(),
                office.code(),
                office.names(),
                ofArea.prefix(),
                handling.hosted() ? HOST_OF_OFFICE : OFFICE_OF_GRID,
                reason(handling, grid, distanceMetres),
                grid.revision(),
                distanceMetres,
                grid.anchor(),
                List.of(),
                null,
                new RoutingDecision.Desk(
                        office.code(), office.names(), office.path().value()));
    }

    /**
     * The same decision with the unit in which the position lies, and the grids in which it may lie too, as it is no more exact;
     * as it is without a position.
     */
    public RoutingDecision withPlace(RoutingDecision decision, @Nullable Position position) {
        if (position == null) {
            return decision;
        }
        return decision.at(
                grids.unitAt(decision.area().code(), position.point())
                        .map(unit -> new RoutingDecision.Unit(unit.code(), unit.name()))
                        .orElse(null),
                grids.neighbours(decision.area().code(), position.point(), position.accuracyMetres()).stream()
                        .map(near -> {
                            Office office =
                                    offices.responsibleFor(near.grid().path()).handling();
                            return new RoutingDecision.Neighbour(
                                    near.grid().code(),
                                    near.grid().name(),
                                    office.code(),
                                    office.names(),
                                    near.metres());
                        })
                        .toList());
    }

    private LocalizedText reason(Offices.Handling handling, GridCell grid, double distanceMetres) {
        return new LocalizedText(
                reason(handling, grid, distanceMetres, Locale.SIMPLIFIED_CHINESE),
                reason(handling, grid, distanceMetres, Locale.ENGLISH));
    }

    private String reason(Offices.Handling handling, GridCell grid, double distanceMetres, Locale locale) {
        String where = messages.getMessage(
                distanceMetres > 0 ? "routing.reason.nearest" : "routing.reason.inside",
                new Object[] {
                    grid.name().in(locale),
                    handling.ofArea().names().in(locale),
                    String.valueOf(Math.round(distanceMetres))
                },
                locale);
        return handling.hosted()
                ? where
                        + messages.getMessage(
                                "routing.reason.hosted",
                                new Object[] {handling.handling().names().in(locale)},
                                locale)
                : where;
    }
}
