package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What roles may do, changed by administrators who cannot lock themselves out, and departments made by them. */
@WanggeTest
class RolePermissionsApiTests {

    private static final String PERMISSIONS = "/api/v1/permissions/";
    private static final String DEPARTMENTS = "/api/v1/departments";

    @Autowired
    private Town town;

    private WebTestClient.ResponseSpec put(String user, String path, Object body, @Nullable String seen) {
        return town.as(user)
                .put()
                .uri(path)
                .headers(headers -> {
                    if (seen != null) {
                        headers.set(HttpHeaders.IF_MATCH, seen);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static void expect(WebTestClient.ResponseSpec response, int status, String code) {
        assertThat(response.expectBody().returnResult())
                .satisfies(answer -> assertThat(answer.getStatus().value())
                        .as(new String(answer.getResponseBody()))
                        .isEqualTo(status))
                .satisfies(answer -> assertThat(
                                Town.read(answer.getResponseBody()).get("code").stringValue())
                        .isEqualTo(code));
    }

    private Set<String> permissions(String role) {
        return town.get("admin", PERMISSIONS + role)
                .get("permissions")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> saying(Set<String> permissions) {
        return Map.of("permissions", permissions);
    }

    @Test
    void a_right_that_is_taken_from_a_role_is_gone_at_once_and_who_took_it_stays_known() {
        String supervisor = Hiring.hire(town, "SUPERVISOR", "510703");
        Set<String> before = permissions("SUPERVISOR");
        Set<String> without = new HashSet<>(before);
        without.remove("ACCOUNT_READ");
        town.get(supervisor, "/api/v1/accounts?limit=1");
        try {
            JsonNode changed = Town.bodyOf(put("admin", PERMISSIONS + "SUPERVISOR", saying(without), null)
                    .expectStatus()
                    .isOk());
            expect(town.as(supervisor).get().uri("/api/v1/accounts").exchange(), 403, "access.forbidden");
            JsonNode change = changed.get("history").get(0);
            assertThat(change.get("by").stringValue())
                    .isEqualTo(town.idOf("admin").toString());
            assertThat(change.get("before").toString()).contains("ACCOUNT_READ");
            assertThat(change.get("after").toString()).doesNotContain("ACCOUNT_READ");
            long version = changed.get("version").longValue();
            expect(
                    put("admin", PERMISSIONS + "SUPERVISOR", saying(before), "\"" + (version - 1) + "\""),
                    412,
                    "permission.stale");
            put("admin", PERMISSIONS + "SUPERVISOR", saying(without), null)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals(HttpHeaders.ETAG, "\"" + version + "\"");
        } finally {
            put("admin", PERMISSIONS + "SUPERVISOR", saying(before), null)
                    .expectStatus()
                    .isOk();
        }
        town.get(supervisor, "/api/v1/accounts?limit=1");
    }

    @Test
    void administrators_keep_what_they_need_and_others_change_nothing() {
        Set<String> before = permissions("ADMIN");
        for (String needed : List.of("ACCOUNT_EDIT", "ACCOUNT_READ")) {
            Set<String> without = new HashSet<>(before);
            without.remove(needed);
            expect(put("admin", PERMISSIONS + "ADMIN", saying(without), null), 409, "permission.needed");
        }
        expect(put("admin", PERMISSIONS + "ADMIN", saying(Set.of()), null), 409, "permission.needed");
        assertThat(permissions("ADMIN")).isEqualTo(before);
        String ofOffice = Hiring.hire(town, "ADMIN", "510703/510703103");
        expect(put(ofOffice, PERMISSIONS + "HANDLER", saying(before), null), 403, "access.forbidden");
        expect(put("district", PERMISSIONS + "HANDLER", saying(before), null), 403, "access.forbidden");
        expect(put("admin", PERMISSIONS + "MAYOR", saying(before), null), 404, "permission.no-such-role");
        town.as("admin")
                .put()
                .uri(PERMISSIONS + "HANDLER")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("permissions", List.of("FLY")))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void nobody_gives_up_the_own_rights_by_changing_the_own_account() {
        JsonNode me = Hiring.hireWith(town, Map.of("roles", List.of("ADMIN"), "scopes", List.of("510703")));
        String name = me.get("username").stringValue();
        String path = "/api/v1/accounts/" + me.get("id").stringValue();
        Map<String, Object> same = Map.of(
                "username", name, "name", "自己", "roles", List.of("ADMIN", "SUPERVISOR"), "scopes", List.of("510703"));
        put(name, path, same, null).expectStatus().isOk();
        expect(
                put(
                        name,
                        path,
                        Map.of(
                                "username",
                                name,
                                "name",
                                "自己",
                                "roles",
                                List.of("SUPERVISOR"),
                                "scopes",
                                List.of("510703")),
                        null),
                409,
                "account.not-yourself");
        expect(
                put(
                        name,
                        path,
                        Map.of(
                                "username",
                                name,
                                "name",
                                "自己",
                                "roles",
                                List.of("ADMIN"),
                                "scopes",
                                List.of("510703/510703001")),
                        null),
                409,
                "account.not-yourself");
        put(
                        "admin",
                        path,
                        Map.of(
                                "username",
                                name,
                                "name",
                                "别人",
                                "roles",
                                List.of("SUPERVISOR"),
                                "scopes",
                                List.of("510703")),
                        null)
                .expectStatus()
                .isOk();
    }

    @Test
    void a_department_is_made_once_renamed_and_retired_but_never_deleted() {
        String code =
                "510703103-T" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);
        Map<String, Object> draft =
                Map.of("code", code, "names", Map.of("zh", "交通办", "en", "Traffic"), "officeCode", "510703103");
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            town.as("admin")
                    .post()
                    .uri(DEPARTMENTS)
                    .header("Idempotency-Key", key)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(draft)
                    .exchange()
                    .expectStatus()
                    .isCreated()
                    .expectHeader()
                    .valueEquals(HttpHeaders.ETAG, "\"1\"");
        }
        expect(town.post("admin", DEPARTMENTS, draft), 409, "department.code-taken");
        expect(
                town.post(
                        "admin",
                        DEPARTMENTS,
                        Map.of("code", code + "X", "names", Map.of("zh", "无"), "officeCode", "999999")),
                422,
                "department.office-unknown");
        String ofOther = Hiring.hire(town, "ADMIN", "510703/510703001");
        expect(
                town.post(
                        ofOther,
                        DEPARTMENTS,
                        Map.of("code", code + "Y", "names", Map.of("zh", "无"), "officeCode", "510703103")),
                422,
                "department.office-unknown");
        String path = DEPARTMENTS + "/" + code;
        expect(put(ofOther, path, Map.of("names", Map.of("zh", "改")), null), 403, "access.forbidden");
        put("admin", path, Map.of("names", Map.of("zh", "交通运输办"), "retired", true), "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, "\"2\"");
        expect(put("admin", path, Map.of("names", Map.of("zh", "再改")), "\"1\""), 412, "department.stale");
        JsonNode stored = town.get("dispatcher-103", path);
        assertThat(stored.get("name").stringValue()).isEqualTo("交通运输办");
        assertThat(stored.get("retired").booleanValue()).isTrue();
        put("admin", path, Town.read(stored.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)), null)
                .expectStatus()
                .isOk();
        assertThat(codes("")).doesNotContain(code);
        assertThat(codes("&retired=true")).contains(code);
        expect(
                put("admin", DEPARTMENTS + "/NONE", Map.of("names", Map.of("zh", "无")), null),
                404,
                "department.not-found");
    }

    private List<String> codes(String more) {
        return town.all("dispatcher-103", DEPARTMENTS + "?office=510703103" + more).stream()
                .map(found -> found.get("code").stringValue())
                .toList();
    }
}
