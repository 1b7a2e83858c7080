package org.wangge.grid.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.grid.Offices;
import org.wangge.grid.directory.AreaMaps;
import org.wangge.grid.directory.GridMaps;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class GridMapController {

    static final String GEO_JSON = "application/geo+json";

    private static final String GRID = "grid";

    private final GridMaps maps;
    private final AreaMaps areas;
    private final Offices offices;

    GridMapController(GridMaps maps, AreaMaps areas, Offices offices) {
        this.maps = maps;
        this.areas = areas;
        this.offices = offices;
    }

    /** Whoever names the file gets it, whatever else is accepted. */
    @GetMapping("/grids.geojson")
    Mono<ResponseEntity<byte[]>> exportGrids(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) @Nullable String office,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable String bbox,
            @RequestParam(required = false) @Min(0) @Max(22) @Nullable Integer zoom,
            @RequestParam(defaultValue = "grid") String level,
            @RequestParam(required = false) @Nullable String asOf) {
        actor.require(Permission.AREA_READ);
        return maps.asOf(Moments.of("asOf", asOf))
                .map(grid -> Selections.of(grid, actor, office, community, bbox, offices))
                .flatMap(selection -> map(selection, zoom, level, locale))
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(GEO_JSON))
                        .body(bytes));
    }

    private Mono<byte[]> map(GridMaps.Selection selection, @Nullable Integer zoom, String level, Locale locale) {
        if (GRID.equalsIgnoreCase(level)) {
            return maps.geoJson(selection, zoom, locale);
        }
        return AreaMaps.UNIT.equalsIgnoreCase(level)
                ? areas.units(selection, zoom, locale)
                : areas.geoJson(selection, level(level), zoom, locale);
    }

    @GetMapping(path = "/grids", produces = GEO_JSON)
    Mono<ResponseEntity<byte[]>> mapGrids(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) @Nullable String office,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable String bbox,
            @RequestParam(required = false) @Min(0) @Max(22) @Nullable Integer zoom,
            @RequestParam(required = false) @Nullable String asOf) {
        return exportGrids(actor, locale, office, community, bbox, zoom, GRID, asOf);
    }

    private static AreaMaps.Level level(String name) {
        return Arrays.stream(AreaMaps.Level.values())
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> QueryValues.malformed("level", "field.form"));
    }
}
