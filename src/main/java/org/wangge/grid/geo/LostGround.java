package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Ground at the edge of a district that belongs to a grid and would belong to none any more. What other grids enclose is a gap and
 * is told by {@link CoverageCheck}; where the district ends only its present grids know. Never call it on an event loop.
 */
public final class LostGround {

    /**
     * One connected piece.
     *
     * @param codes the grids it belonged to
     */
    public record Piece(List<String> codes, Geometry geometry, double areaSquareMetres) {}

    private LostGround() {}

    /** The pieces in no particular order; empty when the new grids cover all that the present ones do, or there are none yet. */
    public static List<Piece> of(List<CellShape> present, List<CellShape> coming) {
        STRtree tree = new STRtree();
        coming.forEach(shape -> tree.insert(shape.boundary().getEnvelopeInternal(), shape));
        List<CellShape> losers = new ArrayList<>();
        List<Geometry> rests = new ArrayList<>();
        for (CellShape shape : present) {
            Geometry rest = uncovered(shape, tree);
            if (Metres.area(rest) > CoverageCheck.TOLERATED_SQUARE_METRES) {
                losers.add(shape);
                rests.add(rest);
            }
        }
        return rests.isEmpty() ? List.of() : pieces(Ground.union(rests), losers, coming);
    }

    /** What of a grid none of the new ones covers. Most are as they were, and then there is nothing to compute. */
    private static Geometry uncovered(CellShape shape, STRtree coming) {
        Geometry rest = shape.boundary();
        for (Object item : coming.query(rest.getEnvelopeInternal())) {
            Geometry other = ((CellShape) item).boundary();
            if (other.equalsExact(shape.boundary())) {
                return Boundaries.FACTORY.createPolygon();
            }
            if (rest.getEnvelopeInternal().intersects(other.getEnvelopeInternal())) {
                rest = Ground.without(rest, other);
            }
        }
        return rest;
    }

    private static List<Piece> pieces(Geometry lost, List<CellShape> losers, List<CellShape> coming) {
        List<Polygon> gaps = Ground.enclosed(
                Ground.union(coming.stream().map(CellShape::boundary).toList()));
        List<Piece> pieces = new ArrayList<>();
        for (int part = 0; part < lost.getNumGeometries(); part++) {
            Geometry piece = lost.getGeometryN(part);
            double area = Metres.area(piece);
            if (area > CoverageCheck.TOLERATED_SQUARE_METRES && gaps.stream().noneMatch(gap -> contains(gap, piece))) {
                List<String> codes = losers.stream()
                        .filter(shape -> reaches(shape.boundary(), piece))
                        .map(CellShape::code)
                        .sorted()
                        .toList();
                pieces.add(new Piece(codes, Boundaries.normalised(piece), area));
            }
        }
        return pieces;
    }

    private static boolean contains(Polygon gap, Geometry piece) {
        return reaches(gap, piece) && Metres.area(Ground.without(piece, gap)) <= CoverageCheck.TOLERATED_SQUARE_METRES;
    }

    private static boolean reaches(Geometry area, Geometry piece) {
        return area.getEnvelopeInternal().intersects(piece.getEnvelopeInternal())
                && Metres.area(Ground.common(area, piece)) > CoverageCheck.TOLERATED_SQUARE_METRES;
    }
}
