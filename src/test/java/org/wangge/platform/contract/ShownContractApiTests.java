package org.wangge.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What the contract shows can be tried as it stands: how to sign in, and the examples. */
@WanggeTest
class ShownContractApiTests {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Autowired
    private Town town;

    private static JsonNode example(String schema) throws IOException {
        return ContractFiles.bundle().at("/components/schemas/" + schema + "/example");
    }

    private WebTestClient.ResponseSpec tried(String user, String path, String schema) throws IOException {
        return town.as(user)
                .post()
                .uri("/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(example(schema).toString())
                .exchange();
    }

    @Test
    void the_security_scheme_is_declared_and_open_are_those_operations_that_are() throws IOException {
        JsonNode contract = ContractFiles.bundle();
        assertThat(contract.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(contract.at("/security/0/bearer").isArray()).isTrue();
        Set<String> open = new ClassPathResource("account/operations.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(";OPEN;"))
                .map(line -> line.split(";")[0])
                .collect(Collectors.toSet());
        Set<String> declared = contract.get("paths")
                .valueStream()
                .flatMap(path -> path.properties().stream())
                .filter(method -> METHODS.contains(method.getKey()))
                .map(java.util.Map.Entry::getValue)
                .filter(operation -> operation.has("security"))
                .map(operation -> operation.get("operationId").stringValue())
                .collect(Collectors.toSet());
        assertThat(declared).isEqualTo(open);
    }

    @Test
    void the_examples_work_as_they_are_shown() throws IOException {
        town.anybody()
                .post()
                .uri("/api/v1/auth/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(example("SignInRequest").toString())
                .exchange()
                .expectStatus()
                .isOk();
        JsonNode made = Town.bodyOf(tried("worker-001-1", "/cases", "ReportCaseRequest")
                .expectStatus()
                .isCreated());
        assertThat(made.at("/area/officeCode").stringValue()).isEqualTo("510703001");
        String actions = "/cases/" + made.get("id").stringValue() + "/actions/";
        tried("dispatcher-001", actions + "file", "FileCaseRequest")
                .expectStatus()
                .isOk();
        tried("dispatcher-001", actions + "dispatch", "DispatchCaseRequest")
                .expectStatus()
                .isOk();
        tried("admin", "/departments", "NewDepartment").expectStatus().isCreated();
        assertThat(town.get("worker-001-1", "/api/v1/cases?limit=1").get("items"))
                .isNotEmpty();
        JsonNode parameters = ContractFiles.bundle().at("/paths/~1grids~1locate/get/parameters");
        String query = parameters
                .valueStream()
                .filter(parameter -> parameter.has("example"))
                .map(parameter -> parameter.get("name").stringValue() + "=" + parameter.get("example"))
                .collect(Collectors.joining("&"));
        assertThat(town.get("worker-001-1", "/api/v1/grids/locate?" + query).toString())
                .contains("510703001");
    }
}
