package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Whoever misspells a filter hears of it, instead of taking the whole list for the narrow one. */
@WanggeTest
class KnownParametersApiTests {

    private static final String UNKNOWN = "colour-of-the-moon";

    @Autowired
    private Town town;

    /** Every path that can be read, as the contract that clients get says. */
    private List<String> readable() {
        JsonNode contract = Town.read(town.anybody()
                .get()
                .uri("/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
        List<String> paths = contract.get("paths").properties().stream()
                .filter(path -> path.getValue().has("get"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(paths).hasSizeGreaterThan(50).contains("/cases", "/exports/cases.csv", "/me/tasks");
        return paths;
    }

    private EntityExchangeResult<byte[]> read(String path) {
        String filled = path.replace("{year}", "2026")
                .replace("{code}", "G0201")
                .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
        EntityExchangeResult<byte[]> first = read("admin", filled);
        return first.getStatus() == HttpStatus.FORBIDDEN ? read("district", filled) : first;
    }

    private EntityExchangeResult<byte[]> read(String user, String path) {
        return town.as(user)
                .get()
                .uri("/api/v1" + path + "?" + UNKNOWN + "=1")
                .header(ContractCheck.ON_PURPOSE, "1")
                .exchange()
                .expectBody()
                .returnResult();
    }

    @Test
    void an_unknown_parameter_is_refused_wherever_something_is_read() {
        assertThat(readable()).allSatisfy(path -> {
            EntityExchangeResult<byte[]> answer = read(path);
            assertThat(answer.getStatus()).as(path).isEqualTo(HttpStatus.BAD_REQUEST);
            JsonNode problem = Town.read(answer.getResponseBody());
            assertThat(problem.get("code").stringValue()).isEqualTo("request.malformed");
            assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(UNKNOWN);
            assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo("field.unknown");
        });
    }

    @Test
    void a_misspelt_dry_run_does_not_import_for_good() {
        Map<String, String> types = Map.of("/grids/imports", "application/geo+json", "/places/imports", "text/csv");
        types.forEach((imports, type) -> {
            JsonNode problem = Town.bodyOf(town.as("admin")
                    .post()
                    .uri("/api/v1" + imports + "?dryrun=true")
                    .header(ContractCheck.ON_PURPOSE, "1")
                    .contentType(MediaType.parseMediaType(type))
                    .bodyValue("x")
                    .exchange()
                    .expectStatus()
                    .isBadRequest());
            assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("dryrun");
        });
    }

    @Test
    void what_is_written_without_parameters_does_not_mind_one() {
        WebTestClient.ResponseSpec reported = town.as(CaseStories.WORKER)
                .post()
                .uri("/api/v1/cases?_=1700000000")
                .header(ContractCheck.ON_PURPOSE, "1")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(CaseStories.lockedExit("带着参数上报"))
                .exchange();
        reported.expectStatus().isCreated();
    }

    @Test
    void who_is_not_signed_in_hears_that_first() {
        Stream.of("/api/v1/cases?x=1", "/api/v1/me/tasks?x=1")
                .forEach(path -> town.anybody()
                        .get()
                        .uri(path)
                        .header(ContractCheck.ON_PURPOSE, "1")
                        .exchange()
                        .expectStatus()
                        .isUnauthorized());
    }
}
