package org.wangge.grid.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridImports.Options;
import org.wangge.grid.ImportReport;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.CoverageCheck;
import org.wangge.grid.geo.GridRecord;
import org.wangge.grid.geo.Ground;
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
 */
record ImportPlan(ImportReport report, List<CellShape> shapes) {

    /** What is asked of the directory while planning. */
    interface Surroundings {

        /** The path of a community that exists today, else null. */
        @Nullable
        GridPath community(String code);

        /** Whether whoever imports may publish this district. */
        boolean mayPublish(String district);
    }

    static ImportPlan of(GridRecord.Contents contents, GridSnapshot present, Surroundings around, Options options) {
        List<Fault> faults = new ArrayList<>(contents.faults());
        List<Fault> warnings = new ArrayList<>(contents.warnings());
        Map<String, CellShape> wanted = place(contents.grids(), around, faults);
        Set<String> districts = new TreeSet<>();
        wanted.values().forEach(shape -> districts.add(shape.cell().path().district()));
        refuseTangle(present, wanted, districts);
        if (faults.isEmpty()) {
            districts.forEach(district -> {
                List<CellShape> after = wanted.values().stream()
                        .filter(shape -> shape.cell().path().district().equals(district))
                        .toList();
                (options.allowGaps() ? warnings : faults).addAll(uncovered(after));
                (options.allowShrink() ? warnings : faults).addAll(lost(district, present, after));
            });
        }
        return compare(present, wanted, districts, options.dryRun(), contents.datumErrorMetres(), faults, warnings);
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
            found.add(ground(code, finding.codes(), finding.geometry(), finding.areaSquareMetres()));
        }
        return found;
    }

    private static List<Fault> lost(String district, GridSnapshot present, List<CellShape> after) {
        return LostGround.of(present.within(GridPath.of(district)), after).stream()
                .map(lost -> ground("grid.import-shrink", lost.codes(), lost.geometry(), lost.areaSquareMetres()))
                .toList();
    }

    private static Fault ground(String code, List<String> codes, Geometry geometry, double areaSquareMetres) {
        return new Fault(
                null,
                null,
                null,
                "/features",
                code,
                List.of(String.join(", ", codes), Math.round(areaSquareMetres)),
                codes,
                areaSquareMetres,
                Boundaries.toGeoJson(geometry));
    }

    private static ImportPlan compare(
            GridSnapshot present,
            Map<String, CellShape> wanted,
            Set<String> districts,
            boolean dryRun,
            double datumErrorMetres,
            List<Fault> faults,
            List<Fault> warnings) {
        Map<String, CellShape> gone = new TreeMap<>();
        List<CellShape> all = new ArrayList<>(wanted.values());
        present.byCode().forEach((code, shape) -> {
            if (districts.contains(shape.cell().path().district())) {
                gone.put(code, shape);
            } else {
                all.add(shape);
            }
        });
        List<String> added = new ArrayList<>();
        List<ImportReport.Reshaped> reshaped = new ArrayList<>();
        List<ImportReport.Changed> changed = new ArrayList<>();
        int unchanged = 0;
        for (CellShape after : wanted.values()) {
            CellShape before = gone.remove(after.code());
            if (before == null) {
                added.add(after.code());
                continue;
            }
            boolean sameShape = sameShape(before.boundary(), after.boundary());
            List<String> attributes = differences(before.cell(), after.cell());
            if (!sameShape) {
                reshaped.add(reshaped(before, after));
            }
            if (!attributes.isEmpty()) {
                changed.add(new ImportReport.Changed(after.code(), attributes));
            }
            unchanged += sameShape && attributes.isEmpty() ? 1 : 0;
        }
        return new ImportPlan(
                new ImportReport(
                        dryRun,
                        present.revision(),
                        null,
                        added,
                        List.copyOf(gone.keySet()),
                        reshaped,
                        changed,
                        unchanged,
                        datumErrorMetres,
                        List.copyOf(faults),
                        List.copyOf(warnings)),
                all);
    }

    /** The same boundary may start at another corner in the file. */
    private static boolean sameShape(Geometry before, Geometry after) {
        return before.equalsExact(after) || before.norm().equalsExact(after.norm());
    }

    private static List<String> differences(GridCell before, GridCell after) {
        Map<String, Boolean> same = new HashMap<>();
        same.put("name", before.name().zh().equals(after.name().zh()));
        same.put("nameEn", before.name().en().equals(after.name().en()));
        same.put("communityCode", before.path().equals(after.path()));
        return same.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static ImportReport.Reshaped reshaped(CellShape before, CellShape after) {
        Geometry difference = Ground.difference(before.boundary(), after.boundary());
        return new ImportReport.Reshaped(
                after.code(),
                before.cell().areaSquareMetres(),
                after.cell().areaSquareMetres(),
                Metres.area(difference));
    }

    private static Fault fault(GridRecord read, String property, String code, Object... arguments) {
        return read.spot().fault(property, code, List.of(read.code()), arguments);
    }
}
