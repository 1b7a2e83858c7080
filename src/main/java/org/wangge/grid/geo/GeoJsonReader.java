package org.wangge.grid.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.shared.Datum;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a GeoJSON FeatureCollection of grids, gathering every fault instead of stopping at the first. */
public final class GeoJsonReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
    private final List<Fault> faults = new ArrayList<>();
    private final OutlineReader outlines;

    private GeoJsonReader(Datum datum) {
        outlines = new OutlineReader(datum);
    }

    /**
     * Reads a file; {@code grid.import-unreadable} when it is not a FeatureCollection with at least one feature,
     * {@code grid.import-crs} when it says that its coordinates are of a system that is not known here.
     *
     * @param datum of the coordinates
     */
    public static GridRecord.Contents read(byte[] bytes, Datum datum) {
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
        requireKnownSystem(root, "");
        GeoJsonReader reader = new GeoJsonReader(datum);
        for (int index = 0; index < all.size(); index++) {
            requireKnownSystem(all.get(index), "/features/" + index);
            requireKnownSystem(all.get(index).path("geometry"), "/features/" + index + "/geometry");
            reader.readFeature(all.get(index), Spot.ofFeature(index));
        }
        return new GridRecord.Contents(reader.grids, reader.faults, List.of(), reader.outlines.largestErrorMetres());
    }

    /** GeoJSON of 2008 could name a system; RFC 7946 knows only one, and readers must not take others for it. */
    private static void requireKnownSystem(JsonNode object, String pointer) {
        JsonNode system = object.path("crs");
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
        String code = text(spot, properties, "code", true);
        String name = text(spot, properties, "name", true);
        String nameEn = text(spot, properties, "nameEn", false);
        String community = text(spot, properties, "communityCode", true);
        try {
            var boundary = outlines.geoJson(feature.path("geometry"));
            if (faults.size() == before) {
                grids.add(new GridRecord(spot, code, name, nameEn, community, boundary));
            }
        } catch (OutlineReader.Unreadable unreadable) {
            faults.add(spot.outlineFault(unreadable.within(), unreadable.code(), unreadable.arguments()));
        }
    }

    private String text(Spot spot, JsonNode properties, String name, boolean required) {
        JsonNode value = properties.path(name);
        if (!value.isString() && !value.isMissingNode() && !value.isNull()) {
            faults.add(spot.fault(name, "grid.import-not-text", List.of(), name, brief(value)));
            return "";
        }
        String text = value.asString("");
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
