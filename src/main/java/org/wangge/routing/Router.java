package org.wangge.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Location;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.routing.Rulings.Ruled;
import org.wangge.routing.Rulings.Versions;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Position;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** Finds the office for a report, then asks the rules at which desk it waits. Synchronous, from memory. */
@Component
public class Router {

    /** The rules that are built in; others come from districts and have ids of their own. */
    private static final String OFFICE_OF_GRID = "grid-office";

    private static final String HOST_OF_OFFICE = "host-office";

    /** No row decided, and what always holds sends it away from the office that handles the area. */
    private static final String FELL_THROUGH = "fell-through";

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final GridCells grids;
    private final Offices offices;
    private final RuleBook book;
    private final FactsOfReports facts;
    private final Rulings rulings;
    private final RoutingTexts texts;
    private final MeterRegistry metrics;

    Router(
            GridCells grids,
            Offices offices,
            RuleBook book,
            FactsOfReports facts,
            Rulings rulings,
            RoutingTexts texts,
            MeterRegistry metrics) {
        this.grids = grids;
        this.offices = offices;
        this.book = book;
        this.facts = facts;
        this.rulings = rulings;
        this.texts = texts;
        this.metrics = metrics;
        Stream.of(Ruling.FellThrough.values()).forEach(this::fallen);
    }

    /**
     * The same decision with what the rules in force say of the report: at which desk it waits, whom it is proposed to, who is to know.
     * Never refuses: where the rules cannot be asked, it is as it was, at the desk of the office that handles the area.
     *
     * @param where as {@link #route} and {@link #withPlace} decided
     */
    public RoutingDecision ruled(RoutingDecision where, RoutingReport report) {
        RoutingDecision ruled;
        try {
            RuleTable table = book.inForce(where.area().district(), report.at());
            List<OverlayTable> overlays = book.overlays(where.area(), report.at());
            ruled = ruled(where, rule(where, report, table, overlays, false));
        } catch (RuntimeException broken) {
            log.error("grid={} category={} outcome=rules-failed", where.area().code(), report.category(), broken);
            fallen(Ruling.FellThrough.FAILED).increment();
            return where;
        }
        Ruling ruling = ruled.ruling();
        if (ruling != null && ruling.fellThrough() != null) {
            fallen(ruling.fellThrough()).increment();
        }
        return ruled;
    }

    /** Counted from the start, so that a scrape has it before the first one. */
    private Counter fallen(Ruling.FellThrough why) {
        return metrics.counter("wangge.routing.fell-through", "why", why.name());
    }

    /** What these tables say of a report. */
    Ruled rule(
            RoutingDecision where, RoutingReport report, RuleTable table, List<OverlayTable> overlays, boolean traced) {
        return rulings.decide(
                facts.of(where, report, table, overlays),
                table,
                overlays,
                new Versions(facts.dutyListVersion(where), facts.calendarVersion()),
                traced);
    }

    /** The decision with a ruling on it. The seeded last row has the name of what was always built in. */
    RoutingDecision ruled(RoutingDecision where, Ruled ruled) {
        String row = ruled.ruling().row();
        boolean elsewhere = !ruled.desk().code().equals(where.officeCode());
        String rule = row == null && elsewhere
                ? FELL_THROUGH
                : row == null || row.equals(OFFICE_OF_GRID) ? where.ruleId() : row;
        return where.ruled(rule, elsewhere ? elsewhere(where, ruled) : where.reason(), ruled.desk(), ruled.ruling());
    }

    private LocalizedText elsewhere(RoutingDecision where, Ruled ruled) {
        Ruling ruling = ruled.ruling();
        return where.reason()
                .with(texts.say(
                        "routing.reason.desk",
                        ruled.desk().name(),
                        String.valueOf(ruling.ruleSetVersion()),
                        ruling.row() == null ? "-" : ruling.row()));
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
                        office.code(), office.names(), office.path().value()),
                null);
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
        LocalizedText where = texts.say(
                distanceMetres > 0 ? "routing.reason.nearest" : "routing.reason.inside",
                grid.name(),
                handling.ofArea().names(),
                String.valueOf(Math.round(distanceMetres)));
        return handling.hosted()
                ? where.with(
                        texts.say("routing.reason.hosted", handling.handling().names()))
                : where;
    }
}
