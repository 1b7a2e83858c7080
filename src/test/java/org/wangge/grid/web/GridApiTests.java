package org.wangge.grid.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.grid.Directory.DISTRICT;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.Directory;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridFile;
import org.wangge.grid.GridImports;
import org.wangge.grid.Offices;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.directory.AreaVersion;
import org.wangge.grid.directory.GridMaps;
import org.wangge.grid.directory.GridSettings;
import org.wangge.grid.directory.Topology;
import org.wangge.grid.geo.DatumShift;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

class GridApiTests {

    private final TestStore store = TestStore.open();
    private final Directory directory = new Directory(store).withAreas();
    private Actor actor = Directory.ADMIN;
    private final WebTestClient client = client();

    {
        publish(GridFile.threeGrids());
        done(directory
                .get(Responsibilities.class)
                .assign(new ResponsibleWorker(
                        "510703001001",
                        Ids.next(),
                        "甲",
                        "0816-5550101",
                        ResponsibleWorker.Duty.PRIMARY,
                        Directory.NOW,
                        null)));
    }

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    @Test
    void a_point_is_located_in_each_datum() {
        GeoPoint point = new GeoPoint(104.715, 31.405);
        for (Datum datum : Datum.values()) {
            DatumShift.Degrees given = DatumShift.fromWgs84(point, datum);
            get("/grids/locate?longitude=" + given.longitude() + "&latitude=" + given.latitude() + "&datum=" + datum)
                    .jsonPath("$.location")
                    .isEqualTo("INSIDE")
                    .jsonPath("$.grid.code")
                    .isEqualTo("510703001002")
                    .jsonPath("$.grid.path")
                    .isEqualTo("510703/510703001/510703001002/510703001002")
                    .jsonPath("$.revision")
                    .isEqualTo(1);
        }
    }

    @Test
    void a_point_just_outside_is_taken_to_the_nearest_grid_and_one_farther_out_is_refused() {
        get("/grids/locate?longitude=104.705&latitude=31.39980")
                .jsonPath("$.location")
                .isEqualTo("NEAREST")
                .jsonPath("$.distanceMetres")
                .value(Double.class, metres -> assertThat(metres).isBetween(22.0, 22.4));
        refused("/grids/locate?longitude=104.705&latitude=31.390", "grid.outside-district");
    }

    @Test
    void numbers_that_are_no_place_are_refused_by_name() {
        for (String query : List.of("longitude=NaN&latitude=31", "longitude=181&latitude=31")) {
            get("/grids/locate?" + query, 499)
                    .jsonPath("$.code")
                    .isEqualTo("position.invalid")
                    .jsonPath("$.pointers[0]")
                    .isEqualTo("longitude");
        }
        get("/grids/locate?longitude=Infinity&latitude=-91", 499)
                .jsonPath("$.pointers.length()")
                .isEqualTo(2);
    }

    @Test
    void a_grid_shows_its_boundary_its_offices_and_who_answers_for_it() {
        get("/grids/510703001001")
                .jsonPath("$.name")
                .isEqualTo("顺河街社区第1网格")
                .jsonPath("$.communityName")
                .isEqualTo("顺河街社区")
                .jsonPath("$.officeName")
                .isEqualTo("城厢街道")
                .jsonPath("$.handlingOfficeCode")
                .isEqualTo("510703001")
                .jsonPath("$.workers[0].name")
                .isEqualTo("甲")
                .jsonPath("$.workers[0].duty")
                .isEqualTo("PRIMARY")
                .jsonPath("$.boundary.type")
                .isEqualTo("Polygon")
                .jsonPath("$.boundary.coordinates[0].length()")
                .isEqualTo(5);
        get("/grids/510703002001")
                .jsonPath("$.handlingOfficeCode")
                .isEqualTo("510703GXQ")
                .jsonPath("$.workers.length()")
                .isEqualTo(0);
        refused("/grids/510703001999", "grid.not-found");
    }

    @Test
    void grids_are_listed_by_office_zone_community_and_box_page_by_page() {
        get("/grids?limit=2&count=true")
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.total")
                .isEqualTo(3)
                .jsonPath("$.nextCursor")
                .value(
                        String.class,
                        cursor -> get("/grids?limit=2&cursor=" + cursor)
                                .jsonPath("$.items[0].code")
                                .isEqualTo("510703002001")
                                .jsonPath("$.items.length()")
                                .isEqualTo(1)
                                .jsonPath("$.nextCursor")
                                .isEmpty());
        get("/grids?office=510703001").jsonPath("$.items.length()").isEqualTo(2);
        get("/grids?office=510703GXQ").jsonPath("$.items[0].code").isEqualTo("510703002001");
        get("/grids?community=510703001002").jsonPath("$.items[0].code").isEqualTo("510703001002");
        get("/grids?bbox=104.722,31.402,104.725,31.405")
                .jsonPath("$.items[0].code")
                .isEqualTo("510703002001");
        refused("/grids?bbox=1,2,3", "grid.bbox-invalid");
        refused("/grids?cursor=rubbish", "request.cursor-invalid");
    }

    @Test
    void someone_of_another_district_sees_none_of_it() {
        actor = Directory.actor(GridPath.of("510704"), Permission.AREA_READ);
        refused("/grids/510703001001", "grid.not-found");
        refused("/grids/locate?longitude=104.715&latitude=31.405", "grid.not-found");
        refused("/offices/510703001", "office.not-found");
        get("/grids").jsonPath("$.items.length()").isEqualTo(0);
        get("/offices").jsonPath("$.items.length()").isEqualTo(0);
    }

    @Test
    void a_worker_of_one_grid_may_read_the_geography_of_the_district_but_not_the_proof_or_the_import() {
        actor = Directory.actor(
                GridPath.of("510703", "510703001", "510703001001", "510703001001"), Permission.AREA_READ);
        get("/grids").jsonPath("$.items.length()").isEqualTo(3);
        refused("/grids/topology", "access.forbidden");
        imported(GridFile.threeGrids(), "?dryRun=true", 499).jsonPath("$.code").isEqualTo("access.forbidden");
        actor = Directory.actor(DISTRICT);
        refused("/grids", "access.forbidden");
    }

    @Test
    void the_proof_of_coverage_names_every_fault_with_its_place() {
        get("/grids/topology")
                .jsonPath("$.covered")
                .isEqualTo(true)
                .jsonPath("$.grids")
                .isEqualTo(3)
                .jsonPath("$.parts")
                .isEqualTo(1)
                .jsonPath("$.totals.GAP")
                .isEqualTo(0)
                .jsonPath("$.totals.NO_RESPONSIBLE_WORKER")
                .isEqualTo(2)
                .jsonPath("$.faults[0].codes[0]")
                .isEqualTo("510703001002")
                .jsonPath("$.faults[0].geometry.type")
                .isEqualTo("Polygon");

        GridFile overlapping = GridFile.threeGrids().box("510703002002", "普明寺社区第2网格", "510703002001", 2.5, 3.5);
        value(directory
                .get(GridImports.class)
                .importGeoJson(overlapping.bytes(), new GridImports.Options(false, true), Directory.ADMIN));
        get("/grids/topology")
                .jsonPath("$.covered")
                .isEqualTo(false)
                .jsonPath("$.revision")
                .isEqualTo(2)
                .jsonPath("$.totals.OVERLAP")
                .isEqualTo(1)
                .jsonPath("$.faults[0].kind")
                .isEqualTo("OVERLAP")
                .jsonPath("$.faults[0].codes[1]")
                .isEqualTo("510703002002");
    }

    @Test
    void an_orphan_is_found_when_its_community_has_ended() {
        done(directory
                .get(Divisions.class)
                .putAll(List.of(new Division(
                        "510703001002",
                        new LocalizedText("北街社区", ""),
                        Division.Level.COMMUNITY,
                        "510703001",
                        null,
                        LocalDate.of(2025, 1, 1),
                        List.of(),
                        null,
                        false))));
        get("/grids/topology")
                .jsonPath("$.totals.ORPHAN")
                .isEqualTo(1)
                .jsonPath("$.faults[0].kind")
                .isEqualTo("ORPHAN")
                .jsonPath("$.faults[0].codes[0]")
                .isEqualTo("510703001002");
    }

    @Test
    void boundaries_are_exported_as_geojson_and_come_back_as_the_same_file() {
        byte[] exported = client.get()
                .uri("/api/v1/grids.geojson")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/geo+json")
                .expectBody()
                .jsonPath("$.features.length()")
                .isEqualTo(3)
                .jsonPath("$.features[0].properties.communityCode")
                .isEqualTo("510703001001")
                .returnResult()
                .getResponseBody();
        assertThat(value(directory
                                .get(GridImports.class)
                                .importGeoJson(
                                        requireNonNull(exported),
                                        new GridImports.Options(true, false),
                                        Directory.ADMIN))
                        .unchanged())
                .isEqualTo(3);
        client.get()
                .uri("/api/v1/grids?office=510703001&zoom=9")
                .accept(MediaType.parseMediaType("application/geo+json"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.features.length()")
                .isEqualTo(2);
    }

    @Test
    void an_import_over_http_reports_and_publishes() {
        GridFile next = GridFile.threeGrids().square("510703002002", "普明寺社区第2网格", "510703002001", 3);
        imported(next, "?dryRun=true", 200)
                .jsonPath("$.publishable")
                .isEqualTo(true)
                .jsonPath("$.revision")
                .isEmpty()
                .jsonPath("$.added[0]")
                .isEqualTo("510703002002");
        imported(next, "", 200).jsonPath("$.revision").isEqualTo(2);
        imported(new GridFile().square("1", "x", "510703002001", 0), "?dryRun=true", 200)
                .jsonPath("$.publishable")
                .isEqualTo(false)
                .jsonPath("$.faults[0].featureIndex")
                .isEqualTo(0)
                .jsonPath("$.faults[0].detail")
                .isEqualTo("“1”不是 12 位的网格编号。");
        imported(new GridFile().square("1", "x", "510703002001", 0), "", 499)
                .jsonPath("$.code")
                .isEqualTo("grid.import-faulty");
    }

    @Test
    void the_posted_card_needs_no_sign_in_and_shows_no_account() {
        get("/public/grids/510703001001")
                .jsonPath("$.name")
                .isEqualTo("顺河街社区第1网格")
                .jsonPath("$.officeName")
                .isEqualTo("城厢街道")
                .jsonPath("$.workers[0].name")
                .isEqualTo("甲")
                .jsonPath("$.workers[0].phone")
                .isEqualTo("0816-5550101")
                .jsonPath("$.workers[0].id")
                .doesNotExist()
                .jsonPath("$.supervisionPhone")
                .isEqualTo("12345");
    }

    @Test
    void divisions_and_offices_are_listed_with_their_hosts() {
        get("/divisions?limit=200").jsonPath("$.items.length()").isEqualTo(8);
        get("/divisions?parent=510703001")
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].level")
                .isEqualTo("COMMUNITY");
        get("/offices").jsonPath("$.items.length()").isEqualTo(3);
        get("/offices/510703GXQ")
                .jsonPath("$.kind")
                .isEqualTo("ZONE")
                .jsonPath("$.hosts[0]")
                .isEqualTo("510703002");
        get("/offices/510703002")
                .jsonPath("$.handledBy")
                .isEqualTo("510703GXQ")
                .jsonPath("$.version")
                .value(Integer.class, version -> assertThat(version).isPositive());
    }

    private WebTestClient.BodyContentSpec get(String path) {
        return get(path, 200);
    }

    private void refused(String path, String code) {
        get(path, 499).jsonPath("$.code").isEqualTo(code);
    }

    private WebTestClient.BodyContentSpec get(String path, int status) {
        return client.get()
                .uri("/api/v1" + path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    private WebTestClient.BodyContentSpec imported(GridFile file, String query, int status) {
        return client.post()
                .uri("/api/v1/grids/imports" + query)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(file.bytes())
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    private void publish(GridFile file) {
        value(directory
                .get(GridImports.class)
                .importGeoJson(file.bytes(), new GridImports.Options(false, false), Directory.ADMIN));
    }

    /** The edge tells refusals as problems; here their code is enough, under a status that nothing else has. */
    @RestControllerAdvice
    static class Refusals {
        @ExceptionHandler
        ResponseEntity<Map<String, Object>> refused(Refused refused) {
            return ResponseEntity.status(499)
                    .body(Map.of(
                            "code", refused.refusal().code(),
                            "pointers",
                                    refused.refusal().faults().stream()
                                            .map(fault -> fault.pointer())
                                            .toList()));
        }
    }

    private WebTestClient client() {
        Divisions divisions = directory.get(Divisions.class);
        Offices offices = directory.get(Offices.class);
        GridMaps maps = directory.get(GridMaps.class);
        Responsibilities responsibilities = directory.get(Responsibilities.class);
        GridSettings settings = directory.get(GridSettings.class);
        Clock clock = directory.get(Clock.class);
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/problems-grid");
        messages.setDefaultEncoding("UTF-8");
        messages.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        messages.setFallbackToSystemLocale(false);
        return WebTestClient.bindToController(
                        new AreaController(divisions, offices, directory.get(AreaVersion.class)),
                        new GridController(
                                directory.get(GridCells.class),
                                maps,
                                divisions,
                                offices,
                                responsibilities,
                                directory.get(Topology.class),
                                clock),
                        new GridMapController(maps, offices),
                        new GridImportController(directory.get(GridImports.class), settings, messages),
                        new PublicGridController(maps, divisions, offices, responsibilities, settings, clock))
                .controllerAdvice(new Refusals())
                .argumentResolvers(resolvers -> resolvers.addCustomResolver(new HandlerMethodArgumentResolver() {
                    @Override
                    public boolean supportsParameter(MethodParameter parameter) {
                        return parameter.getParameterType().equals(Actor.class);
                    }

                    @Override
                    public Mono<Object> resolveArgument(
                            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
                        return Mono.just(actor);
                    }
                }))
                .configureClient()
                .defaultHeader("Accept-Language", "zh-CN")
                .build();
    }
}
