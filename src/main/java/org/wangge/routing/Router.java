package org.wangge.routing;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** Finds the office for a report. Synchronous, from memory; what it answers depends only on the grid and the offices. */
@Component
public class Router {

    private final GridCells grids;
    private final Offices offices;
    private final MessageSource messages;

    Router(GridCells grids, Offices offices, MessageSource messages) {
        this.grids = grids;
        this.offices = offices;
        this.messages = messages;
    }

    /**
     * By position. Refuses {@code grid.outside-district} for a point that is in none of these districts, or too far outside.
     *
     * @param districts in which the reporter works
     */
    public RoutingDecision route(GeoPoint point, List<String> districts) {
        var location = grids.locate(point);
        return decide(location.orRefuse(), location.distanceMetresToGrid(), districts);
    }

    /** By grid, for a report without a position. Refuses {@code grid.not-found}. */
    public RoutingDecision route(String gridCode, List<String> districts) {
        return decide(grids.get(gridCode), 0, districts);
    }

    /** By grid, for something that arises by itself. Refuses {@code grid.not-found}. */
    public RoutingDecision route(String gridCode) {
        return decide(grids.get(gridCode), 0);
    }

    private RoutingDecision decide(GridCell grid, double distanceMetres, List<String> districts) {
        if (!districts.contains(grid.path().district())) {
            throw new Refused(Refusal.of("grid.not-found"));
        }
        return decide(grid, distanceMetres);
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
                null,
                reason(handling, grid, distanceMetres),
                grid.revision(),
                distanceMetres,
                grid.anchor());
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
