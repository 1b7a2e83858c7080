package org.wangge.grid.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.grid.Directory.DISTRICT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.ControllerClient;
import org.wangge.grid.Directory;
import org.wangge.grid.GridFile;
import org.wangge.grid.geo.DatumShift;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;

class GridApiTests extends GridApi {

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
    void a_position_near_a_border_names_the_grids_beside_it_as_far_as_it_is_exact() {
        // 19 metres from the border to the east, 950 from the one to the west.
        String place = "/grids/locate?longitude=104.7098&latitude=31.405";
        get(place).jsonPath("$.neighbours.length()").isEqualTo(0);
        get(place + "&accuracyMetres=18").jsonPath("$.neighbours.length()").isEqualTo(0);
        get(place + "&accuracyMetres=20")
                .jsonPath("$.grid.code")
                .isEqualTo("510703001001")
                .jsonPath("$.neighbours.length()")
                .isEqualTo(1)
                .jsonPath("$.neighbours[0].gridCode")
                .isEqualTo("510703001002")
                .jsonPath("$.neighbours[0].officeCode")
                .isEqualTo("510703001")
                .jsonPath("$.neighbours[0].metres")
                .value(Double.class, metres -> assertThat(metres).isBetween(18.8, 19.2));
        get(place + "&accuracyMetres=100000")
                .jsonPath("$.neighbours[1].gridCode")
                .isEqualTo("510703002001")
                .jsonPath("$.neighbours[1].officeCode")
                .isEqualTo("510703GXQ");
        get("/grids/locate?longitude=104.71&latitude=31.405&accuracyMetres=0")
                .jsonPath("$.grid.code")
                .isEqualTo("510703001001")
                .jsonPath("$.neighbours[0].metres")
                .isEqualTo(0.0);
        refused(place + "&accuracyMetres=-1", "position.invalid");
        refused(place + "&accuracyMetres=NaN", "position.invalid");
    }

    @Test
    void numbers_that_are_no_place_are_refused_by_name() {
        for (String query : List.of("longitude=NaN&latitude=31", "longitude=181&latitude=31")) {
            get("/grids/locate?" + query, ControllerClient.REFUSED)
                    .jsonPath("$.code")
                    .isEqualTo("position.invalid")
                    .jsonPath("$.pointers[0]")
                    .isEqualTo("longitude");
        }
        get("/grids/locate?longitude=Infinity&latitude=-91", ControllerClient.REFUSED)
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
    void a_worker_of_one_grid_may_read_the_geography_of_the_district_and_its_proof_but_not_import() {
        actor = Directory.actor(
                GridPath.of("510703", "510703001", "510703001001", "510703001001"), Permission.AREA_READ);
        get("/grids").jsonPath("$.items.length()").isEqualTo(3);
        get("/grids/topology").jsonPath("$.district").isEqualTo("510703");
        get("/grids/topology?district=510703").jsonPath("$.grids").isEqualTo(3);
        refused("/grids/topology?district=510704", "request.malformed");
        imported(GridFile.threeGrids(), "?dryRun=true", ControllerClient.REFUSED)
                .jsonPath("$.code")
                .isEqualTo("access.forbidden");
        actor = Directory.actor(DISTRICT);
        refused("/grids", "access.forbidden");
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
}
