package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/**
 * Who sees which case, for people and cases drawn at random: what the rule says, told again here in two lines, is what each way
 * to a case gives. Whoever may not see a case cannot tell it from one that does not exist.
 */
@WanggeTest
class VisibilityTests {

    private static final long SEED = 20261127;
    private static final List<String> OFFICES = List.of("510703001", "510703003", "510703006", "510703103");
    private static final List<String> ROLES = List.of("GRID_WORKER", "HANDLER", "DISPATCHER", "SUPERVISOR");
    private static final Set<String> SEE_THEIR_AREA = Set.of("GRID_WORKER", "DISPATCHER", "SUPERVISOR");
    private static final Set<String> SEE_WHAT_IS_RESTRICTED = Set.of("HANDLER", "DISPATCHER", "SUPERVISOR");
    private static final int EACH_ROLE = 4;
    private static final int CASES = 30;

    @Autowired
    private Town town;

    private final Random random = new Random(SEED);
    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);

    private record Somebody(String name, UUID id, String role, String scope) {

        boolean seesInTheArea(Drawn drawn) {
            boolean inArea = SEE_THEIR_AREA.contains(role) && (drawn.path + "/").startsWith(scope + "/");
            return inArea && (!drawn.restricted || SEE_WHAT_IS_RESTRICTED.contains(role));
        }

        boolean reported(Drawn drawn) {
            return drawn.reporter.equals(id);
        }

        boolean sees(Drawn drawn) {
            return seesInTheArea(drawn) || reported(drawn);
        }

        /** Whoever looks after an area lists that; what they reported elsewhere is listed as theirs. */
        boolean lists(Drawn drawn) {
            return SEE_THEIR_AREA.contains(role) ? seesInTheArea(drawn) : reported(drawn);
        }
    }

    private record Drawn(JsonNode file, String path, boolean restricted, UUID reporter) {

        String url() {
            return CaseStories.path(file);
        }
    }

    private <T> T anyOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private List<String> grids() {
        return OFFICES.stream()
                .flatMap(office -> town.all("admin", "/api/v1/grids?limit=200&office=" + office).stream())
                .map(grid -> grid.get("path").stringValue())
                .toList();
    }

    /** With a grid, a community, a sub-district or the whole district to look after. */
    private List<Somebody> people(List<String> grids) {
        List<Somebody> people = new ArrayList<>();
        for (String role : ROLES) {
            for (int one = 0; one < EACH_ROLE; one++) {
                List<String> way = List.of(anyOf(grids).split("/"));
                String scope = String.join("/", way.subList(0, 4 - one % 4));
                JsonNode account = Hiring.hireWith(town, Map.of("roles", List.of(role), "scopes", List.of(scope)));
                UUID id = UUID.fromString(account.get("id").stringValue());
                people.add(new Somebody(account.get("username").stringValue(), id, role, scope));
            }
        }
        return people;
    }

    private Drawn drawn(List<String> grids, List<Somebody> people) {
        String path = anyOf(grids);
        boolean restricted = random.nextInt(3) == 0;
        Somebody reporter = anyOf(people);
        String grid = path.substring(path.lastIndexOf('/') + 1);
        JsonNode file = Town.bodyOf(town.post(
                        reporter.name,
                        "/api/v1/cases",
                        Map.of("categoryCode", restricted ? "G0701" : "G0201", "description", word, "gridCode", grid))
                .expectStatus()
                .isCreated());
        return new Drawn(file, path, restricted, reporter.id);
    }

    @Test
    void each_way_to_a_case_is_open_to_those_who_may_see_it_and_to_nobody_else() {
        List<String> grids = grids();
        List<Somebody> people = people(grids);
        // Half of them where somebody looks after, or hardly anybody would meet a case.
        List<String> near = people.stream()
                .filter(one -> one.scope.split("/").length == 4)
                .map(Somebody::scope)
                .toList();
        List<Drawn> all = new ArrayList<>();
        for (int number = 0; number < CASES; number++) {
            all.add(drawn(number % 2 == 0 ? near : grids, people));
        }
        for (Somebody somebody : people) {
            assertListed(somebody, "", among(all, somebody::lists));
            assertListed(somebody, "&reporter=" + somebody.id, among(all, somebody::reported));
            Set<String> seen = among(all, somebody::sees);
            all.forEach(one -> assertDoors(somebody, one, seen.contains(one.url())));
        }
    }

    private static Set<String> among(List<Drawn> all, Predicate<Drawn> which) {
        return all.stream().filter(which).map(Drawn::url).collect(Collectors.toSet());
    }

    private void assertListed(Somebody somebody, String filter, Set<String> expected) {
        assertThat(town.all(somebody.name, "/api/v1/cases?limit=7&q=" + word + filter).stream()
                        .map(CaseStories::path))
                .as("%s lists%s, seed %d", somebody, filter, SEED)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private void assertDoors(Somebody somebody, Drawn one, boolean open) {
        for (String door : List.of("", "/timeline", "/routing")) {
            int status = town.as(somebody.name)
                    .get()
                    .uri(one.url() + door)
                    .exchange()
                    .expectBody()
                    .returnResult()
                    .getStatus()
                    .value();
            assertThat(status)
                    .as("%s at %s of %s, seed %d", somebody, door, one, SEED)
                    .isEqualTo(open ? 200 : 404);
        }
        if (!open) {
            JsonNode problem =
                    Town.bodyOf(town.post(somebody.name, one.url() + "/actions/comment", Map.of("text", "我在这里"))
                            .expectStatus()
                            .isNotFound());
            assertThat(problem.get("code").stringValue()).isEqualTo("case.not-found");
        }
    }
}
