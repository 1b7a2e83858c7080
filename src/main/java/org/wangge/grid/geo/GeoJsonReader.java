package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.shared.Datum;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a GeoJSON FeatureCollection of grids and their units, gathering every fault instead of stopping at the first. */
public final class GeoJsonReader {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(FileBounds.OF_JSON)
                    .build())
            .build();

    /**
     * The names of WGS84 in longitude and latitude that writers of GeoJSON use, and of CGCS2000 (EPSG 4490), the datum of the
     * country's surveyors. CGCS2000 is WGS84 as it was in the year 2000; the continent has moved by less than a metre since,
     * which is less than a phone's position says.
     */
    private static final Pattern KNOWN_SYSTEMS = Pattern.compile(
            "(urn:ogc:def:crs:|https?://www\\.opengis\\.net/def/crs/|)"
                    + "(OGC[:/](1\\.3|0|)[:/]?CRS84|EPSG[:/]([0-9.]*[:/])?(4326|4490)|CRS84|WGS ?84|CGCS ?2000)",
            Pattern.CASE_INSENSITIVE);

    private final List<GridRecord> grids = new ArrayList<>();
    private final List<UnitRecord> units = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final OutlineReader outlines;
    private int count;

    private GeoJsonReader(Datum datum) {
        outlines = new OutlineReader(datum);
    }

    /**
     * Reads a file; {@code grid.import-unreadable} when it is not a FeatureCollection with at least one feature,
     * {@code grid.import-crs} when it says that its coordinates are of a system that is not known here, and what
     * {@link FileBounds} says when it is larger than any district.
     *
     * @param datum of the coordinates
     */
    public static GridRecord.Contents read(byte[] bytes, Datum datum) {
        GeoJsonReader reader = new GeoJsonReader(datum);
        try {
            try (JsonParser once = JSON.createParser(bytes)) {
                FileBounds.requireReadableParts(once);
            }
            try (JsonParser file = JSON.createParser(bytes)) {
                reader.readFile(file);
            }
        } catch (StreamConstraintsException tooLong) {
            throw FileBounds.badForm();
        } catch (JacksonException notJson) {
            throw unreadable();
        }
        return new GridRecord.Contents(
                reader.grids, reader.units, reader.faults, List.of(), reader.outlines.largestErrorMetres());
    }

    private static Refused unreadable() {
        return new Refused(Refusal.of("grid.import-unreadable"));
    }

    /** One grid after the other: a tree of the whole file would take many times its size. */
    private void readFile(JsonParser file) {
        if (file.nextToken() != JsonToken.START_OBJECT) {
            throw unreadable();
        }
        boolean isCollection = false;
        for (String name = file.nextName(); name != null; name = file.nextName()) {
            JsonToken value = file.nextToken();
            switch (name) {
                case "type" ->
                    isCollection = value == JsonToken.VALUE_STRING && "FeatureCollection".equals(file.getString());
                case "crs" -> requireKnownSystem(file.readValueAsTree(), "");
                case "features" -> readFeatures(file);
                default -> file.skipChildren();
            }
            if (name.equals("type")) {
                file.skipChildren();
            }
        }
        if (!isCollection || count == 0 || file.nextToken() != null) {
            throw unreadable();
        }
    }

    private void readFeatures(JsonParser file) {
        if (file.currentToken() != JsonToken.START_ARRAY || count > 0) {
            throw unreadable();
        }
        while (file.nextToken() != JsonToken.END_ARRAY) {
            FileBounds.requireNotTooMany(count + 1);
            JsonNode feature = file.readValueAsTree();
            requireKnownSystem(feature.path("crs"), "/features/" + count);
            requireKnownSystem(feature.path("geometry").path("crs"), "/features/" + count + "/geometry");
            readFeature(feature, Spot.ofFeature(count));
            count++;
        }
    }

    /** GeoJSON of 2008 could name a system; RFC 7946 knows only one, and readers must not take others for it. */
    private static void requireKnownSystem(JsonNode system, String pointer) {
        if (system.isMissingNode() || system.isNull()) {
            return;
        }
        JsonNode name = system.path("properties").path("name");
        if (!name.isString() || !KNOWN_SYSTEMS.matcher(name.asString().strip()).matches()) {
            String told = name.isString() ? name.asString() : system.toString();
            String brief = told.codePointCount(0, told.length()) > 100
                    ? told.substring(0, told.offsetByCodePoints(0, 100))
                    : told;
            throw new Refused(Refusal.field("grid.import-crs", pointer + "/crs", brief));
        }
    }

    private void readFeature(JsonNode feature, Spot spot) {
        if (!feature.isObject() || !"Feature".equals(feature.path("type").asString("Feature"))) {
            faults.add(new Fault(
                    spot.feature(),
                    null,
                    null,
                    "/features/" + spot.feature(),
                    "grid.import-feature",
                    List.of(),
                    List.of(),
                    null,
                    null));
            return;
        }
        int before = faults.size();
        JsonNode properties = feature.path("properties");
        boolean isUnit = level(spot, properties) == AreaLevel.UNIT;
        String code = text(spot, properties, "code", true);
        String name = text(spot, properties, "name", true);
        String nameEn = text(spot, properties, "nameEn", false);
        String parent = isUnit ? gridCode(spot, properties) : text(spot, properties, "communityCode", true);
        try {
            var boundary = outlines.geoJson(feature.path("geometry"));
            if (faults.size() == before && isUnit) {
                units.add(new UnitRecord(spot, code, name, nameEn, parent, boundary));
            } else if (faults.size() == before) {
                grids.add(new GridRecord(spot, code, name, nameEn, parent, boundary));
            }
        } catch (OutlineReader.Unreadable unreadable) {
            faults.add(spot.outlineFault(unreadable.within(), unreadable.code(), unreadable.arguments()));
        }
    }

    private AreaLevel level(Spot spot, JsonNode properties) {
        int before = faults.size();
        String word = text(spot, properties, AreaLevel.KEY, false);
        AreaLevel level = AreaLevel.named(word);
        if (level == null && faults.size() == before) {
            faults.add(spot.fault(AreaLevel.KEY, "grid.import-level", List.of(), word));
        }
        return level == null ? AreaLevel.GRID : level;
    }

    /** A map of ours has the grid of a unit as every area's parent. */
    private String gridCode(Spot spot, JsonNode properties) {
        String named = text(spot, properties, UnitRecord.PARENT, false);
        return named.isEmpty() ? text(spot, properties, "parentCode", false) : named;
    }

    private String text(Spot spot, JsonNode properties, String name, boolean required) {
        JsonNode value = properties.path(name);
        if (!value.isString() && !value.isMissingNode() && !value.isNull()) {
            faults.add(spot.fault(name, "grid.import-not-text", List.of(), name, brief(value)));
            return "";
        }
        String text = Texts.line(value.asString(""));
        if (!GridRecord.fits(text, required)) {
            faults.add(spot.fault(name, "grid.import-property", List.of(), name));
        }
        return text;
    }

    private static String brief(JsonNode value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, text.offsetByCodePoints(0, 20)) + "…" : text;
    }
}
