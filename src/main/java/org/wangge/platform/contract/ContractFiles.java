package org.wangge.platform.contract;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Puts the files of the contract together into one document, as {@code /openapi.json} shows it. A reference into another
 * file becomes one into {@code components}; which part of it follows from the file: {@code schemas/}, {@code parameters.yaml}
 * or {@code responses.yaml}.
 */
public final class ContractFiles {

    private static final String ROOT = "classpath*:api-spec/";
    private static final YAMLMapper YAML = new YAMLMapper();

    private ContractFiles() {}

    /** Reads and bundles; takes a moment and blocks, so it is done once, off the event loop. */
    public static JsonNode bundle() throws IOException {
        PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
        ObjectNode contract = (ObjectNode) YAML.readTree(bytes(only(files, "openapi.yaml")));
        ObjectNode paths = JsonNodeFactory.instance.objectNode();
        merge(files, "paths/*.yaml").forEach((path, item) -> paths.set(path, localised(item)));
        contract.set("paths", paths);
        ObjectNode components = contract.withObject("components");
        components.set("schemas", part(files, "schemas/*.yaml"));
        components.set("parameters", part(files, "parameters.yaml"));
        components.set("responses", part(files, "responses.yaml"));
        return contract;
    }

    private static ObjectNode part(PathMatchingResourcePatternResolver files, String pattern) throws IOException {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        merge(files, pattern).forEach((name, node) -> part.set(name, localised(node)));
        return part;
    }

    private static Map<String, JsonNode> merge(PathMatchingResourcePatternResolver files, String pattern)
            throws IOException {
        Map<String, JsonNode> merged = new TreeMap<>();
        for (Resource file : files.getResources(ROOT + pattern)) {
            for (Map.Entry<String, JsonNode> entry : YAML.readTree(bytes(file)).properties()) {
                if (merged.put(entry.getKey(), entry.getValue()) != null) {
                    throw new IllegalStateException("Twice in the contract: " + entry.getKey());
                }
            }
        }
        return merged;
    }

    private static Resource only(PathMatchingResourcePatternResolver files, String name) throws IOException {
        return List.of(files.getResources(ROOT + name)).get(0);
    }

    private static byte[] bytes(Resource file) throws IOException {
        return file.getContentAsByteArray();
    }

    private static JsonNode localised(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> fields = object.properties().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            field -> field.getKey().equals("$ref")
                                    ? JsonNodeFactory.instance.stringNode(
                                            reference(field.getValue().stringValue()))
                                    : localised(field.getValue()),
                            (one, other) -> one,
                            LinkedHashMap::new));
            return JsonNodeFactory.instance.objectNode().setAll(fields);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(localised(item)));
            return copy;
        }
        return node;
    }

    private static String reference(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        String file = reference.substring(0, reference.indexOf('#'));
        if (file.endsWith("parameters.yaml")) {
            return "#/components/parameters/" + name;
        }
        return file.endsWith("responses.yaml") ? "#/components/responses/" + name : "#/components/schemas/" + name;
    }
}
