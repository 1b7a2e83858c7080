package org.wangge.features.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISTRICT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the contract, for every role, with an id of the own office, of another office and of nothing. What belongs to
 * another office comes up in no answer, and is told from what does not exist by nothing. An operation that is not known here fails:
 * those of one thing ({@code {id}}) are known by their path, the others need a rule.
 */
@WanggeTest
@TestPropertySource(properties = "wangge.town-of=sweep")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationSweepTests {

    /** What an operation that is not about one thing may show. */
    private enum Rule {
        /** The same for everybody: areas, reference data. Has nothing of any office's people and things. */
        REFERENCE,
        /** Open to the public by rule: who answers for a grid with their telephone, and which hazards are listed. */
        PUBLIC,
        /** Of the caller alone, or of the caller's area. */
        OWN_AREA,
        /** For operators of the whole installation. */
        OPERATOR,
        /** Makes something, or changes what is the caller's or everybody's; what it may name of others is tested below. */
        WRITE
    }

    private static final Map<String, Rule> RULES = rules();

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new TreeMap<>();
        put(
                rules,
                Rule.REFERENCE,
                "listDepartments",
                "listCategories",
                "getCategory",
                "getCategoryWords",
                "suggestCategories",
                "listChecklists",
                "getChecklist");
        put(rules, Rule.REFERENCE, "listDivisions", "listOffices", "getOffice", "listGrids", "exportGrids", "getGrid");
        put(rules, Rule.REFERENCE, "locateGrid", "getGridTopology", "listPlaceKinds", "getCalendar");
        put(rules, Rule.REFERENCE, "exportGridsCsv", "exportGridsXlsx", "listReasons", "getReasons", "getPlaceKind");
        put(rules, Rule.REFERENCE, "listNoticePolicies", "getNoticePolicy");
        put(rules, Rule.REFERENCE, "getDepartment", "getMapTiles", "getWebPush");
        put(rules, Rule.REFERENCE, "listDutyLists", "getDutyList", "exportDutyList");
        put(rules, Rule.WRITE, "putDutyList");
        put(
                rules,
                Rule.OWN_AREA,
                "exportCasesCsv",
                "exportCasesXlsx",
                "countReasons",
                "countDutyReturns",
                "countArbitrations");
        put(rules, Rule.OPERATOR, "getPermissions");
        put(rules, Rule.REFERENCE, "listRoutingRules", "getRoutingRules");
        put(rules, Rule.OWN_AREA, "listRoutingOverlays");
        put(rules, Rule.REFERENCE, "exportRoutingRulesXlsx", "exportRoutingRulesDmn");
        put(rules, Rule.WRITE, "createRoutingRules", "editRoutingRules", "checkRoutingRules", "approveRoutingRules");
        put(rules, Rule.WRITE, "withdrawRoutingRules", "rollBackRoutingRules", "publishRoutingRules");
        put(rules, Rule.WRITE, "evaluateRoutingRules", "beginRoutingOverlay");
        put(rules, Rule.OWN_AREA, "listRoutingReplays");
        put(rules, Rule.WRITE, "startRoutingReplay", "shadowRoutingRules", "getRoutingShadow");
        put(rules, Rule.WRITE, "listRoutingRuleFindings", "listRoutingRuleChanges");
        put(rules, Rule.WRITE, "changeOwnPassword", "changePermissions", "createDepartment", "changeDepartment");
        put(rules, Rule.WRITE, "createPlaceKind", "changePlaceKind", "putReasons", "putNoticePolicy");
        put(rules, Rule.REFERENCE, "listGridResponsibilities", "exportGridsCsv", "exportGridsXlsx");
        put(rules, Rule.WRITE, "addGridResponsibility", "endGridResponsibility");
        put(rules, Rule.REFERENCE, "getDivision", "listGridImports", "getGridImport", "previewGridImport");
        put(rules, Rule.WRITE, "withdrawGridImport", "createDivision", "changeDivision");
        put(rules, Rule.WRITE, "createOffice", "changeOffice");
        put(rules, Rule.PUBLIC, "getPublicGrid", "listListedHazards");
        put(rules, Rule.OWN_AREA, "getMe", "getMyTasks", "listNotices", "listAccounts", "listCases", "listHazards");
        put(rules, Rule.OWN_AREA, "listInspections", "listInspectedPlaces", "listPlaces", "listInspectionPlans");
        put(rules, Rule.OWN_AREA, "listCampaigns", "listInspectionTasks", "listDraws", "getMonthlyForm", "getRiskMap");
        put(rules, Rule.OWN_AREA, "exportHazardsCsv", "exportHazardsXlsx", "exportPlacesCsv", "exportPlacesXlsx");
        put(rules, Rule.OWN_AREA, "exportMonthlyFormCsv", "exportMonthlyFormXlsx");
        put(rules, Rule.OWN_AREA, "listAudit", "listenToEvents", "getNoticeSettings");
        put(rules, Rule.WRITE, "createEventTicket", "putNoticeSettings");
        put(rules, Rule.OWN_AREA, "listSavedViews");
        put(rules, Rule.WRITE, "putOwnView", "removeOwnView", "putDeskView", "removeDeskView");
        put(rules, Rule.OPERATOR, "listParkedEvents", "resumeParkedEvents");
        put(rules, Rule.OWN_AREA, "listReachability", "getDelivery", "listParkedNotices");
        put(rules, Rule.WRITE, "signIn", "refreshToken", "signOut", "createAccount", "reportCase", "putCategory");
        put(rules, Rule.WRITE, "putCategoryWords");
        put(rules, Rule.WRITE, "putChecklist", "importGrids", "startInspection", "uploadMedia", "readAllNotices");
        put(rules, Rule.WRITE, "registerDevice", "removeDevice", "createPlace", "importPlaces", "createDraw");
        put(rules, Rule.WRITE, "createInspectionPlan", "createCampaign", "publishCalendar");
        put(rules, Rule.OWN_AREA, "listWebhooks", "listAnnouncements", "listWarnings");
        put(rules, Rule.WRITE, "sendAnnouncement", "takeInWarning");
        put(rules, Rule.WRITE, "createWebhook");
        put(rules, Rule.OWN_AREA, "listOnDuty", "getDutyRoster");
        put(rules, Rule.WRITE, "planDuty", "beginDuty", "endDuty", "placeMe");
        return rules;
    }

    private static void put(Map<String, Rule> rules, Rule rule, String... ids) {
        for (String id : ids) {
            rules.put(id, rule);
        }
    }

    /** What must be in the path or query of those that demand something. */
    private static final Map<String, String> ASKED = Map.ofEntries(
            Map.entry("getCategory", "/categories/G0201"),
            Map.entry("getCategoryWords", "/categories/G0201/words"),
            Map.entry("getChecklist", "/checklists/CANYIN"),
            Map.entry("getPlaceKind", "/place-kinds/CANYIN"),
            Map.entry("getDepartment", "/departments/{office}-YJ"),
            Map.entry("getReasons", "/reasons/return"),
            Map.entry("getNoticePolicy", "/notice-policies/case.dispatch"),
            Map.entry("countReasons", "/reasons/counts?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z"),
            Map.entry("countArbitrations", "/cases/arbitrations?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z"),
            Map.entry("getOffice", "/offices/{office}"),
            Map.entry("countDutyReturns", "/duty-lists/returns?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z"),
            Map.entry("getDutyList", "/duty-lists/510703001"),
            Map.entry("exportDutyList", "/duty-lists/510703001.xlsx"),
            Map.entry("getDivision", "/divisions/{office}"),
            Map.entry("getGridImport", "/grids/imports/1"),
            Map.entry("previewGridImport", "/grids/imports/1/preview"),
            Map.entry("getGrid", "/grids/{grid}"),
            Map.entry("listGridResponsibilities", "/grids/{grid}/responsibilities"),
            Map.entry("getPublicGrid", "/public/grids/{grid}"),
            Map.entry("locateGrid", "/grids/locate?longitude=104.76&latitude=31.4576"),
            Map.entry("getGridTopology", "/grids/topology"),
            Map.entry("getCalendar", "/calendars/2026"),
            Map.entry("getRoutingRules", "/routing-rules/1"),
            Map.entry("getRoutingShadow", "/routing-rules/1/shadow"),
            Map.entry("listRoutingRuleFindings", "/routing-rules/1/findings"),
            Map.entry("listRoutingRuleChanges", "/routing-rules/1/changes"),
            Map.entry("exportRoutingRulesXlsx", "/routing-rules/1.xlsx"),
            Map.entry("exportRoutingRulesDmn", "/routing-rules/1.dmn"),
            Map.entry("getDutyRoster", "/duty/{office}"),
            Map.entry("listInspectedPlaces", "/inspected-places?month=2026-01"),
            Map.entry("getMonthlyForm", "/hazards/monthly-form?month=2026-01"),
            Map.entry("exportMonthlyFormCsv", "/exports/monthly-form.csv?month=2026-01"),
            Map.entry("exportMonthlyFormXlsx", "/exports/monthly-form.xlsx?month=2026-01"),
            Map.entry("getRiskMap", "/risk-map.geojson?places=true"));

    private static final String OWN = "510703106";
    private static final String OTHER = "510703107";

    @Autowired
    private Town town;

    private MarkedOffice own;
    private MarkedOffice other;

    private final List<String> failures = new ArrayList<>();

    @BeforeAll
    void make_the_offices() {
        own = new MarkedOffice(town, OWN, "甲" + UUID.randomUUID().toString().substring(0, 6));
        other = new MarkedOffice(town, OTHER, "乙" + UUID.randomUUID().toString().substring(0, 6));
    }

    @BeforeEach
    void nothing_failed_yet() {
        failures.clear();
    }

    private record Answer(int status, MediaType type, byte[] bytes) {

        String text() {
            boolean isZip = bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
            return isZip ? unzipped() : new String(bytes, StandardCharsets.UTF_8);
        }

        private String unzipped() {
            StringBuilder text = new StringBuilder();
            try {
                Path file = Files.createTempFile("sweep", ".xlsx");
                Files.write(file, bytes);
                try (ZipFile zip = new ZipFile(file.toFile())) {
                    for (ZipEntry entry : Collections.list(zip.entries())) {
                        text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
                Files.delete(file);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
            return text.toString();
        }
    }

    private Answer call(String user, String method, String path, Object body, boolean stale) {
        WebTestClient.RequestBodySpec request = town.as(user)
                .method(HttpMethod.valueOf(method))
                .uri("/api/v1" + path)
                .header(ContractCheck.ON_PURPOSE, "yes");
        if (stale) {
            // So nothing is changed, and the next one finds it as it was.
            request.header("If-Match", "\"0\"");
        }
        EntityExchangeResult<byte[]> result = (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body))
                .exchange()
                .expectBody()
                .returnResult();
        byte[] bytes = result.getResponseBody();
        return new Answer(
                result.getStatus().value(),
                result.getResponseHeaders().getContentType(),
                bytes == null ? new byte[0] : bytes);
    }

    private Answer get(String user, String path) {
        return call(user, "GET", path, null, false);
    }

    /** The page and all that follow it. */
    private String allPages(String user, String path) {
        StringBuilder text = new StringBuilder();
        String cursor = "";
        for (int page = 0; page < 50; page++) {
            Answer answer = get(user, path + cursor);
            text.append(answer.text());
            JsonNode next = answer.type() != null && answer.type().getSubtype().equals("json") && answer.status() == 200
                    ? Town.read(answer.bytes()).path("nextCursor")
                    : null;
            if (next == null || !next.isString()) {
                return text.toString();
            }
            cursor = (path.contains("?") ? "&" : "?") + "cursor=" + next.stringValue();
        }
        return text.toString();
    }

    private void check(boolean fine, String what) {
        if (!fine) {
            failures.add(what);
        }
    }

    private void checkSecrets(String user, String what, String text) {
        Set<String> told = other.secrets.stream().filter(text::contains).collect(Collectors.toCollection(TreeSet::new));
        check(told.isEmpty(), user + " is told by " + what + " of another office: " + told);
    }

    @Test
    void every_operation_of_the_contract_is_known_to_the_sweep() {
        Set<String> named = ContractOperation.all().stream()
                .filter(operation -> !operation.isOfOne())
                .map(ContractOperation::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(RULES.keySet()))
                .as("a rule for each, and for nothing else")
                .isEqualTo(named);
        Set<String> subjects = ContractOperation.all().stream()
                .filter(ContractOperation::isOfOne)
                .map(ContractOperation::subject)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(subjects).as("the sweep has one of each").isEqualTo(new TreeSet<>(own.things.keySet()));
    }

    @Test
    void what_belongs_to_another_office_comes_up_in_no_list_number_or_table() {
        for (ContractOperation operation : ContractOperation.all()) {
            Rule rule = RULES.get(operation.id());
            if (!operation.isGet() || operation.isOfOne() || rule == Rule.PUBLIC || rule == Rule.OPERATOR) {
                continue;
            }
            String path = ASKED.getOrDefault(operation.id(), operation.path())
                    .replace("{office}", OTHER)
                    .replace("{grid}", other.grid.get("code").stringValue());
            String more = operation.takes("limit") ? (path.contains("?") ? "&" : "?") + "limit=200" : "";
            for (String reader : own.readers()) {
                String user = own.person(reader);
                checkSecrets(reader, operation.id(), allPages(user, path + more));
                for (Map.Entry<String, String> filter : filters().entrySet()) {
                    if (operation.takes(filter.getKey())) {
                        filtered(operation, reader, path, filter.getKey() + "=" + filter.getValue());
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Or the sweep would find nothing because it cannot find anything. */
    @Test
    void who_looks_after_the_other_office_is_told_of_all_of_it() {
        StringBuilder told = new StringBuilder();
        for (ContractOperation operation : ContractOperation.all()) {
            boolean isSwept = operation.isGet() && RULES.get(operation.id()) == Rule.OWN_AREA;
            for (String reader : isSwept ? List.of("worker", "dispatcher", "supervisor", "admin") : List.<String>of()) {
                String path =
                        ASKED.getOrDefault(operation.id(), operation.path()).replace("{office}", OTHER);
                String more = operation.takes("limit") ? (path.contains("?") ? "&" : "?") + "limit=200" : "";
                told.append(allPages(other.person(reader), path + more));
            }
        }
        assertThat(told.toString()).contains(other.mark + "饭馆", other.mark + "安全出口上锁", other.mark + "worker");
        for (String subject : other.things.keySet()) {
            if (!subject.equals("media")) {
                assertThat(told.toString()).as(subject).contains(other.things.get(subject));
            }
        }
    }

    /** Filters that name what is the other office's. */
    private Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("office", OTHER);
        filters.put("grid", other.grid.get("code").stringValue());
        filters.put("place", other.things.get("places"));
        filters.put("plan", other.things.get("inspection-plans"));
        filters.put("task", other.things.get("inspection-tasks"));
        filters.put("inspection", other.things.get("inspections"));
        filters.put("reporter", town.idOf(other.person("worker")).toString());
        filters.put("inspector", town.idOf(other.person("worker")).toString());
        filters.put("assignee", town.idOf(other.person("worker")).toString());
        filters.put("q", other.mark);
        return filters;
    }

    private void filtered(ContractOperation operation, String reader, String path, String filter) {
        boolean counts = operation.takes("count") && RULES.get(operation.id()) == Rule.OWN_AREA;
        String query = (path.contains("?") ? "&" : "?") + filter + (counts ? "&count=true" : "");
        Answer answer = get(own.person(reader), path + query);
        String what = operation.id() + " with " + filter;
        // The name that is looked for may stand in a link; nothing else of it may.
        checkSecrets(reader, what, answer.text().replace(filter.substring(filter.indexOf('=') + 1), ""));
        if (counts && answer.status() == 200) {
            check(Town.read(answer.bytes()).get("total").longValue() == 0, reader + " counts by " + what);
        }
    }

    @Test
    void what_one_has_to_say_of_itself_says_nothing_of_another_office() {
        for (ContractOperation operation : ContractOperation.all()) {
            if (operation.isGet() && operation.isOfOne()) {
                for (String reader : own.readers()) {
                    String path = operation.path().replace("{id}", own.things.get(operation.subject()));
                    checkSecrets(
                            reader,
                            operation.id(),
                            get(own.person(reader), path).text());
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void what_the_district_does_for_all_shows_each_office_its_own_part() {
        Map<String, Integer> targets = Map.of(OWN, 3, OTHER, 987_654);
        JsonNode campaign = made(
                "/api/v1/campaigns",
                Map.of(
                        "name", "全区专项" + UUID.randomUUID(),
                        "theme", "全区",
                        "checklistCode", "CANYIN",
                        "selection", Map.of("kinds", List.of("CANYIN"), "areas", List.of(OWN, OTHER)),
                        "targets", targets,
                        "from", "2026-01-05",
                        "to", "2028-12-31"));
        String path = "/campaigns/" + campaign.get("id").stringValue();
        call(DISTRICT, "POST", path + "/actions/start", Map.of(), false);
        List<String> people = List.of(inspector(), inspector());
        JsonNode draw = made(
                "/api/v1/draws",
                Map.of(
                        "inspectors",
                        people,
                        "places",
                        List.of(own.things.get("places"), other.things.get("places")),
                        "count",
                        2));
        other.secrets.add("987654");
        other.secrets.add("987,654");
        assertThat(get(DISTRICT, path + "/progress").text()).contains(other.mark, own.mark, "987654");
        for (String reader : own.readers()) {
            String user = own.person(reader);
            for (String view : List.of(
                    path, path + "/progress", "/campaigns?limit=200", "/inspection-tasks?plan=" + id(campaign))) {
                checkSecrets(reader, view, get(user, view).text().replace(OTHER, ""));
            }
            checkSecrets(reader, "a draw", get(user, "/draws/" + id(draw)).text());
            checkSecrets(reader, "draws", get(user, "/draws?limit=200").text());
        }
        assertThat(get(own.person("dispatcher"), path + "/progress").text())
                .contains(own.mark)
                .doesNotContain(OTHER);
        assertThat(get(own.person("dispatcher"), path).text()).doesNotContain(OTHER);
        assertThat(get(own.person("dispatcher"), "/draws/" + id(draw)).text())
                .contains(own.things.get("places"), "\"partial\":true", "\"matches\":true");
        call(DISTRICT, "POST", path + "/actions/end", Map.of(), false);
        String whole =
                Town.read(get(DISTRICT, path).bytes()).get("closingReport").stringValue();
        String part = Town.read(get(own.person("dispatcher"), path).bytes())
                .get("closingReport")
                .stringValue();
        assertThat(whole).contains("应查 987657");
        assertThat(part).contains("应查 3，").doesNotContain("98765", "杨家");
        assertThat(failures).isEmpty();
    }

    private static String id(JsonNode view) {
        return view.get("id").stringValue();
    }

    private String inspector() {
        return id(Hiring.hireWith(town, Map.of("scopes", List.of("510703"))));
    }

    private JsonNode made(String path, Map<String, ?> body) {
        return Town.bodyOf(town.post(DISTRICT, path, body).expectStatus().isCreated());
    }

    @Test
    void own_is_found_and_foreign_is_told_from_absent_by_nothing() {
        Set<String> reached = new TreeSet<>();
        for (ContractOperation operation : ContractOperation.all()) {
            if (operation.isOfOne()) {
                own.readers().forEach(reader -> swept(operation, reader, reached));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(reached)
                .as("somebody comes as far as looking for it, so that its absence was seen")
                .isEqualTo(ContractOperation.all().stream()
                        .filter(ContractOperation::isOfOne)
                        .map(ContractOperation::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private void swept(ContractOperation operation, String reader, Set<String> reached) {
        String user = own.person(reader);
        Object body = body(operation);
        String absentId = UUID.randomUUID().toString();
        String foreignId = other.things.get(operation.subject());
        Answer absent = call(user, operation.method(), operation.path().replace("{id}", absentId), body, false);
        Answer foreign = call(user, operation.method(), operation.path().replace("{id}", foreignId), body, false);
        String what = reader + " at " + operation.id();
        check(
                absent.status() == 404 || absent.status() == 403,
                what + ": absent is " + absent.status() + absent.text());
        check(
                said(foreign, foreignId).equals(said(absent, absentId)),
                what + ": foreign is " + said(foreign, foreignId) + ", absent " + said(absent, absentId));
        checkSecrets(
                reader, operation.id() + " of another office", foreign.text().replace(foreignId, ""));
        if (absent.status() == 404) {
            reached.add(operation.id());
            owned(operation, reader, body, what);
        }
    }

    private void owned(ContractOperation operation, String reader, Object body, String what) {
        // An inbox is one person's, and the notice of the sweep is the dispatcher's; photos are seen with what they
        // belong to, and an
        // administrator sees no cases.
        boolean isNobodyElses = operation.subject().equals("me/notices") && !reader.equals("dispatcher");
        if (isNobodyElses || (operation.subject().equals("media") && reader.equals("admin"))) {
            return;
        }
        String path = operation.path().replace("{id}", own.things.get(operation.subject()));
        boolean guarded = operation.takes("If-Match");
        Answer answer = call(own.person(reader), operation.method(), path, body, guarded);
        check(answer.status() != 404 && answer.status() < 500, what + ": own is " + answer.status() + answer.text());
    }

    /** What is said beside the id itself and what differs from call to call. */
    private static String said(Answer answer, String id) {
        if (answer.type() == null || !answer.type().getSubtype().equals("problem+json")) {
            return String.valueOf(answer.status());
        }
        Map<String, String> said = new TreeMap<>();
        Town.read(answer.bytes())
                .properties()
                .forEach(field ->
                        said.put(field.getKey(), field.getValue().toString().replace(id, "ID")));
        said.remove("requestId");
        return answer.status() + " " + said;
    }

    private Object body(ContractOperation operation) {
        return switch (operation.id()) {
            case "mergeCase" -> Map.of("intoCaseId", own.things.get("cases"));
            case "requestVerification", "requestCheck" ->
                Map.of("assigneeId", town.idOf(own.person("worker")).toString());
            case "resetPassword" -> Map.of("password", "sweep-" + UUID.randomUUID());
            case "dispatchCase" -> Map.of("departmentCode", OWN + "-YJ");
            case "submitInspection" -> Map.of("refusal", Map.of("text", "店主不在"));
            case "putPlace" ->
                Map.of(
                        "kind",
                        "CANYIN",
                        "name",
                        own.mark + "饭馆",
                        "address",
                        "路1号",
                        "position",
                        HazardStories.position(own.grid.get("anchor")));
            case "changeAccount" ->
                Map.of(
                        "username",
                        "hired-nobody",
                        "name",
                        own.mark + "worker",
                        "roles",
                        List.of("GRID_WORKER"),
                        "scopes",
                        List.of("510703/" + OWN));
            default -> operation.body();
        };
    }

    /** What a body names of another office is refused as if it were not there. */
    @Test
    void in_a_body_too_foreign_is_told_from_absent_by_nothing() {
        String theirs = other.grid.get("code").stringValue();
        foreignInBody(
                "dispatcher",
                "/draws",
                "places",
                id -> Map.of(
                        "inspectors",
                        List.of(
                                town.idOf(own.person("worker")).toString(),
                                town.idOf(own.person("handler")).toString()),
                        "places",
                        List.of(id),
                        "count",
                        1),
                other.things.get("places"));
        foreignInBody(
                "worker",
                "/inspections",
                "placeId",
                id -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("placeId", id);
                    body.put("checklistCode", "CANYIN");
                    body.put("checkIn", Map.of("position", HazardStories.position(other.grid.get("anchor"))));
                    return body;
                },
                other.things.get("places"));
        foreignInBody(
                "worker",
                "/inspections",
                "taskId",
                id -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("placeId", own.things.get("places"));
                    body.put("taskId", id);
                    body.put("checklistCode", "CANYIN");
                    body.put("checkIn", Map.of("position", HazardStories.position(own.grid.get("anchor"))));
                    return body;
                },
                other.things.get("inspection-tasks"));
        foreignInBody(
                "dispatcher",
                "/cases/" + own.things.get("cases") + "/actions/merge",
                "intoCaseId",
                id -> Map.of("intoCaseId", id),
                other.things.get("cases"));
        // A report is not lost over a photo: one that is another's is left out like one that is not there.
        for (String id : List.of(UUID.randomUUID().toString(), other.photo())) {
            Map<String, ?> report = Map.of(
                    "gridCode", own.grid.get("code").stringValue(), "description", "照片", "mediaIds", List.of(id));
            Answer taken = call(own.person("worker"), "POST", "/cases", report, false);
            assertThat(taken.status()).isEqualTo(201);
            assertThat(taken.text()).contains("\"media\":[]", "PHOTO_MISSING");
        }
        assertThat(failures).isEmpty();
        Answer shop = call(
                own.person("worker"),
                "POST",
                "/places",
                Map.of(
                        "kind",
                        "CANYIN",
                        "name",
                        own.mark + "分店",
                        "address",
                        "路9号",
                        "position",
                        HazardStories.position(other.grid.get("anchor"))),
                false);
        assertThat(shop.status()).as(shop.text()).isBetween(400, 422);
        checkSecrets("worker", "a place beyond the own area", shop.text());
        assertThat(failures).isEmpty();
        // Areas are no secret; they are refused because they are others'.
        Map<String, Object> plan = new LinkedHashMap<>(Map.of(
                "name",
                "外",
                "checklistCode",
                "CANYIN",
                "from",
                "2026-01-05",
                "to",
                "2026-12-31",
                "selection",
                Map.of("areas", List.of(theirs))));
        plan.put("rhythm", Map.of("RED", "P7D"));
        assertThat(call(own.person("dispatcher"), "POST", "/inspection-plans", plan, false)
                        .text())
                .contains("plan.outside-area");
        plan.remove("rhythm");
        plan.put("theme", "外");
        plan.put("selection", Map.of("areas", List.of(OWN)));
        plan.put("targets", Map.of(OTHER, 4));
        assertThat(call(own.person("dispatcher"), "POST", "/campaigns", plan, false)
                        .text())
                .contains("plan.outside-area", "/targets/" + OTHER);
        assertThat(call(
                                own.person("admin"),
                                "POST",
                                "/accounts",
                                Hiring.draft(Map.of("scopes", List.of("510703/" + OTHER))),
                                false)
                        .status())
                .isBetween(400, 422);
    }

    private interface Body {
        Map<String, ?> naming(String id);
    }

    private void foreignInBody(String reader, String path, String field, Body body, String foreignId) {
        String absentId = UUID.randomUUID().toString();
        Answer absent = call(own.person(reader), "POST", path, body.naming(absentId), false);
        Answer foreign = call(own.person(reader), "POST", path, body.naming(foreignId), false);
        check(absent.status() >= 400 && absent.status() < 500, path + " takes an absent " + field);
        check(
                said(foreign, foreignId).equals(said(absent, absentId)),
                path + " " + field + ": foreign is " + said(foreign, foreignId) + ", absent " + said(absent, absentId));
        checkSecrets(reader, path, foreign.text().replace(foreignId, ""));
    }
}
