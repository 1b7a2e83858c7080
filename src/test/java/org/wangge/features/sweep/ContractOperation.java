package org.wangge.features.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.wangge.platform.contract.ContractFiles;
import tools.jackson.databind.JsonNode;

/** One operation of the contract, and a body that the contract would take. */
record ContractOperation(String id, String method, String path, JsonNode node) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonNode CONTRACT = read();

    private static JsonNode read() {
        try {
            return ContractFiles.bundle();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<ContractOperation> all() {
        List<ContractOperation> all = new ArrayList<>();
        CONTRACT.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> all.add(new ContractOperation(
                                method.getValue().get("operationId").stringValue(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue()))));
        return all;
    }

    boolean isGet() {
        return method.equals("GET");
    }

    boolean isOfOne() {
        return path.contains("{id}");
    }

    /** What the path is of: {@code cases} of {@code /cases/{id}/actions/close}. */
    String subject() {
        return path.substring(1, path.indexOf("/{id}"));
    }

    boolean takes(String parameter) {
        for (JsonNode one : node.path("parameters")) {
            if (resolved(one).path("name").asString().equals(parameter)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolved(CONTRACT.at(reference.substring(1)));
    }

    /** A body with what must be in it and no more; null when the operation takes none. */
    Object body() {
        JsonNode content = resolved(node.path("requestBody")).path("content").path("application/json");
        return content.isMissingNode() ? null : example(content.path("schema"), "");
    }

    private static Object example(JsonNode given, String name) {
        JsonNode schema = resolved(given);
        if (schema.has("oneOf")) {
            return example(schema.get("oneOf").get(0), name);
        }
        if (schema.has("example") && !schema.get("example").isContainer()) {
            return scalar(schema.get("example"));
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0).stringValue();
        }
        return switch (schema.path("type").asString("object")) {
            case "array" -> array(schema, name);
            case "integer", "number" -> schema.path("minimum").asInt(1);
            case "boolean" -> true;
            case "string" -> text(schema, name);
            default -> object(schema);
        };
    }

    private static Object scalar(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? node.numberValue() : node.stringValue();
    }

    private static List<Object> array(JsonNode schema, String name) {
        List<Object> items = new ArrayList<>();
        for (int count = 0; count < schema.path("minItems").asInt(0); count++) {
            items.add(example(schema.get("items"), name));
        }
        return items;
    }

    private static Map<String, Object> object(JsonNode schema) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (JsonNode required : schema.path("required")) {
            String name = required.stringValue();
            object.put(name, example(schema.at("/properties/" + name), name));
        }
        return object;
    }

    private static String text(JsonNode schema, String name) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date-time" -> "2026-02-02T02:00:00Z";
            case "date" -> "2026-02-02";
            default -> name.equals("code") ? "OTHER" : name.equals("until") ? "2026-12-31" : "检查授权检查";
        };
    }
}
