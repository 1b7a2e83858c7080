package org.wangge.grid.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Division;
import org.wangge.grid.GridPublication;
import org.wangge.grid.ImportReport;
import org.wangge.grid.MovedByRedraw;
import org.wangge.grid.Office;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.directory.Topology;
import org.wangge.shared.LocalizedText;

/** What the grid directory answers over HTTP. */
final class GridViews {

    private GridViews() {}

    record Place(double longitude, double latitude, String datum) {}

    record DivisionView(
            String code,
            String name,
            LocalizedText names,
            Division.Level level,
            @Nullable String parentCode,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> aliases,
            @Nullable Place approximately,
            boolean illustrative,
            List<String> successors,
            long version) {}

    record OfficeView(
            String code,
            String name,
            LocalizedText names,
            String prefix,
            Office.Kind kind,
            String districtCode,
            String handledBy,
            @Nullable String hostedBy,
            List<String> hosts,
            List<Office.Hosting> hosting,
            String phone,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> aliases,
            long version) {}

    record WorkerView(UUID id, String name, @Nullable String phone, ResponsibleWorker.Duty duty) {}

    record GridSummary(
            String code,
            String path,
            String name,
            LocalizedText names,
            String communityCode,
            String communityName,
            String officeCode,
            String officeName,
            String handlingOfficeCode,
            Place anchor,
            long areaSquareMetres,
            List<WorkerView> workers,
            long revision) {}

    /** What a code of {@code /grids} stands for. */
    enum AreaKind {
        GRID,
        UNIT
    }

    record UnitSummary(String code, String name, LocalizedText names, Place anchor, long areaSquareMetres) {}

    record UnitName(String code, String name) {}

    /** A grid; or a unit, which has the workers and offices of its grid. */
    record GridView(
            AreaKind level,
            String parentCode,
            String code,
            String path,
            String name,
            LocalizedText names,
            String communityCode,
            String communityName,
            String officeCode,
            String officeName,
            String handlingOfficeCode,
            Place anchor,
            long areaSquareMetres,
            List<WorkerView> workers,
            long revision,
            long version,
            List<UnitSummary> units,
            Map<String, Object> boundary) {

        static GridView of(GridSummary grid, List<UnitSummary> units, Map<String, Object> boundary) {
            return new GridView(
                    AreaKind.GRID,
                    grid.communityCode(),
                    grid.code(),
                    grid.path(),
                    grid.name(),
                    grid.names(),
                    grid.communityCode(),
                    grid.communityName(),
                    grid.officeCode(),
                    grid.officeName(),
                    grid.handlingOfficeCode(),
                    grid.anchor(),
                    grid.areaSquareMetres(),
                    grid.workers(),
                    grid.revision(),
                    grid.revision(),
                    units,
                    boundary);
        }

        static GridView of(UnitSummary unit, GridSummary grid, Map<String, Object> boundary) {
            return new GridView(
                    AreaKind.UNIT,
                    grid.code(),
                    unit.code(),
                    grid.path() + "/" + unit.code(),
                    unit.name(),
                    unit.names(),
                    grid.communityCode(),
                    grid.communityName(),
                    grid.officeCode(),
                    grid.officeName(),
                    grid.handlingOfficeCode(),
                    unit.anchor(),
                    unit.areaSquareMetres(),
                    grid.workers(),
                    grid.revision(),
                    grid.revision(),
                    List.of(),
                    boundary);
        }
    }

    /** Where a point lies. */
    enum LocationKind {
        INSIDE,
        NEAREST
    }

    record NeighbourView(String gridCode, String gridName, String officeCode, String officeName, double metres) {}

    /** @param workersUnknown true while the database does not say who works there; else null and not shown */
    record LocationView(
            LocationKind location,
            double distanceMetres,
            Place position,
            GridSummary grid,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean workersUnknown,

            @Nullable UnitName unit,
            List<NeighbourView> neighbours,
            long revision) {}

    record PublicWorker(String name, @Nullable String phone, ResponsibleWorker.Duty duty) {}

    record PublicGrid(
            String code,
            String name,
            LocalizedText names,
            String communityName,
            String officeName,
            Map<String, Object> boundary,
            List<PublicWorker> workers,
            String officePhone,
            String supervisionPhone) {}

    record TopologyFault(
            Topology.Kind kind, List<String> codes, double areaSquareMetres, Map<String, Object> geometry) {}

    record TopologyView(
            String district,
            long revision,
            boolean covered,
            int grids,
            double areaSquareMetres,
            int parts,
            Map<Topology.Kind, Long> totals,
            List<TopologyFault> faults,
            boolean faultsCut) {}

    record ImportFault(
            @Nullable Integer featureIndex,
            @Nullable Integer line,
            @Nullable String column,
            String pointer,
            String code,
            String detail,
            List<String> codes,
            @Nullable Double areaSquareMetres,
            @Nullable Object geometry) {}

    record ImportView(
            boolean dryRun,
            boolean publishable,
            long baseRevision,
            @Nullable Long revision,
            List<String> added,
            List<String> removed,
            List<ImportReport.Reshaped> reshaped,
            List<ImportReport.Changed> changed,
            int unchanged,
            double datumErrorMetres,
            int faultCount,
            List<ImportFault> faults,
            int warningCount,
            List<ImportFault> warnings,
            @Nullable Instant effectiveFrom,
            @Nullable List<MovedByRedraw.Moves> moves) {}

    record ImporterView(String id, String name) {}

    record PublicationView(
            long revision,
            GridPublication.State state,
            Instant effectiveFrom,
            Instant importedAt,
            @Nullable ImporterView importedBy,
            List<String> districts,
            int grids) {}

    record PreviewView(long revision, Instant effectiveFrom, List<MovedByRedraw.Moves> moves) {}
}
