package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The proof that grids tile a district: no gap between them, no overlap. Takes seconds for ten thousand grids; never call it on
 * an event loop.
 */
public final class CoverageCheck {

    /** Smaller areas come from rounding coordinates. */
    public static final double TOLERATED_SQUARE_METRES = 1;

    /** Nobody mends more of them one by one; each keeps its place in memory. */
    private static final int MOST_FINDINGS = 10_000;

    /** What can be wrong with a coverage. */
    public enum Kind {
        GAP,
        OVERLAP,
        INVALID_RING
    }

    /**
     * One fault.
     *
     * @param codes the grids around a gap, the two that overlap, the one that is invalid
     * @param geometry the gap or overlap, or the invalid boundary
     */
    public record Finding(Kind kind, List<String> codes, Geometry geometry, double areaSquareMetres) {}

    /**
     * The outcome.
     *
     * @param parts into how many separate pieces the covered area falls
     */
    public record Coverage(List<Finding> findings, double areaSquareMetres, int parts) {

        public boolean complete() {
            return findings.isEmpty();
        }
    }

    private record Piece(String code, Geometry boundary) {}

    private final List<Piece> sound = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    /** Those that have gaps beside them, by their place among the sound: one may have thousands. */
    private final Map<Integer, PreparedGeometry> prepared = new HashMap<>();

    private CoverageCheck() {}

    /** Checks grids that should cover one connected area, such as those of a district. */
    public static Coverage of(List<CellShape> shapes) {
        return new CoverageCheck().check(shapes);
    }

    /** The units that share ground, two by two. What they leave free between them is no fault. */
    public static List<Finding> overlaps(Collection<UnitShape> units) {
        CoverageCheck check = new CoverageCheck();
        units.forEach(unit -> check.sound.add(new Piece(unit.code(), unit.boundary())));
        check.findOverlaps(units.stream().map(UnitShape::boundary).toArray(Geometry[]::new));
        return check.sorted();
    }

    private List<Finding> sorted() {
        findings.sort(Comparator.comparing(Finding::kind).thenComparing(finding -> String.join(",", finding.codes())));
        return List.copyOf(findings);
    }

    private Coverage check(List<CellShape> shapes) {
        for (CellShape shape : shapes) {
            if (Ground.isArea(shape.boundary())) {
                sound.add(new Piece(shape.code(), shape.boundary()));
            } else {
                findings.add(new Finding(Kind.INVALID_RING, List.of(shape.code()), shape.boundary(), 0));
            }
        }
        if (sound.isEmpty()) {
            return new Coverage(findings, 0, 0);
        }
        Geometry[] boundaries = sound.stream().map(Piece::boundary).toArray(Geometry[]::new);
        findOverlaps(boundaries);
        Geometry union = Ground.union(List.of(boundaries));
        findGaps(union);
        return new Coverage(sorted(), Metres.area(union), union.getNumGeometries());
    }

    /** A grid that overlaps another always has suspect edges, so that only pairs with a suspect need a look. */
    private void findOverlaps(Geometry[] boundaries) {
        @Nullable Geometry[] suspects = CoverageValidator.validate(boundaries);
        if (!CoverageValidator.hasInvalidResult(suspects)) {
            return;
        }
        STRtree tree = tree();
        for (int first = 0; first < suspects.length; first++) {
            Geometry suspect = suspects[first];
            if (suspect == null || suspect.isEmpty()) {
                continue;
            }
            Geometry boundary = sound.get(first).boundary();
            for (Object item : tree.query(boundary.getEnvelopeInternal())) {
                int second = (Integer) item;
                boolean secondSuspect = suspects[second] != null && !suspects[second].isEmpty();
                if (second != first && (!secondSuspect || second > first)) {
                    compare(sound.get(first), sound.get(second));
                }
            }
        }
    }

    private void compare(Piece first, Piece second) {
        Geometry common = Ground.common(first.boundary(), second.boundary());
        double area = Metres.area(common);
        if (area > TOLERATED_SQUARE_METRES) {
            List<String> codes =
                    List.of(first.code(), second.code()).stream().sorted().toList();
            found(new Finding(Kind.OVERLAP, codes, common, area));
        }
    }

    /** What grids enclose without covering it. The district's outer edge is not known. */
    private void findGaps(Geometry union) {
        STRtree tree = tree();
        for (Polygon gap : Ground.enclosed(union)) {
            double area = Metres.area(gap);
            if (area > TOLERATED_SQUARE_METRES) {
                found(new Finding(Kind.GAP, around(gap, tree), Boundaries.normalised(gap), area));
            }
        }
    }

    private void found(Finding finding) {
        if (findings.size() >= MOST_FINDINGS) {
            throw Tangle.tooComplex();
        }
        findings.add(finding);
    }

    private List<String> around(Polygon gap, STRtree tree) {
        List<String> codes = new ArrayList<>();
        for (Object item : tree.query(gap.getEnvelopeInternal())) {
            int index = (Integer) item;
            if (prepared.computeIfAbsent(index, this::prepare).intersects(gap)) {
                codes.add(sound.get(index).code());
            }
        }
        return codes.stream().sorted().toList();
    }

    private PreparedGeometry prepare(int index) {
        return PreparedGeometryFactory.prepare(sound.get(index).boundary());
    }

    private STRtree tree() {
        STRtree tree = new STRtree();
        for (int index = 0; index < sound.size(); index++) {
            tree.insert(sound.get(index).boundary().getEnvelopeInternal(), index);
        }
        return tree;
    }
}
