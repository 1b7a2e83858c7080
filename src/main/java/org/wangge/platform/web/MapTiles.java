package org.wangge.platform.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.wangge.shared.Datum;

/**
 * What lies under the map of the desk. Without tiles the map has the borders of grids and offices only.
 *
 * @param url {@code WANGGE_TILES}: where a tile is, with {@code {z}}, {@code {x}} and {@code {y}} in it, at one server or a path of this one;
 *     empty for no tiles
 * @param attribution {@code WANGGE_TILES_ATTRIBUTION}: what their owner wants to be said
 * @param datum {@code WANGGE_TILES_DATUM}: in which coordinates they are cut; maps of mainland vendors mostly in GCJ02
 * @param maxZoom the closest zoom they have
 */
@Validated
@ConfigurationProperties("wangge.tiles")
record MapTiles(
        @DefaultValue("") String url,
        @DefaultValue("") String attribution,
        @DefaultValue("WGS84") Datum datum,
        @DefaultValue("18") int maxZoom) {

    private static final Pattern PLACE = Pattern.compile("\\{[zxy]}");
    private static final int CLOSEST = 22;

    MapTiles {
        url = url.strip();
        String wrong = wrong(url, datum, maxZoom);
        if (wrong != null) {
            throw new IllegalArgumentException("The address of map tiles (WANGGE_TILES, WANGGE_TILES_DATUM): " + wrong);
        }
    }

    private static @Nullable String wrong(String url, Datum datum, int maxZoom) {
        if (url.isEmpty()) {
            return null;
        }
        if (!url.contains("{z}") || !url.contains("{x}") || !url.contains("{y}")) {
            return "{z}, {x} and {y} must be in it";
        }
        if (datum == Datum.BD09 || maxZoom < 1 || maxZoom > CLOSEST) {
            return "tiles are cut in WGS84 or GCJ02, to a zoom of at most " + CLOSEST;
        }
        return origin(url) == null ? "it must be one http or https address, or a path that begins with /" : null;
    }

    /** The origin for the page's policy; empty for a path of this server, null for what is no such address. */
    private static @Nullable String origin(String url) {
        String filled = PLACE.matcher(url).replaceAll("0");
        if (filled.startsWith("/") && !filled.startsWith("//")) {
            return "";
        }
        try {
            URI uri = new URI(filled);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
                return null;
            }
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (URISyntaxException notOne) {
            return null;
        }
    }

    /** From where pictures may come beside this server: nothing, or a blank and exactly this origin. */
    String imageSource() {
        String origin = origin(url);
        return origin == null || origin.isEmpty() ? "" : " " + origin;
    }
}
