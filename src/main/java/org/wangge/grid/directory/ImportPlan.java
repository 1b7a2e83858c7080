package org.wangge.grid.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridImports.Options;
import org.wangge.grid.ImportReport;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.CoverageCheck;
import org.wangge.grid.geo.GridRecord;
import org.wangge.grid.geo.LostGround;
import org.wangge.grid.geo.Metres;
import org.wangge.grid.geo.Tangle;
import org.wangge.grid.model.AreaRules;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/**
 * What a file would make of the present grids. Computed without touching the store.
 *
 * @param shapes every grid of the coming publication, those of districts the file does not name as they are
 * @param districts that the file names
 */
record ImportPlan(ImportReport report, List<CellShape> shapes, Set<String> districts) {

    static ImportPlan of(GridRecord.Contents contents, GridSnapshot present, Surroundings around, Options options) {
        List<Fault> faults = new ArrayList<>(contents.faults());
        List<Fault> warnings = new ArrayList<>(contents.warnings());
        Map<String, CellShape> wanted = place(contents.grids(), around, faults);
        Set<String> districts = new TreeSet<>();
        wanted.values().forEach(shape -> districts.add(district(shape)));
        refuseTangle(present, wanted, districts);
        Map<String, CellShape> coming = coming(present, wanted, districts);
        if (!faults.isEmpty()) {
            // Units cannot be judged by grids that are wrong: the report tells of the grids alone.
            coming.replaceAll((code, shape) -> shape.with(List.of()));
            return of(present, coming, districts, false, options, contents.datumErrorMetres(), faults, warnings);
        }
        districts.forEach(district -> {
            List<CellShape> after = coming.values().stream()
                    .filter(shape -> district(shape).equals(district))
                    .toList();
            (options.allowGaps() ? warnings : faults).addAll(uncovered(after));
            (options.allowShrink() ? warnings : faults).addAll(lost(district, present, after));
        });
        UnitPlan units = new UnitPlan(coming, present, faults);
        Set<String> replaced = units.put(contents.units(), around);
        if (!options.dropUnits()) {
            units.keep(
                    districts.stream()
                            .filter(district -> !replaced.contains(district))
                            .toList(),
                    warnings);
        }
        districts.addAll(replaced);
        return of(
                present,
                units.grids(districts),
                districts,
                true,
                options,
                contents.datumErrorMetres(),
                faults,
                warnings);
    }

    /** Before anything is compared: the new ones with each other, and with those of the present that are not as they were. */
    private static void refuseTangle(GridSnapshot present, Map<String, CellShape> wanted, Set<String> districts) {
        List<Geometry> compared = new ArrayList<>(
                wanted.values().stream().map(CellShape::boundary).toList());
        Tangle.refuse(compared);
        for (String district : districts) {
            for (CellShape before : present.within(GridPath.of(district))) {
                CellShape after = wanted.get(before.code());
                if (after == null || !before.boundary().equalsExact(after.boundary())) {
                    compared.add(before.boundary());
                }
            }
        }
        if (compared.size() > wanted.size()) {
            Tangle.refuse(compared);
        }
    }

    /** What the file has, and what is there in districts that it does not name. */
    private static Map<String, CellShape> coming(
            GridSnapshot present, Map<String, CellShape> wanted, Set<String> districts) {
        Map<String, CellShape> coming = new TreeMap<>(wanted);
        present.byCode().forEach((code, shape) -> {
            if (!districts.contains(district(shape))) {
                coming.put(code, shape);
            }
        });
        return coming;
    }

    private static Map<String, CellShape> place(List<GridRecord> records, Surroundings around, List<Fault> faults) {
        Map<String, CellShape> wanted = new TreeMap<>();
        Set<String> codes = new HashSet<>();
        for (GridRecord read : records) {
            String code = read.code();
            GridPath community = around.community(read.communityCode());
            if (!AreaRules.isGridCode(code)) {
                faults.add(fault(read, "code", "grid.import-code", code));
            } else if (!codes.add(code)) {
                faults.add(fault(read, "code", "grid.import-duplicate", code));
            } else if (community == null || community.depth() != 3) {
                faults.add(fault(read, "communityCode", "grid.import-community", read.communityCode()));
            } else if (!AreaRules.belongsTo(code, community.codes().get(1))) {
                faults.add(fault(read, "code", "grid.import-nesting", code, read.communityCode()));
            } else if (!around.mayPublish(community.district())) {
                faults.add(fault(read, "code", "grid.import-district", code));
            } else {
                wanted.put(code, shape(read, new GridPath(community.value() + "/" + code)));
            }
        }
        return wanted;
    }

    private static CellShape shape(GridRecord read, GridPath path) {
        return new CellShape(
                new GridCell(
                        path,
                        new LocalizedText(read.name(), read.nameEn()),
                        Boundaries.anchor(read.boundary()),
                        Metres.area(read.boundary()),
                        0),
                read.boundary());
    }

    private static List<Fault> uncovered(List<CellShape> after) {
        List<Fault> found = new ArrayList<>();
        for (CoverageCheck.Finding finding : CoverageCheck.of(after).findings()) {
            String code = finding.kind() == CoverageCheck.Kind.GAP ? "grid.import-gap" : "grid.import-overlap";
            found.add(Faults.ground(code, finding.codes(), finding.geometry(), finding.areaSquareMetres()));
        }
        return found;
    }

    private static List<Fault> lost(String district, GridSnapshot present, List<CellShape> after) {
        return LostGround.of(present.within(GridPath.of(district)), after).stream()
                .map(lost ->
                        Faults.ground("grid.import-shrink", lost.codes(), lost.geometry(), lost.areaSquareMetres()))
                .toList();
    }

    private static ImportPlan of(
            GridSnapshot present,
            Map<String, CellShape> coming,
            Set<String> districts,
            boolean withUnits,
            Options options,
            double datumErrorMetres,
            List<Fault> faults,
            List<Fault> warnings) {
        ImportDifference difference = ImportDifference.of(
                of(present.byCode().values(), districts).stream()
                        .map(shape -> withUnits ? shape : shape.with(List.of()))
                        .toList(),
                of(coming.values(), districts));
        return new ImportPlan(
                new ImportReport(
                        options.dryRun(),
                        present.revision(),
                        null,
                        difference.added(),
                        difference.removed(),
                        difference.reshaped(),
                        difference.changed(),
                        difference.unchanged(),
                        datumErrorMetres,
                        List.copyOf(faults),
                        List.copyOf(warnings)),
                List.copyOf(coming.values()),
                Set.copyOf(districts));
    }

    private static List<CellShape> of(Collection<CellShape> shapes, Set<String> districts) {
        return shapes.stream()
                .filter(shape -> districts.contains(district(shape)))
                .toList();
    }

    private static String district(CellShape shape) {
        return shape.cell().path().district();
    }

    private static Fault fault(GridRecord read, String property, String code, Object... arguments) {
        return read.spot().fault(property, code, List.of(read.code()), arguments);
    }
}
