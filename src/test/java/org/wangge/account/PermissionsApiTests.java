package org.wangge.account;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.platform.contract.ContractFiles;
import org.wangge.shared.Role;
import tools.jackson.databind.JsonNode;

/** Each operation of the contract, tried by each role: the table says who gets past the door. */
@WanggeTest
class PermissionsApiTests {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Map<Character, Role> LETTERS = Map.of(
            'W', Role.GRID_WORKER,
            'H', Role.HANDLER,
            'D', Role.DISPATCHER,
            'S', Role.SUPERVISOR,
            'A', Role.ADMIN);

    @Autowired
    private Town town;

    private record Row(String who, String body) {
        boolean allows(Role role) {
            return who.equals("ALL") || who.chars().anyMatch(letter -> LETTERS.get((char) letter) == role);
        }
    }

    private record Call(
            String operation,
            HttpMethod method,
            String path,
            @Nullable MediaType type) {}

    private static Map<String, Row> table() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        new ClassPathResource("account/operations.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(";", 3))
                .forEach(cells -> rows.put(cells[0], new Row(cells[1], cells[2])));
        return rows;
    }

    /** As the contract has them; signing out comes last, because nobody can go on after it. */
    private static List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        ContractFiles.bundle()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> calls.add(call(path.getKey(), method.getKey(), method.getValue()))));
        calls.sort(Comparator.comparing(call -> call.operation().equals("signOut")));
        return calls;
    }

    private static Call call(String path, String method, JsonNode node) {
        JsonNode content = node.path("requestBody").path("content");
        return new Call(
                node.get("operationId").stringValue(),
                HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)),
                path.replace("{year}", "2099")
                        .replace("{code}", "NONE")
                        .replace("{installationId}", "none")
                        .replaceAll("\\{[^}]+}", UUID.randomUUID().toString()),
                content.isMissingNode() ? null : simplest(content));
    }

    /** The first type that is sent as it is; a form only where nothing else is taken. */
    private static MediaType simplest(JsonNode content) {
        List<MediaType> types =
                content.propertyNames().stream().map(MediaType::parseMediaType).toList();
        return types.stream()
                .filter(type -> type.isConcrete() && !type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA))
                .findFirst()
                .orElse(types.get(0));
    }

    @Test
    void the_table_has_a_row_for_each_operation_and_no_other() throws IOException {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        calls().stream().map(Call::operation).toList());
    }

    @Test
    void each_role_gets_past_the_door_where_the_table_says_so_and_nowhere_else() throws IOException {
        Map<String, Row> table = table();
        Map<Role, String> people = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            people.put(role, Hiring.hire(town, role.name(), "510703"));
        }
        Map<String, String> wrong = new TreeMap<>();
        for (Call call : calls()) {
            Row row = requireNonNull(table.get(call.operation()));
            people.forEach((role, person) -> {
                String code = codeOf(exchange(town.as(person), call, row));
                boolean turnedAway = code.equals("access.forbidden") || code.equals("auth.required");
                if (!row.who().equals("OPEN") && turnedAway == row.allows(role)) {
                    wrong.put(call.operation() + " " + role, code);
                }
            });
            boolean strangersMay = !codeOf(exchange(town.anybody(), call, row)).equals("auth.required");
            if (strangersMay != row.who().equals("OPEN")) {
                wrong.put(call.operation() + " by a stranger", String.valueOf(strangersMay));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private EntityExchangeResult<byte[]> exchange(WebTestClient client, Call call, Row row) {
        WebTestClient.RequestBodySpec request =
                client.method(call.method()).uri("/api/v1" + call.path()).header(ContractCheck.ON_PURPOSE, "yes");
        if (call.type() != null && !call.type().isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            request.contentType(call.type()).bodyValue(row.body());
        }
        return request.exchange().expectBody().returnResult();
    }

    private static String codeOf(EntityExchangeResult<byte[]> exchange) {
        MediaType type = exchange.getResponseHeaders().getContentType();
        return exchange.getStatus().isError() && MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(type)
                ? Town.read(exchange.getResponseBody()).get("code").stringValue()
                : exchange.getStatus().toString();
    }
}
