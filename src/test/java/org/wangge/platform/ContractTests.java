package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.platform.contract.ContractFiles;
import tools.jackson.databind.JsonNode;

/** The contract is well formed, keeps the house rules, and names exactly the routes that exist. */
@WanggeTest
class ContractTests {

    private static final Path ENTRY = Path.of("api-spec", "openapi.yaml");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{\\w+:([a-z|-]+)}");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Autowired
    private Town town;

    private record Operation(String method, String path, JsonNode node) {
        String name() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    private static JsonNode contract() {
        try {
            return ContractFiles.bundle();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        contract()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method ->
                                operations.add(new Operation(method.getKey(), path.getKey(), method.getValue()))));
        return operations;
    }

    /** Tools read the parts through this list; it is written here, so that a new path is added to its part only. */
    private static void writeListOfPaths() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(ENTRY).stream()
                .takeWhile(line -> !line.equals("paths:"))
                .toList());
        lines.add("paths:");
        try (Stream<Path> parts = Files.list(ENTRY.resolveSibling("paths"))) {
            for (Path part : parts.sorted().toList()) {
                for (String line : Files.readAllLines(part)) {
                    if (line.startsWith("/")) {
                        String path = line.substring(0, line.indexOf(':'));
                        lines.add("  " + path + ":");
                        lines.add("    $ref: 'paths/" + part.getFileName() + "#/"
                                + path.replace("~", "~0").replace("/", "~1") + "'");
                    }
                }
            }
        }
        Files.write(ENTRY, lines);
    }

    @Test
    void the_files_are_a_sound_openapi_document_by_themselves() throws IOException {
        writeListOfPaths();
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult read =
                new OpenAPIV3Parser().readLocation(ENTRY.toUri().toString(), null, options);
        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths())
                .hasSameSizeAs(contract().get("paths").properties());
    }

    @Test
    void the_document_that_is_served_is_sound_and_the_same() {
        byte[] served = town.anybody()
                .get()
                .uri("/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(Town.read(served)).isEqualTo(contract());
        SwaggerParseResult read = new OpenAPIV3Parser().readContents(contract().toString());
        assertThat(read.getMessages()).isEmpty();
    }

    @Test
    void routes_and_operations_are_the_same_in_both_directions() {
        Set<String> described = new TreeSet<>();
        operations().forEach(operation -> described.add(operation.name().replaceAll("\\{\\w+}", "{}")));
        assertThat(existing()).isEqualTo(described);
    }

    private Set<String> existing() {
        Set<String> existing = new TreeSet<>();
        routes.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternsCondition().getPatterns().stream()
                        .map(Object::toString)
                        .filter(path -> path.startsWith("/api/v1"))
                        .map(path -> path.substring("/api/v1".length()))
                        .flatMap(path -> alternatives(path).stream())
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb ->
                                        existing.add(verb + " " + path.replaceAll("\\{\\w+(:[^}]*)?}", "{}")))));
        return existing;
    }

    /** A path variable that may only be one of some words stands for as many paths. */
    private static List<String> alternatives(String path) {
        Matcher words = ALTERNATIVES.matcher(path);
        return words.find()
                ? Arrays.stream(words.group(1).split("\\|", -1))
                        .map(word -> path.replace(words.group(), word))
                        .toList()
                : List.of(path);
    }

    @Test
    void operations_keep_the_house_rules() {
        Set<String> ids = new TreeSet<>();
        for (Operation operation : operations()) {
            JsonNode node = operation.node();
            String id = node.path("operationId").asString();
            assertThat(id).as(operation.name()).matches("[a-z]+([A-Z][a-z0-9]*)+");
            assertThat(ids.add(id)).as(id + " is used once").isTrue();
            assertThat(node.path("tags").size())
                    .as(operation.name() + " has one tag")
                    .isEqualTo(1);
            assertThat(node.path("summary").asString()).as(operation.name()).isNotBlank();
            node.path("responses").properties().stream()
                    .filter(answer -> answer.getKey().matches("[45].."))
                    .forEach(answer -> assertThat(answer.getValue().path("$ref").asString())
                            .as(operation.name() + " " + answer.getKey() + " is a problem")
                            .startsWith("#/components/responses/"));
            assertThat(node.path("responses").has("429"))
                    .as(operation.name() + " may be asked too often")
                    .isTrue();
            assertThat(node.path("responses").has("406"))
                    .as(operation.name() + " may be asked for what it cannot give")
                    .isTrue();
            if (operation.path().contains("/actions/") && operation.path().startsWith("/cases")) {
                assertThat(node.path("parameters").toString())
                        .as(operation.name())
                        .contains("IfMatch", "IdempotencyKey");
            }
        }
    }

    @Test
    void object_schemas_admit_no_unknown_fields() {
        for (Map.Entry<String, JsonNode> schema :
                contract().get("components").get("schemas").properties()) {
            if (schema.getValue().path("type").asString().equals("object")
                    && !schema.getKey().startsWith("Geo")) {
                assertThat(schema.getValue().has("additionalProperties"))
                        .as(schema.getKey())
                        .isTrue();
            }
        }
    }
}
