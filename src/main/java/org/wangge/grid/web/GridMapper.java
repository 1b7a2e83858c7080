package org.wangge.grid.web;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridImports;
import org.wangge.grid.GridPublication;
import org.wangge.grid.GridUnit;
import org.wangge.grid.ImportReport;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.directory.Topology;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.UnitShape;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.PhoneNumbers;

/** From the directory's own types to the views. */
final class GridMapper {

    /** More faults than a screen or a map can show are cut; the totals tell them all. */
    static final int FAULTS_SHOWN = 1000;

    private GridMapper() {}

    static GridViews.DivisionView view(Division division, long version, Locale locale) {
        GeoPoint place = division.approximately();
        return new GridViews.DivisionView(
                division.code(),
                division.names().in(locale),
                division.names(),
                division.level(),
                division.parentCode(),
                division.validFrom(),
                division.validTo(),
                division.aliases(),
                place == null ? null : place(place),
                division.illustrative(),
                division.successors(),
                version);
    }

    static GridViews.OfficeView view(Office office, Offices offices, long version, Locale locale) {
        List<String> hosts = offices.in(office.path()).stream()
                .map(other -> offices.responsibleFor(other.path()))
                .filter(Offices.Handling::hosted)
                .filter(handling -> handling.handling().code().equals(office.code()))
                .map(handling -> handling.ofArea().code())
                .toList();
        Offices.Handling handling = offices.responsibleFor(office.path());
        return new GridViews.OfficeView(
                office.code(),
                office.names().in(locale),
                office.names(),
                office.prefix(),
                office.kind(),
                office.path().district(),
                handling.handling().code(),
                handling.hosted() ? handling.handling().code() : null,
                hosts,
                office.hosting(),
                office.phone(),
                office.validFrom(),
                office.validTo(),
                office.aliases(),
                version);
    }

    /**
     * What names the areas of a grid.
     *
     * @param at the moment of which it is told
     */
    record Names(Divisions divisions, Offices offices, Instant at, Locale locale) {

        /** An orphan grid still has a view: the topology report is where its missing office is told. */
        private String handlingOffice(GridCell cell) {
            return offices.find(cell.officeCode()).isPresent()
                    ? offices.responsibleFor(cell.path(), at).handling().code()
                    : cell.officeCode();
        }
    }

    /** @param toCall whether the reader sees the telephones of the workers */
    static GridViews.GridSummary summary(GridCell cell, List<ResponsibleWorker> workers, boolean toCall, Names names) {
        Locale locale = names.locale();
        return new GridViews.GridSummary(
                cell.code(),
                cell.path().value(),
                cell.name().in(locale),
                cell.name(),
                cell.communityCode(),
                communityName(cell, names.divisions(), locale),
                cell.officeCode(),
                officeName(cell, names.offices(), locale),
                names.handlingOffice(cell),
                place(cell.anchor()),
                Math.round(cell.areaSquareMetres()),
                workers.stream().map(worker -> view(worker, toCall)).toList(),
                cell.revision());
    }

    static GridViews.GridView view(CellShape shape, GridViews.GridSummary summary, Locale locale) {
        return GridViews.GridView.of(
                summary,
                shape.units().stream().map(unit -> view(unit.unit(), locale)).toList(),
                Boundaries.toGeoJson(shape.boundary()));
    }

    /** @param grid in which the unit lies */
    static GridViews.GridView view(UnitShape unit, GridViews.GridSummary grid, Locale locale) {
        return GridViews.GridView.of(view(unit.unit(), locale), grid, Boundaries.toGeoJson(unit.boundary()));
    }

    private static GridViews.UnitSummary view(GridUnit unit, Locale locale) {
        return new GridViews.UnitSummary(
                unit.code(),
                unit.name().in(locale),
                unit.name(),
                place(unit.anchor()),
                Math.round(unit.areaSquareMetres()));
    }

    static String communityName(GridCell cell, Divisions divisions, Locale locale) {
        return divisions
                .find(cell.communityCode())
                .map(Division::names)
                .map(names -> names.in(locale))
                .orElse(cell.communityCode());
    }

    static String officeName(GridCell cell, Offices offices, Locale locale) {
        return offices.find(cell.officeCode())
                .map(Office::names)
                .map(names -> names.in(locale))
                .orElse(cell.officeCode());
    }

    static GridViews.NeighbourView view(GridCells.Neighbour near, Names names) {
        GridCell cell = near.grid();
        Locale locale = names.locale();
        String office = names.handlingOffice(cell);
        return new GridViews.NeighbourView(
                cell.code(),
                cell.name().in(locale),
                office,
                names.offices()
                        .find(office)
                        .map(found -> found.names().in(locale))
                        .orElse(office),
                near.metres());
    }

    private static GridViews.WorkerView view(ResponsibleWorker worker, boolean toCall) {
        return new GridViews.WorkerView(
                worker.accountId(),
                worker.name(),
                toCall ? worker.phone() : PhoneNumbers.masked(worker.phone()),
                worker.duty());
    }

    /** While somebody who can be called stands in, nobody shall call the primary, who is away. */
    static List<GridViews.PublicWorker> publicViews(List<ResponsibleWorker> workers) {
        boolean isStoodInFor = workers.stream()
                .anyMatch(worker -> worker.duty() == ResponsibleWorker.Duty.SUBSTITUTE && worker.phone() != null);
        return workers.stream()
                .map(worker -> new GridViews.PublicWorker(
                        worker.name(),
                        isStoodInFor && worker.duty() == ResponsibleWorker.Duty.PRIMARY ? null : worker.phone(),
                        worker.duty()))
                .toList();
    }

    static GridViews.Place place(GeoPoint point) {
        return new GridViews.Place(
                Boundaries.rounded(point.longitude()), Boundaries.rounded(point.latitude()), "WGS84");
    }

    static GridViews.TopologyView view(Topology.Report report) {
        Map<Topology.Kind, Long> totals = new TreeMap<>(
                report.faults().stream().collect(Collectors.groupingBy(Topology.Fault::kind, Collectors.counting())));
        for (Topology.Kind kind : Topology.Kind.values()) {
            totals.putIfAbsent(kind, 0L);
        }
        List<GridViews.TopologyFault> faults = report.faults().stream()
                .limit(FAULTS_SHOWN)
                .map(fault -> new GridViews.TopologyFault(
                        fault.kind(), fault.codes(), fault.areaSquareMetres(), Boundaries.toGeoJson(fault.geometry())))
                .toList();
        return new GridViews.TopologyView(
                report.district(),
                report.revision(),
                report.covered(),
                report.grids(),
                report.areaSquareMetres(),
                report.parts(),
                totals,
                faults,
                faults.size() < report.faults().size());
    }

    static GridViews.PublicationView view(GridPublication publication) {
        String name = publication.importedByName();
        return new GridViews.PublicationView(
                publication.revision(),
                publication.state(),
                publication.effectiveFrom(),
                publication.importedAt(),
                name == null ? null : new GridViews.ImporterView(publication.importedBy(), name),
                publication.districts(),
                publication.grids());
    }

    static GridViews.ImportView view(
            GridImports.Imported done, GridImports.Options how, MessageSource messages, Locale locale) {
        ImportReport report = done.report();
        return new GridViews.ImportView(
                report.dryRun(),
                report.publishable(),
                report.baseRevision(),
                report.revision(),
                report.added(),
                report.removed(),
                report.reshaped(),
                report.changed(),
                report.unchanged(),
                report.datumErrorMetres(),
                report.faults().size(),
                faults(report.faults(), messages, locale),
                report.warnings().size(),
                faults(report.warnings(), messages, locale),
                how.effectiveFrom(),
                done.moves());
    }

    private static List<GridViews.ImportFault> faults(
            List<ImportReport.Fault> faults, MessageSource messages, Locale locale) {
        return faults.stream()
                .limit(ImportReport.FAULTS_TOLD)
                .map(fault -> new GridViews.ImportFault(
                        fault.featureIndex(),
                        fault.line(),
                        fault.column(),
                        fault.pointer(),
                        fault.code(),
                        requireNonNull(messages.getMessage(
                                "problem." + fault.code() + ".detail",
                                fault.arguments().toArray(),
                                fault.code(),
                                locale)),
                        fault.codes(),
                        fault.areaSquareMetres(),
                        fault.geometry()))
                .toList();
    }
}
