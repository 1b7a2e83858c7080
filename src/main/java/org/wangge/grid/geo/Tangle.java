package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.noding.BasicSegmentString;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/**
 * Whether areas are so interwoven that comparing them would take a machine's time and memory: two combs laid across each other
 * with ten thousand teeth each cross a hundred million times. It only counts, and stops at the bound, so that it is quick for the
 * worst. Borders as people draw them are far from every bound. Never call it on an event loop.
 */
public final class Tangle implements SegmentIntersector {

    private static final int MOST_COMPARISONS = 20_000_000;
    private static final int MOST_CROSSINGS = 300_000;
    private static final long MOST_BESIDE = 50_000_000;

    private final LineIntersector lines = new RobustLineIntersector();
    private int comparisons;
    private int crossings;

    private Tangle() {}

    /** Refuses {@code grid.import-too-complex}. */
    public static void refuse(Collection<? extends Geometry> areas) {
        if (isIn(areas)) {
            throw tooComplex();
        }
    }

    /** What is told when a check would take too long, or did. */
    public static Refused tooComplex() {
        return new Refused(Refusal.of("grid.import-too-complex"));
    }

    static boolean isIn(Collection<? extends Geometry> areas) {
        return areBesideEachOther(areas) || cross(areas);
    }

    /** Each is compared with those whose box meets its own. */
    private static boolean areBesideEachOther(Collection<? extends Geometry> areas) {
        STRtree tree = new STRtree();
        areas.forEach(area -> tree.insert(area.getEnvelopeInternal(), area.getNumPoints()));
        long beside = 0;
        for (Geometry area : areas) {
            for (Object positions : tree.query(area.getEnvelopeInternal())) {
                beside += (Integer) positions;
            }
            if (beside > MOST_BESIDE) {
                return true;
            }
        }
        return false;
    }

    private static boolean cross(Collection<? extends Geometry> areas) {
        List<SegmentString> borders = new ArrayList<>();
        for (Geometry area : areas) {
            for (Object line : LinearComponentExtracter.getLines(area)) {
                borders.add(new BasicSegmentString(((LineString) line).getCoordinates(), null));
            }
        }
        Tangle tangle = new Tangle();
        new MCIndexNoder(tangle).computeNodes(borders);
        return tangle.isDone();
    }

    @Override
    public void processIntersections(SegmentString one, int at, SegmentString other, int otherAt) {
        comparisons++;
        lines.computeIntersection(
                one.getCoordinate(at),
                one.getCoordinate(at + 1),
                other.getCoordinate(otherAt),
                other.getCoordinate(otherAt + 1));
        if (lines.isProper()) {
            crossings++;
        }
    }

    @Override
    public boolean isDone() {
        return comparisons > MOST_COMPARISONS || crossings > MOST_CROSSINGS;
    }
}
