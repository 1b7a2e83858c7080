package org.wangge.dutylist.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.table.Workbooks.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient.RequestBodySpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyListKeeping;
import org.wangge.dutylist.DutyLists;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import org.wangge.table.TableAnswers;
import org.wangge.table.Workbooks;
import tools.jackson.databind.JsonNode;

/** Who keeps the duty lists reads, tries and changes them; each test has an office of its own. */
@WanggeTest
@AloneInTown
class DutyListsApiTests {

    private static final String ADMIN = "admin";
    private static final String XINZAO = "510703110";
    private static final MediaType XLSX = MediaType.parseMediaType(TableAnswers.XLSX);
    private static final MediaType CSV = MediaType.parseMediaType(TableAnswers.CSV);

    @Autowired
    private Town town;

    @Autowired
    private DutyLists lists;

    @Autowired
    private DutyListKeeping keeping;

    private JsonNode list(String office) {
        return town.get(ADMIN, "/api/v1/duty-lists/" + office);
    }

    /** The items of a list as bodies. */
    private List<Map<String, Object>> items(String office) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (JsonNode item : list(office).get("items")) {
            Map<String, Object> body = new LinkedHashMap<>();
            for (String field : List.of("category", "dutyClass", "leadDepartment", "basis")) {
                body.put(
                        field, item.get(field).isNull() ? null : item.get(field).stringValue());
            }
            items.add(body);
        }
        return items;
    }

    private static List<Map<String, Object>> with(List<Map<String, Object>> items, Map<String, Object> changed) {
        return items.stream()
                .map(item -> item.get("category").equals(changed.get("category")) ? changed : item)
                .toList();
    }

    private static Map<String, Object> item(String category, String dutyClass, String lead, String basis) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("category", category);
        item.put("dutyClass", dutyClass);
        item.put("leadDepartment", lead);
        item.put("basis", basis);
        return item;
    }

    private ResponseSpec put(String user, String office, Object body, String... headers) {
        RequestBodySpec request =
                town.as(user).put().uri("/api/v1/duty-lists/" + office).contentType(MediaType.APPLICATION_JSON);
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return request.bodyValue(body).exchange();
    }

    private ResponseSpec put(String office, MediaType type, byte[] file) {
        return town.as(ADMIN)
                .put()
                .uri("/api/v1/duty-lists/" + office)
                .contentType(type)
                .bodyValue(file)
                .exchange();
    }

    private static JsonNode ok(ResponseSpec response) {
        return Town.bodyOf(response.expectStatus().isOk());
    }

    private static List<String> found(JsonNode result) {
        return result.get("findings")
                .valueStream()
                .map(one ->
                        one.get("row").asString("") + " " + one.get("column").stringValue() + " "
                                + one.get("code").stringValue())
                .toList();
    }

    @Test
    void everybody_signed_in_reads_which_offices_have_a_list_and_how_many_matters_of_each_class() {
        List<JsonNode> all = town.all("worker-001-1", "/api/v1/duty-lists?limit=5");
        JsonNode chengxiang = all.stream()
                .filter(one -> one.get("officeCode").stringValue().equals("510703001"))
                .findFirst()
                .orElseThrow();
        assertThat(chengxiang.get("version").longValue()).isPositive();
        assertThat(chengxiang.at("/counts/takenBack").longValue()).isPositive();
        assertThat(all)
                .filteredOn(one -> one.get("officeCode").stringValue().equals("510703GXQ"))
                .allSatisfy(zone -> assertThat(zone.get("version").longValue()).isZero());
    }

    @Test
    void a_change_is_a_version_of_its_own_the_one_before_stays_and_who_changed_what_is_kept() {
        String office = "510703107";
        long before = list(office).get("version").longValue();
        List<Map<String, Object>> wanted = with(items(office), item("G0606", "ASSIST", "510703-WJJ", "试"));
        JsonNode done = ok(put(ADMIN, office, Map.of("items", wanted))
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, "\"" + (before + 1) + "\""));
        assertThat(done.get("version").longValue()).isEqualTo(before + 1);
        assertThat(done.get("differences")).hasSize(1);
        assertThat(done.at("/differences/0/before/dutyClass").stringValue()).isEqualTo("TAKEN_BACK");
        assertThat(done.at("/differences/0/after/leadDepartmentName").stringValue())
                .isEqualTo("区卫生健康局");
        assertThat(lists.duty(office, "G0606").orElseThrow().dutyClass()).isEqualTo(DutyClass.ASSIST);
        assertThat(lists.version(office)).isEqualTo(before + 1);
        JsonNode old = town.get(ADMIN, "/api/v1/duty-lists/" + office + "?version=" + before);
        assertThat(old.get("items")
                        .valueStream()
                        .filter(one -> one.get("category").stringValue().equals("G0606"))
                        .map(one -> one.get("dutyClass").stringValue()))
                .containsExactly("TAKEN_BACK");
        JsonNode line = town.get(ADMIN, "/api/v1/audit?kind=DUTY_LIST_CHANGE&subject=" + office)
                .at("/items/0");
        assertThat(line.get("change").stringValue())
                .isEqualTo(
                        "version " + before + ">" + (before + 1) + "; G0606 TAKEN_BACK 510703-WJJ>ASSIST 510703-WJJ");
    }

    @Test
    void the_same_list_again_makes_no_version_also_as_it_was_read() {
        String office = "510703106";
        JsonNode present = list(office);
        JsonNode again = ok(put(ADMIN, office, present.toString()));
        assertThat(again.get("version")).isEqualTo(present.get("version"));
        assertThat(again.get("differences")).isEmpty();
    }

    @Test
    void a_dry_run_says_what_would_change_and_all_that_is_wrong_and_stores_nothing() {
        long before = list(XINZAO).get("version").longValue();
        List<Map<String, Object>> wanted =
                new ArrayList<>(with(items(XINZAO), item("G0201", "TAKEN_BACK", null, null)));
        wanted.add(item("G9871", "BASIC", null, null));
        wanted.add(item("G0202", "BASIC", null, null));
        wanted.add(item("G0203", "BASIC", "510703-NONE", null));
        int size = wanted.size();
        JsonNode result = ok(put(ADMIN, XINZAO + "?dryRun=true", Map.of("items", wanted)));
        assertThat(found(result))
                .hasSize(5)
                .contains(
                        (size - 2) + " category dutylist.category-unknown",
                        (size - 1) + " category dutylist.category-twice")
                .anyMatch(one -> one.endsWith("leadDepartment dutylist.lead-missing"));
        assertThat(result.at("/findings/1/detail").stringValue()).contains("G9871");
        assertThat(result.get("differences")
                        .valueStream()
                        .map(one -> one.get("category").stringValue()))
                .containsExactly("G0201");
        assertThat(list(XINZAO).get("version").longValue()).isEqualTo(before);
        assertThat(found(ok(put(ADMIN, XINZAO + "?dryRun=true", Map.of("items", List.of())))))
                .containsExactly(" items dutylist.empty");
    }

    @Test
    void a_list_with_faults_is_refused_with_all_of_them_and_nothing_is_stored() {
        long before = list(XINZAO).get("version").longValue();
        JsonNode problem = Town.bodyOf(put(
                        ADMIN,
                        XINZAO,
                        Map.of(
                                "items",
                                List.of(item("G9871", "BASIC", null, null), item("G0201", "ASSIST", null, null))))
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("dutylist.invalid");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue() + " "
                                + one.get("code").stringValue()))
                .containsExactly(
                        "/items/0/category dutylist.category-unknown", "/items/1/leadDepartment dutylist.lead-missing");
        assertThat(list(XINZAO).get("version").longValue()).isEqualTo(before);
    }

    @Test
    void the_table_that_goes_out_comes_in_again_unchanged_in_both_languages() {
        String office = "510703103";
        long before = list(office).get("version").longValue();
        for (String language : List.of("zh-CN", "en")) {
            byte[] table = Objects.requireNonNull(town.as("worker-001-1")
                    .get()
                    .uri("/api/v1/duty-lists/" + office + ".xlsx")
                    .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .returnResult()
                    .getResponseBody());
            JsonNode result = ok(put(office, XLSX, table));
            assertThat(result.get("differences")).isEmpty();
            assertThat(result.get("version").longValue()).isEqualTo(before);
        }
    }

    @Test
    void a_table_with_a_merged_cell_and_an_unknown_code_gets_findings_with_row_and_column() {
        byte[] file = Workbooks.merged(
                List.of("C3:C4"),
                text("A1", "事项编码") + text("B1", "履职类别") + text("C1", "牵头部门") + text("D1", "备注"),
                text("A2", "G0201") + text("B2", "基本履职事项"),
                text("A3", "G9871") + text("B3", "配合履职") + text("C3", "区消防救援大队"),
                text("A4", "G0202") + text("B4", "上级部门收回事项"),
                text("A5", "G0203") + text("B5", "随便"));
        JsonNode result = ok(put(XINZAO + "?dryRun=true", XLSX, file));
        assertThat(found(result))
                .containsExactly(
                        "3 事项编码 dutylist.category-unknown",
                        "4 牵头部门 dutylist.cell-merged",
                        "5 履职类别 dutylist.class-unknown");
        JsonNode refused = Town.bodyOf(put(XINZAO, XLSX, file).expectStatus().isEqualTo(422));
        assertThat(refused.get("errors")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue()))
                .containsExactly("/3/事项编码", "/4/牵头部门", "/5/履职类别");
    }

    @Test
    void a_table_without_its_columns_or_that_is_none_is_told_so() {
        byte[] headless = "code,lead\nG0201,x".getBytes(StandardCharsets.UTF_8);
        assertThat(found(ok(put(XINZAO + "?dryRun=true", CSV, headless))))
                .containsExactly(" category dutylist.column-missing", " dutyClass dutylist.column-missing");
        assertThat(Town.bodyOf(put(XINZAO, XLSX, new byte[] {'P', 'K', 3, 4})
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("dutylist.unreadable");
    }

    @Test
    void a_form_brings_the_same_file() {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource("category,dutyClass\nG0201,BASIC\n".getBytes(StandardCharsets.UTF_8)))
                .filename("list.csv");
        JsonNode result = ok(town.as(ADMIN)
                .put()
                .uri("/api/v1/duty-lists/" + XINZAO + "?dryRun=true")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .bodyValue(form.build())
                .exchange());
        assertThat(found(result)).isEmpty();
        assertThat(result.get("items")).hasSize(1);
        assertThat(result.get("differences").size()).isGreaterThan(500);
    }

    @Test
    void of_two_editors_the_second_is_told_that_the_list_changed() {
        String office = "510703012";
        String seen = "\"" + list(office).get("version").longValue() + "\"";
        List<Map<String, Object>> present = items(office);
        ok(put(ADMIN, office, Map.of("items", with(present, item("G0414", "BASIC", null, "一"))), "If-Match", seen));
        JsonNode stale = Town.bodyOf(put(
                        ADMIN,
                        office,
                        Map.of("items", with(present, item("G0414", "BASIC", null, "二"))),
                        "If-Match",
                        seen)
                .expectStatus()
                .isEqualTo(412));
        assertThat(stale.get("code").stringValue()).isEqualTo("dutylist.stale");
        assertThat(list(office)
                        .get("items")
                        .valueStream()
                        .filter(one -> one.get("category").stringValue().equals("G0414"))
                        .map(one -> one.get("basis").stringValue()))
                .containsExactly("一");
    }

    @Test
    void twice_with_one_key_is_one_version_and_the_key_stands_for_one_list_only() {
        String office = "510703011";
        String key = UUID.randomUUID().toString();
        List<Map<String, Object>> wanted = with(items(office), item("G0414", "BASIC", null, "甲"));
        JsonNode first = ok(put(ADMIN, office, Map.of("items", wanted), "Idempotency-Key", key));
        ok(put(ADMIN, office, Map.of("items", with(wanted, item("G0414", "BASIC", null, "乙")))));
        JsonNode again = Town.bodyOf(put(ADMIN, office, Map.of("items", wanted), "Idempotency-Key", key)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("version")).isEqualTo(first.get("version"));
        assertThat(list(office).get("version").longValue())
                .isEqualTo(first.get("version").longValue() + 1);
        put(ADMIN, office, Map.of("items", List.of(item("G0201", "BASIC", null, null))), "Idempotency-Key", key)
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void only_who_may_change_reference_data_changes_a_list_and_only_in_the_own_area() {
        Map<String, Object> body = Map.of("items", List.of(item("G0201", "BASIC", null, null)));
        for (String user : List.of("worker-001-1", "dispatcher-001", "district")) {
            put(user, XINZAO, body).expectStatus().isForbidden();
        }
        String local = Hiring.hire(town, "ADMIN", "510703/510703001");
        put(local, XINZAO, body).expectStatus().isForbidden();
        put(local, "999999999", body).expectStatus().isNotFound();
    }

    @Test
    void an_office_of_another_district_an_unknown_one_and_an_unknown_version_are_not_found() {
        Actor elsewhere = new Actor(
                UUID.randomUUID(),
                "别区",
                Set.of(),
                Set.of(Permission.AREA_READ, Permission.REFERENCE_EDIT),
                List.of(new GridPath("510704")),
                Set.of());
        assertThatThrownBy(() -> Awaited.value(keeping.find("510703001", null, elsewhere)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("dutylist.not-found"));
        assertThat(keeping.list(elsewhere)).isEmpty();
        for (String path : List.of("999999999", "510703001?version=4711", "510703GXQ", "999999999.xlsx")) {
            town.as(ADMIN)
                    .get()
                    .uri("/api/v1/duty-lists/" + path)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void what_is_no_list_is_refused_without_a_fault_of_the_server() {
        for (String body : List.of(
                "{}",
                "{\"items\":{}}",
                "{\"items\":[null]}",
                "{\"items\":[{\"category\":\"G0201\",\"dutyClass\":\"MINE\"}]}",
                "{\"items\":[],\"more\":1}",
                "[]",
                "{\"items\":[{\"category\":\"\",\"dutyClass\":\"BASIC\"}]}")) {
            int status = put(ADMIN, XINZAO, body, ContractCheck.ON_PURPOSE, "yes")
                    .expectBody()
                    .returnResult()
                    .getStatus()
                    .value();
            assertThat(status).as(body).isIn(400, 422);
        }
        assertThat(items(XINZAO).stream().map(one -> one.get("category")).collect(Collectors.toSet()))
                .contains("G0201");
    }
}
