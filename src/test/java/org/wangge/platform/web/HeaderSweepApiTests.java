package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.wangge.fixtures.RawHttp;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.platform.contract.ContractFiles;
import tools.jackson.databind.JsonNode;

/** Every operation of the contract with headers that no sane client sends: each is answered, and none as a fault of ours. */
@WanggeTest
class HeaderSweepApiTests {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String LONG = "x".repeat(3000);
    private static final String FIFTY_TYPES = types(50);
    private static final String FIFTY_LANGUAGES = IntStream.range(0, 50)
            .mapToObj(i -> "en-" + (char) ('A' + i % 26) + "X")
            .collect(Collectors.joining(","));

    private static String types(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text/t" + i).collect(Collectors.joining(", "));
    }

    /** What is tried for each header; the rest of the request is as it should be. */
    private static final Map<String, List<String>> ABSURD = absurd();

    @Autowired
    private Town town;

    @LocalServerPort
    private int port;

    private static Map<String, List<String>> absurd() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(
                "Accept",
                List.of(
                        FIFTY_TYPES,
                        types(51) + ", application/json",
                        types(300),
                        "*",
                        "/",
                        ";",
                        "a/b;q=9",
                        "*/*;q=-1",
                        "",
                        ",",
                        LONG,
                        "a/b/c",
                        "text/*+json"));
        values.put(
                "Accept-Language",
                List.of(
                        "-",
                        "*",
                        ",",
                        ";",
                        "",
                        "zh;q=2",
                        "zh;q=x",
                        "en-",
                        "zh_CN",
                        FIFTY_LANGUAGES,
                        LONG,
                        "中文",
                        "a-b-c-d-e"));
        values.put("Accept-Charset", List.of("klingon", "-", "utf-8;q=9", LONG));
        values.put("Accept-Encoding", List.of("nothing", "*;q=0", "gzip;q=x", LONG));
        values.put("Content-Language", List.of("-", LONG));
        values.put("Content-Encoding", List.of("gzip", "br", "x", LONG));
        values.put("If-Match", List.of("\"", "-", "\"99999999999999999999\"", "*,*", ",", "W/", "\"-1\"", LONG));
        values.put("If-None-Match", List.of("\"", "*", ",", "W/", LONG));
        values.put("If-Modified-Since", List.of("yesterday", "-1", LONG));
        values.put("If-Unmodified-Since", List.of("yesterday", "-1", LONG));
        values.put("If-Range", List.of("x"));
        values.put("Range", List.of("bytes=z", "bytes=9-1", "lines=1-2", "bytes=0-0,1-1,2-2", LONG));
        values.put("Idempotency-Key", List.of("-", "1-1-1-1-1", "中", LONG));
        values.put(
                "X-Device-Time", List.of("-", "yesterday", "0000-00-00T00:00:00Z", "+999999999-12-31T23:59:59Z", LONG));
        values.put("X-Request-Id", List.of("-", "中", LONG));
        values.put("X-Purpose", List.of("%", "%zz", "%E4", "%00", "%0A", "中", LONG));
        values.put(
                "Authorization",
                List.of("", "Bearer", "Bearer ", "Bearer a.b.c", "Basic OjpvOg==", "Bearer " + LONG, "-"));
        values.put("Cookie", List.of("=", ";", "a", "a=\"", LONG));
        values.put(
                "Origin", List.of("null", "::", "http://", "http://a b", "https://elsewhere.example:99999999", LONG));
        values.put("Access-Control-Request-Method", List.of("", "-", "NONE", LONG));
        values.put("Host", List.of("", "::", "a:b:c", "x:99999999", "[::", "中", LONG));
        values.put("Forwarded", List.of("for=", "host=\"", "proto=;host=::", LONG));
        values.put("X-Forwarded-For", List.of("-", "999.999.999.999", LONG));
        values.put("X-Forwarded-Host", List.of("::", "a b", LONG));
        values.put("X-Forwarded-Port", List.of("-1", "99999999", "x"));
        values.put("X-Forwarded-Proto", List.of("::", "-", LONG));
        values.put("X-Forwarded-Prefix", List.of("//", "..", LONG));
        values.put("X-HTTP-Method-Override", List.of("DELETE", "-"));
        values.put("Expect", List.of("miracles", "-"));
        values.put("Upgrade", List.of("h2c", "websocket", "-"));
        values.put("HTTP2-Settings", List.of("-", "AAA"));
        values.put("TE", List.of("trailers", "-", LONG));
        values.put("Trailer", List.of("Host", LONG));
        values.put("Last-Event-ID", List.of("-", "中", LONG));
        values.put("User-Agent", List.of("", "中", LONG));
        values.put("Referer", List.of("::", LONG));
        values.put("traceparent", List.of("-", "00-0-0-0", LONG));
        values.put("b3", List.of("-", "0", LONG));
        values.put("baggage", List.of("=", ",", LONG));
        return values;
    }

    private static final List<String> NOT_JSON = List.of(
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded;charset=utf-8",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/mixed; boundary=x",
            "multipart/form-data; boundary=",
            "text/plain",
            "application/xml",
            "application/octet-stream",
            "*/*",
            "application/*",
            "json",
            "-",
            ";",
            "application/json; charset=klingon",
            "a/b;c",
            LONG);

    private record Op(String id, String method, String path, Set<String> types) {
        boolean takesOnlyJson() {
            return types.equals(Set.of("application/json"));
        }
    }

    private static List<Op> operations() throws IOException {
        List<Op> operations = new ArrayList<>();
        ContractFiles.bundle()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .filter(method -> !method.getValue()
                                .get("operationId")
                                .stringValue()
                                .equals("signOut"))
                        .forEach(method ->
                                operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
        return operations;
    }

    private static Op operation(String path, String method, JsonNode node) {
        return new Op(
                node.get("operationId").stringValue(),
                method.toUpperCase(Locale.ROOT),
                "/api/v1"
                        + path.replace("{year}", "2099")
                                .replace("{code}", "NONE")
                                .replace("{installationId}", "none")
                                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString()),
                node.path("requestBody").path("content").propertyNames().stream()
                        .collect(Collectors.toSet()));
    }

    private RawHttp.Answer send(Op op, String name, String value, String body) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "localhost");
        headers.put("Authorization", "Bearer " + town.token("admin"));
        headers.put("Content-Type", "application/json");
        headers.keySet().removeIf(name::equalsIgnoreCase);
        headers.put(name, value);
        return RawHttp.send(
                port, op.method(), op.path(), headers, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void a_body_of_another_kind_than_json_is_refused_as_such_wherever_json_is_taken() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        for (Op op : operations()) {
            if (op.takesOnlyJson()) {
                for (String type : NOT_JSON) {
                    RawHttp.Answer answer = send(op, "Content-Type", type, "a=b&c=d");
                    boolean fine = type.contains("klingon") || type.contains("*")
                            ? answer.status() == 415 || answer.status() == 400
                            : answer.status() == 415 && answer.text().contains("request.media-type");
                    if (!fine) {
                        wrong.put(op.id() + " " + shortened(type), answer.toString());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_value_of_any_header_is_answered_as_a_fault_of_ours_or_not_at_all() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        List<Op> operations = operations();
        int turn = 0;
        for (Map.Entry<String, List<String>> header : ABSURD.entrySet()) {
            for (String value : header.getValue()) {
                // Each value meets some operation of each method; over all values every operation is met.
                for (String method : METHODS) {
                    List<Op> alike = operations.stream()
                            .filter(op -> op.method().equalsIgnoreCase(method))
                            .toList();
                    for (int more = 0; more < 3; more++) {
                        Op op = alike.get(turn++ % alike.size());
                        RawHttp.Answer answer = send(op, header.getKey(), value, "{}");
                        // With a name of a host that is none, it is no HTTP yet, and the server itself says so.
                        if (answer.status() == 0
                                || answer.status() >= 500
                                || (!header.getKey().equals("Host") && answer.isEmptyError())) {
                            wrong.put(header.getKey() + ": " + shortened(value) + " at " + op.id(), answer.toString());
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_preflight_is_answered_whatever_it_asks() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        for (String origin : ABSURD.get("Origin")) {
            for (String method : List.of("GET", "-", "")) {
                RawHttp.Answer answer = RawHttp.send(
                        port,
                        "OPTIONS",
                        "/api/v1/cases",
                        Map.of("Host", "localhost", "Origin", origin, "Access-Control-Request-Method", method),
                        new byte[0]);
                if (answer.status() == 0 || answer.status() >= 500) {
                    wrong.put(shortened(origin) + " " + method, answer.toString());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String shortened(String value) {
        return value.length() > 40 ? value.substring(0, 40) + "…" : value;
    }

    @Test
    void all_operations_are_met() throws IOException {
        assertThat(operations().stream().map(Op::id).distinct().count())
                .isEqualTo(operations().size())
                .isGreaterThan(60);
        assertThat(Arrays.asList(ABSURD.get("Accept")).toString()).contains("text/t49");
    }
}
