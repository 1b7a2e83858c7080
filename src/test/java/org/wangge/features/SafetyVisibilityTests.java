package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/**
 * Who sees which place, inspection and hazard, with people and places drawn at random: those whose area it lies in, by each
 * way there is to it. To everybody else it is as if it did not exist, and one who looks after cases only is told so.
 */
@WanggeTest
class SafetyVisibilityTests {

    private static final long SEED = 20261128;
    private static final List<String> OFFICES = List.of("510703002", "510703005", "510703007", "510703104");
    private static final List<String> ROLES = List.of("GRID_WORKER", "HANDLER", "DISPATCHER", "SUPERVISOR");
    private static final int EACH_ROLE = 4;
    private static final int PLACES = 16;

    @Autowired
    private Town town;

    private final Random random = new Random(SEED);
    private final String word = "s" + UUID.randomUUID().toString().substring(0, 8);

    private record Somebody(String name, String scope) {

        boolean sees(Looked looked) {
            return (looked.path + "/").startsWith(scope + "/");
        }
    }

    /** A place that was inspected, and the hazard that was found there. */
    private record Looked(String path, String place, String inspection, String hazard) {}

    private <T> T anyOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private List<JsonNode> grids() {
        return OFFICES.stream()
                .flatMap(office -> town.all("admin", "/api/v1/grids?limit=200&office=" + office).stream())
                .toList();
    }

    /** With a grid, a community, a sub-district or the whole district to look after. */
    private List<Somebody> people(List<JsonNode> grids) {
        List<Somebody> people = new ArrayList<>();
        for (String role : ROLES) {
            for (int one = 0; one < EACH_ROLE; one++) {
                List<String> way =
                        List.of(anyOf(grids).get("path").stringValue().split("/"));
                String scope = String.join("/", way.subList(0, 4 - one % 4));
                people.add(new Somebody(Hiring.hire(town, role, scope), scope));
            }
        }
        return people;
    }

    private List<Looked> looked(List<JsonNode> grids, List<Somebody> people, String inspector) {
        // Half of them where somebody looks after, or hardly anybody would meet one.
        List<JsonNode> near = grids.stream()
                .filter(grid -> people.stream()
                        .anyMatch(one -> one.scope.equals(grid.get("path").stringValue())))
                .toList();
        List<String> items = new HazardStories(town).items(inspector);
        return IntStream.range(0, people.isEmpty() ? 1 : PLACES)
                .mapToObj(number -> looked(anyOf(number % 2 == 1 ? near : grids), inspector, items, number))
                .toList();
    }

    private Looked looked(JsonNode grid, String inspector, List<String> items, int number) {
        String code = grid.get("code").stringValue();
        JsonNode place = new HazardStories(town)
                .restaurant(inspector, word + number, HazardStories.position(grid.get("anchor")));
        assertThat(place.get("gridCode").stringValue()).isEqualTo(code);
        JsonNode inspection = Town.bodyOf(town.post(
                        inspector,
                        "/api/v1/inspections",
                        HazardStories.inspection(place, items, Set.of(HazardStories.GENERAL)))
                .expectStatus()
                .isCreated());
        return new Looked(
                grid.get("path").stringValue(),
                place.get("id").stringValue(),
                inspection.get("id").stringValue(),
                inspection.at("/result/hazardIds/0").stringValue());
    }

    @Test
    void each_way_to_a_place_and_to_what_was_found_there_is_open_in_its_area_only() {
        List<JsonNode> grids = grids();
        List<Somebody> people = people(grids);
        JsonNode everywhere = Hiring.hireWith(town, Map.of("scopes", List.of("510703")));
        List<Looked> all = looked(grids, people, everywhere.get("username").stringValue());
        String inspector = everywhere.get("id").stringValue();
        for (Somebody somebody : people) {
            List<Looked> seen = all.stream().filter(somebody::sees).toList();
            assertListed(somebody, "places?limit=3&q=" + word, ids(seen, Looked::place));
            assertListed(somebody, "hazards?limit=3&q=" + word, ids(seen, Looked::hazard));
            assertListed(somebody, "inspections?limit=3&inspector=" + inspector, ids(seen, Looked::inspection));
            assertExported(somebody, "places.csv?q=" + word, seen.size());
            assertExported(somebody, "hazards.csv?q=" + word, seen.size());
            all.forEach(one -> assertDoors(somebody, one, seen.contains(one)));
        }
    }

    @Test
    void an_administrator_keeps_the_places_but_is_not_told_what_was_found_there() {
        List<JsonNode> grids = grids();
        JsonNode everywhere = Hiring.hireWith(town, Map.of("scopes", List.of("510703")));
        Looked one = looked(grids, List.of(), everywhere.get("username").stringValue())
                .get(0);
        assertThat(status("admin", "places/" + one.place)).isEqualTo(200);
        for (String closed :
                List.of("hazards", "hazards/" + one.hazard, "inspections", "inspections/" + one.inspection)) {
            assertThat(status("admin", closed)).as(closed).isEqualTo(403);
        }
    }

    private static Set<String> ids(List<Looked> all, Function<Looked, String> id) {
        return all.stream().map(id).collect(Collectors.toSet());
    }

    private void assertListed(Somebody somebody, String list, Set<String> expected) {
        assertThat(town.all(somebody.name, "/api/v1/" + list).stream()
                        .map(each -> each.get("id").stringValue()))
                .as("%s lists %s, seed %d", somebody, list, SEED)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private void assertExported(Somebody somebody, String table, int rows) {
        byte[] csv = town.as(somebody.name)
                .get()
                .uri("/api/v1/exports/" + table)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(new String(Objects.requireNonNull(csv), StandardCharsets.UTF_8).lines())
                .as("%s exports %s, seed %d", somebody, table, SEED)
                .hasSize(1 + rows);
    }

    private void assertDoors(Somebody somebody, Looked one, boolean open) {
        List<String> doors = List.of(
                "places/" + one.place,
                "places/" + one.place + "/history",
                "places/" + one.place + "/doubles",
                "inspections/" + one.inspection,
                "hazards/" + one.hazard,
                "hazards/" + one.hazard + "/timeline");
        for (String door : doors) {
            assertThat(status(somebody.name, door))
                    .as("%s at %s of %s, seed %d", somebody, door, one, SEED)
                    .isEqualTo(open ? 200 : 404);
        }
        if (!open) {
            JsonNode problem = Town.bodyOf(town.post(
                            somebody.name, "/api/v1/hazards/" + one.hazard + "/actions/recheck", Map.of("passed", true))
                    .expectStatus()
                    .isNotFound());
            assertThat(problem.get("code").stringValue()).isEqualTo("hazard.not-found");
        }
    }

    private int status(String user, String door) {
        return town.as(user)
                .get()
                .uri("/api/v1/" + door)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
