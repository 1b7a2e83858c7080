package org.wangge.overview.map;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells.Outline;
import org.wangge.hazard.HazardLevel;
import org.wangge.overview.model.GridRisk;
import org.wangge.place.Places.Pin;
import org.wangge.place.RiskColour;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the risk map as a GeoJSON FeatureCollection: grids as polygons, places as points. */
public final class RiskMapWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_FEATURE = 900;
    private static final int FRAME = 256;

    private RiskMapWriter() {}

    /** @param risks by grid; a grid that is not there has nothing in it */
    public static byte[] write(List<Outline> grids, Map<String, GridRisk> risks, List<Pin> places, Locale locale) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(FRAME + (grids.size() + places.size() / 2) * USUAL_FEATURE);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("type", "FeatureCollection");
            json.writeArrayPropertyStart("features");
            for (Outline grid : grids) {
                GridRisk risk = risks.get(grid.cell().code());
                writeGrid(json, grid, risk == null ? new GridRisk() : risk, locale);
            }
            for (Pin place : places) {
                writePlace(json, place);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeGrid(JsonGenerator json, Outline grid, GridRisk risk, Locale locale) {
        GridCell cell = grid.cell();
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeStringProperty("id", cell.code());
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("kind", "GRID");
        json.writeStringProperty("gridCode", cell.code());
        json.writeStringProperty("name", cell.name().in(locale));
        json.writeStringProperty("officeCode", cell.officeCode());
        writeColour(json, risk.colour());
        json.writeObjectPropertyStart("places");
        for (RiskColour colour : RiskColour.values()) {
            json.writeNumberProperty(colour.name(), risk.places(colour));
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("openHazards");
        for (HazardLevel level : HazardLevel.values()) {
            json.writeNumberProperty(level.name(), risk.openHazards(level));
        }
        json.writeEndObject();
        json.writeNumberProperty("overdue", risk.overdue());
        json.writeEndObject();
        json.writeName("geometry");
        json.writeRawValue(grid.geometry());
        json.writeEndObject();
    }

    private static void writePlace(JsonGenerator json, Pin place) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeStringProperty("id", place.id().toString());
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("kind", "PLACE");
        json.writeStringProperty("placeKind", place.kind());
        json.writeStringProperty("gridCode", place.gridCode());
        json.writeStringProperty("name", place.name());
        writeColour(json, place.colour());
        json.writeNumberProperty("score", place.score());
        json.writeEndObject();
        json.writeObjectPropertyStart("geometry");
        json.writeStringProperty("type", "Point");
        json.writeArrayPropertyStart("coordinates");
        json.writeNumber(place.position().longitude());
        json.writeNumber(place.position().latitude());
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeColour(JsonGenerator json, @Nullable RiskColour colour) {
        if (colour == null) {
            json.writeNullProperty("colour");
        } else {
            json.writeStringProperty("colour", colour.name());
        }
    }
}
