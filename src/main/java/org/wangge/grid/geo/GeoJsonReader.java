package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a GeoJSON FeatureCollection of grids, gathering every fault instead of stopping at the first. */
public final class GeoJsonReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One feature that could be read.
     *
     * @param index in the file, from 0
     * @param nameEn empty when the file gives none
     * @param boundary valid, wound as RFC 7946 wants
     */
    public record Feature(
            int index, String code, String name, String nameEn, String communityCode, Geometry boundary) {}

    /** What could be read and what could not. */
    public record Contents(List<Feature> features, List<Fault> faults) {}

    /** Stops the reading of one feature with its fault. */
    private static final class Faulty extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Fault fault;

        Faulty(Fault fault) {
            super(fault.code(), null, false, false);
            this.fault = fault;
        }
    }

    private final List<Feature> features = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private GeoJsonReader() {}

    /** Reads a file; {@code grid.import-unreadable} when it is not a FeatureCollection with at least one feature. */
    public static Contents read(byte[] bytes) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JacksonException notJson) {
            throw new Refused(Refusal.of("grid.import-unreadable"));
        }
        JsonNode all = root.path("features");
        if (!"FeatureCollection".equals(root.path("type").asString("")) || !all.isArray() || all.isEmpty()) {
            throw new Refused(Refusal.of("grid.import-unreadable"));
        }
        GeoJsonReader reader = new GeoJsonReader();
        for (int index = 0; index < all.size(); index++) {
            reader.readFeature(index, all.get(index));
        }
        return new Contents(reader.features, reader.faults);
    }

    private void readFeature(int index, JsonNode feature) {
        String pointer = "/features/" + index;
        try {
            JsonNode properties = feature.path("properties");
            String code = property(index, properties, "code");
            String name = property(index, properties, "name");
            String community = property(index, properties, "communityCode");
            String nameEn = properties.path("nameEn").asString("");
            Geometry boundary = geometry(index, feature.path("geometry"), pointer + "/geometry");
            features.add(new Feature(index, code, name, nameEn, community, boundary));
        } catch (Faulty faulty) {
            faults.add(faulty.fault);
        }
    }

    private static String property(int index, JsonNode properties, String name) throws Faulty {
        JsonNode value = properties.path(name);
        if (!value.isString() || value.asString().isBlank() || value.asString().length() > 100) {
            throw faulty(index, "/features/" + index + "/properties/" + name, "grid.import-property", name);
        }
        return value.asString();
    }

    private static Geometry geometry(int index, JsonNode geometry, String pointer) throws Faulty {
        String type = geometry.path("type").asString("");
        JsonNode coordinates = geometry.path("coordinates");
        Geometry read;
        if (type.equals("Polygon")) {
            read = polygon(index, coordinates, pointer + "/coordinates");
        } else if (type.equals("MultiPolygon") && coordinates.isArray() && !coordinates.isEmpty()) {
            Polygon[] parts = new Polygon[coordinates.size()];
            for (int part = 0; part < parts.length; part++) {
                parts[part] = polygon(index, coordinates.get(part), pointer + "/coordinates/" + part);
            }
            read = Boundaries.FACTORY.createMultiPolygon(parts);
        } else {
            throw faulty(index, pointer + "/type", "grid.import-geometry", type);
        }
        Geometry boundary = Boundaries.normalised(read);
        TopologyValidationError error = new IsValidOp(boundary).getValidationError();
        if (error != null) {
            Coordinate where = error.getCoordinate();
            throw faulty(index, pointer, "grid.import-crossing", degrees(where.x), degrees(where.y));
        }
        return boundary;
    }

    private static Polygon polygon(int index, JsonNode rings, String pointer) throws Faulty {
        if (!rings.isArray() || rings.isEmpty()) {
            throw faulty(index, pointer, "grid.import-ring");
        }
        LinearRing[] holes = new LinearRing[rings.size() - 1];
        LinearRing outer = ring(index, rings.get(0), pointer + "/0");
        for (int hole = 0; hole < holes.length; hole++) {
            holes[hole] = ring(index, rings.get(hole + 1), pointer + "/" + (hole + 1));
        }
        return Boundaries.FACTORY.createPolygon(outer, holes);
    }

    private static LinearRing ring(int index, JsonNode positions, String pointer) throws Faulty {
        if (!positions.isArray() || positions.size() < 4) {
            throw faulty(index, pointer, "grid.import-ring");
        }
        Coordinate[] points = new Coordinate[positions.size()];
        for (int at = 0; at < points.length; at++) {
            points[at] = coordinate(index, positions.get(at), pointer + "/" + at);
        }
        if (!points[0].equals2D(points[points.length - 1])) {
            throw faulty(index, pointer, "grid.import-ring");
        }
        return Boundaries.FACTORY.createLinearRing(points);
    }

    private static Coordinate coordinate(int index, JsonNode position, String pointer) throws Faulty {
        if (!position.isArray()
                || position.size() < 2
                || position.size() > 3
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) {
            throw faulty(index, pointer, "grid.import-coordinate");
        }
        double longitude = position.get(0).asDouble();
        double latitude = position.get(1).asDouble();
        if (!(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) {
            throw faulty(index, pointer, "grid.import-coordinate");
        }
        return new Coordinate(longitude, latitude);
    }

    private static String degrees(double value) {
        return Double.toString(Boundaries.rounded(value));
    }

    private static Faulty faulty(int index, String pointer, String code, Object... arguments) {
        return new Faulty(fault(index, pointer, code, List.of(), arguments));
    }

    /** A fault of one feature, without geometry. */
    public static Fault fault(
            @Nullable Integer index, String pointer, String code, List<String> codes, Object... arguments) {
        return new Fault(index, pointer, code, List.of(arguments), codes, null, null);
    }
}
