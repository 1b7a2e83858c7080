package org.wangge.grid.geo;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.wangge.grid.GridCell;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes grids as a GeoJSON FeatureCollection, number by number: a district has a million of them. */
public final class GeoJsonWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private GeoJsonWriter() {}

    /**
     * A FeatureCollection.
     *
     * @param brief with what a map shows only, without what an import would need
     */
    public static byte[] write(List<CellShape> shapes, long revision, Locale locale, boolean brief) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 + shapes.size() * 512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("type", "FeatureCollection");
            json.writeNumberProperty("revision", revision);
            json.writeArrayPropertyStart("features");
            for (CellShape shape : shapes) {
                writeFeature(json, shape, locale, brief);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Areas above the grids as a FeatureCollection. */
    public static byte[] writeAreas(List<AreaShape> shapes, String level, long revision, Locale locale) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 + shapes.size() * 1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("type", "FeatureCollection");
            json.writeNumberProperty("revision", revision);
            json.writeArrayPropertyStart("features");
            for (AreaShape shape : shapes) {
                json.writeStartObject();
                json.writeStringProperty("type", "Feature");
                json.writeStringProperty("id", shape.code());
                json.writeObjectPropertyStart("properties");
                json.writeStringProperty("code", shape.code());
                json.writeStringProperty("level", level);
                json.writeStringProperty("name", shape.name().zh());
                json.writeStringProperty("nameEn", shape.name().en());
                json.writeStringProperty("label", shape.name().in(locale));
                json.writeStringProperty("parentCode", shape.parentCode());
                json.writeNumberProperty("grids", shape.grids());
                json.writeNumberProperty("areaSquareMetres", Math.round(shape.areaSquareMetres()));
                json.writeEndObject();
                json.writeObjectPropertyStart("geometry");
                writeGeometry(json, shape.boundary());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** One boundary, as the text of a GeoJSON geometry. */
    public static String geometry(Geometry boundary) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            writeGeometry(json, boundary);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeFeature(JsonGenerator json, CellShape shape, Locale locale, boolean brief) {
        GridCell cell = shape.cell();
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeStringProperty("id", cell.code());
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("code", cell.code());
        if (!brief) {
            json.writeStringProperty("name", cell.name().zh());
            json.writeStringProperty("nameEn", cell.name().en());
            json.writeNumberProperty("areaSquareMetres", Math.round(cell.areaSquareMetres()));
        }
        json.writeStringProperty("label", cell.name().in(locale));
        json.writeStringProperty("communityCode", cell.communityCode());
        json.writeStringProperty("officeCode", cell.officeCode());
        json.writeEndObject();
        json.writeObjectPropertyStart("geometry");
        writeGeometry(json, shape.boundary());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeGeometry(JsonGenerator json, Geometry boundary) {
        if (boundary instanceof Polygon polygon) {
            json.writeStringProperty("type", "Polygon");
            json.writeName("coordinates");
            writePolygon(json, polygon);
            return;
        }
        json.writeStringProperty("type", "MultiPolygon");
        json.writeArrayPropertyStart("coordinates");
        for (int part = 0; part < boundary.getNumGeometries(); part++) {
            writePolygon(json, (Polygon) boundary.getGeometryN(part));
        }
        json.writeEndArray();
    }

    private static void writePolygon(JsonGenerator json, Polygon polygon) {
        json.writeStartArray();
        writeRing(json, polygon.getExteriorRing());
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            writeRing(json, polygon.getInteriorRingN(hole));
        }
        json.writeEndArray();
    }

    private static void writeRing(JsonGenerator json, LineString ring) {
        CoordinateSequence points = ring.getCoordinateSequence();
        json.writeStartArray();
        for (int index = 0; index < points.size(); index++) {
            json.writeStartArray();
            json.writeNumber(points.getX(index));
            json.writeNumber(points.getY(index));
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
