package org.wangge.grid.geo;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import tools.jackson.databind.JsonNode;

/** Reads boundaries as files have them, in any datum, and makes valid areas in WGS84 of them. One for each file. */
final class OutlineReader {

    /** A ring is closed, so that a triangle has four positions. */
    private static final int FEWEST_POSITIONS = 4;

    /** Brackets of a multipolygon: its parts, their rings, their positions. */
    private static final int DEEPEST = 3;

    /** Why a boundary could not be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String within;
        private final String code;
        private final transient List<Object> arguments;

        Unreadable(String within, String code, Object... arguments) {
            super(code, null, false, false);
            this.within = within;
            this.code = code;
            this.arguments = List.of(arguments);
        }

        /** Pointer into the geometry. */
        String within() {
            return within;
        }

        String code() {
            return code;
        }

        List<Object> arguments() {
            return arguments;
        }
    }

    private final Datum datum;
    private double largestErrorMetres;
    /** Of all boundaries so far. */
    private int positions;

    OutlineReader(Datum datum) {
        this.datum = datum;
    }

    /** How far a converted position, shifted back, lies from the one that was given, at most; 0 when none was converted. */
    double largestErrorMetres() {
        return largestErrorMetres;
    }

    /** A GeoJSON geometry. */
    Geometry geoJson(JsonNode geometry) throws Unreadable {
        if (geometry.isMissingNode() || geometry.isNull()) {
            throw new Unreadable("", "grid.import-geometry-missing");
        }
        JsonNode type = geometry.path("type");
        if (!type.isString()) {
            throw new Unreadable(geometry.isObject() ? "/type" : "", "grid.import-geometry-untyped");
        }
        JsonNode coordinates = geometry.path("coordinates");
        boolean many = type.asString().equals("MultiPolygon");
        if (!many && !type.asString().equals("Polygon")) {
            throw new Unreadable("/type", "grid.import-geometry", type.asString());
        }
        if (!coordinates.isArray() || coordinates.isEmpty()) {
            throw new Unreadable("/coordinates", "grid.import-coordinates");
        }
        if (!many) {
            return area(polygon(coordinates, "/coordinates"));
        }
        Polygon[] parts = new Polygon[coordinates.size()];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = polygon(coordinates.get(part), "/coordinates/" + part);
        }
        return area(Boundaries.FACTORY.createMultiPolygon(parts));
    }

    /** A POLYGON or MULTIPOLYGON in well-known text. */
    Geometry wkt(String text) throws Unreadable {
        if (text.isBlank()) {
            throw new Unreadable("", "grid.import-geometry-missing");
        }
        requireShort(text);
        Geometry read;
        try {
            read = new WKTReader(Boundaries.FACTORY).read(text);
        } catch (ParseException | IllegalArgumentException noGeometry) {
            throw new Unreadable("", "grid.import-wkt");
        }
        if (read.isEmpty()) {
            throw new Unreadable("", "grid.import-geometry-missing");
        }
        Polygon[] parts = new Polygon[read.getNumGeometries()];
        for (int part = 0; part < parts.length; part++) {
            if (!(read.getGeometryN(part) instanceof Polygon polygon)) {
                throw new Unreadable("", "grid.import-geometry", read.getGeometryType());
            }
            parts[part] = converted(polygon);
        }
        return area(Boundaries.FACTORY.createMultiPolygon(parts));
    }

    /** Before anything is read: each position but the last has a comma, and what goes deeper is no polygon. */
    private static void requireShort(String text) throws Unreadable {
        int positions = 1;
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            positions += character == ',' ? 1 : 0;
            depth += character == '(' ? 1 : 0;
            depth -= character == ')' ? 1 : 0;
            if (depth > DEEPEST) {
                throw new Unreadable("", "grid.import-wkt");
            }
        }
        if (positions > FileBounds.MOST_POSITIONS_OF_GRID + FileBounds.MOST_RINGS_OF_GRID) {
            throw tooLarge();
        }
    }

    private static Unreadable tooLarge() {
        return new Unreadable(
                "", "grid.import-boundary-size", FileBounds.MOST_POSITIONS_OF_GRID, FileBounds.MOST_RINGS_OF_GRID);
    }

    private Polygon converted(Polygon polygon) throws Unreadable {
        LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
        for (int hole = 0; hole < holes.length; hole++) {
            holes[hole] = converted(polygon.getInteriorRingN(hole));
        }
        return Boundaries.FACTORY.createPolygon(converted(polygon.getExteriorRing()), holes);
    }

    private LinearRing converted(LinearRing ring) throws Unreadable {
        Coordinate[] points = ring.getCoordinates();
        for (int at = 0; at < points.length; at++) {
            points[at] = position(points[at].x, points[at].y, "");
        }
        return ring(points, "");
    }

    private Polygon polygon(JsonNode rings, String pointer) throws Unreadable {
        if (!rings.isArray() || rings.isEmpty()) {
            throw new Unreadable(pointer, "grid.import-ring");
        }
        LinearRing[] holes = new LinearRing[rings.size() - 1];
        LinearRing outer = ring(rings.get(0), pointer + "/0");
        for (int hole = 0; hole < holes.length; hole++) {
            holes[hole] = ring(rings.get(hole + 1), pointer + "/" + (hole + 1));
        }
        return Boundaries.FACTORY.createPolygon(outer, holes);
    }

    private LinearRing ring(JsonNode positions, String pointer) throws Unreadable {
        if (!positions.isArray()) {
            throw new Unreadable(pointer, "grid.import-ring");
        }
        Coordinate[] points = new Coordinate[positions.size()];
        for (int at = 0; at < points.length; at++) {
            points[at] = position(positions.get(at), pointer + "/" + at);
        }
        return ring(points, pointer);
    }

    /** The same vertex several times in a row says no more than once. */
    private static LinearRing ring(Coordinate[] given, String pointer) throws Unreadable {
        Coordinate[] points = CoordinateArrays.removeRepeatedPoints(given);
        if (points.length < FEWEST_POSITIONS || !points[0].equals2D(points[points.length - 1])) {
            throw new Unreadable(pointer, "grid.import-ring");
        }
        return Boundaries.FACTORY.createLinearRing(points);
    }

    /** Longitude and latitude; a height is passed over. */
    private Coordinate position(JsonNode position, String pointer) throws Unreadable {
        if (!position.isArray()
                || position.size() < 2
                || position.size() > 3
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) {
            throw new Unreadable(pointer, "grid.import-coordinate");
        }
        return position(position.get(0).asDouble(Double.NaN), position.get(1).asDouble(Double.NaN), pointer);
    }

    private Coordinate position(double longitude, double latitude, String pointer) throws Unreadable {
        // Written so that NaN fails too.
        if (!(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) {
            throw new Unreadable(pointer, "grid.import-coordinate");
        }
        if (datum == Datum.WGS84) {
            return new Coordinate(longitude, latitude);
        }
        GeoPoint point = DatumShift.toWgs84(longitude, latitude, datum);
        DatumShift.Degrees back = DatumShift.fromWgs84(point, datum);
        largestErrorMetres = Math.max(
                largestErrorMetres,
                new GeoPoint(longitude, latitude).distanceTo(new GeoPoint(back.longitude(), back.latitude())));
        return new Coordinate(point.longitude(), point.latitude());
    }

    private Geometry area(Geometry read) throws Unreadable {
        positions += read.getNumPoints();
        if (positions > FileBounds.MOST_POSITIONS) {
            throw new Refused(Refusal.of("grid.import-positions", FileBounds.MOST_POSITIONS));
        }
        if (read.getNumPoints() > FileBounds.MOST_POSITIONS_OF_GRID || rings(read) > FileBounds.MOST_RINGS_OF_GRID) {
            throw tooLarge();
        }
        if (Tangle.isIn(List.of(read))) {
            throw new Unreadable("", "grid.import-too-complex");
        }
        Geometry boundary = Boundaries.normalised(read);
        TopologyValidationError error = new IsValidOp(boundary).getValidationError();
        if (error != null) {
            Coordinate where = error.getCoordinate();
            throw new Unreadable("", "grid.import-crossing", degrees(where.x), degrees(where.y));
        }
        return boundary;
    }

    private static int rings(Geometry area) {
        int rings = 0;
        for (int part = 0; part < area.getNumGeometries(); part++) {
            rings += 1 + ((Polygon) area.getGeometryN(part)).getNumInteriorRing();
        }
        return rings;
    }

    private static String degrees(double value) {
        return Double.toString(Boundaries.rounded(value));
    }
}
