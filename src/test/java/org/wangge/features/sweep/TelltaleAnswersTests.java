package org.wangge.features.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.StoreIndexes;

/** No refusal of any operation tells how the server is made: no class, collection, file or host. */
@WanggeTest
class TelltaleAnswersTests {

    private static final Pattern MADE_OF =
            Pattern.compile("\\b(?:java|javax|jakarta|org|com|io|tools|reactor|kotlin|sun)\\.[a-z]+\\.[\\w.$]+"
                    + "|\\b[A-Z]\\w*(?:Exception|Error)\\b|\\bat [\\w.$]+\\([\\w.]+:\\d+\\)"
                    + "|\\b[A-Za-z]\\w*\\.java\\b|(?i:mongo|netty|jackson|spring)"
                    + "|/(?:tmp|home|root|work|var|usr|etc|opt|proc)/|target/|file:|jar:"
                    + "|\\b(?:127\\.0\\.0\\.1|10\\.\\d+\\.\\d+\\.\\d+|192\\.168\\.\\d+\\.\\d+|localhost)\\b");

    private static final String ODD_ID = "no-such-thing";

    @Autowired
    private Town town;

    @Autowired
    private ObjectProvider<StoreIndexes> stores;

    private final List<String> told = new ArrayList<>();
    private int problems;

    private record Attempt(String name, String id, String query, MediaType type, Object body, MediaType accept) {}

    private static List<Attempt> attempts() {
        MediaType json = MediaType.APPLICATION_JSON;
        String absent = UUID.randomUUID().toString();
        return List.of(
                new Attempt("broken body", absent, "", json, "{\"x\":", json),
                new Attempt("strange body", absent, "", json, "{\"noSuchField\":{\"a\":[1,null]}}", json),
                new Attempt("wrong types", ODD_ID, "", json, "[[\"\\u0000\"],-1e999]", json),
                new Attempt("nothing", ODD_ID, "", json, "null", json),
                new Attempt("parameters", absent, "?limit=x&cursor=!!&from=-&noSuchParameter=1", json, "{}", json),
                new Attempt("types", absent, "", MediaType.APPLICATION_PDF, "%PDF", MediaType.valueOf("x/y")));
    }

    @Test
    void no_refusal_names_a_class_a_collection_a_file_or_a_host() throws UnknownHostException {
        String host = InetAddress.getLocalHost().getHostName();
        Pattern secret =
                Pattern.compile(MADE_OF.pattern() + "|\\b(?:" + collections() + "|" + Pattern.quote(host) + ")\\b");
        // People of its own: some of these calls are done all the same, and signing out would end the sessions of other
        // tests.
        String admin = Hiring.hire(town, "ADMIN", "510703");
        String dispatcher = Hiring.hire(town, "DISPATCHER", "510703/510703001");
        for (ContractOperation operation : ContractOperation.all()) {
            for (Attempt attempt : attempts()) {
                for (String user : List.of("", admin, dispatcher)) {
                    boolean endsSession = !user.isEmpty() && operation.id().equals("signOut");
                    if (!endsSession && (!user.isEmpty() || attempt.name().equals("strange body"))) {
                        check(operation, attempt, user, secret);
                    }
                }
            }
        }
        assertThat(problems).as("refusals that were looked at").isGreaterThan(500);
        assertThat(told).isEmpty();
    }

    /** Those whose name is no word of the contract; the others say nothing that it does not. */
    private String collections() {
        Set<String> names = new TreeSet<>();
        stores.forEach(store -> names.addAll(store.indexes().keySet()));
        String contract = ContractOperation.all().toString();
        names.removeIf(name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                .matcher(contract)
                .find());
        assertThat(names).as("collections that nobody need know").hasSizeGreaterThan(3);
        return names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }

    private void check(ContractOperation operation, Attempt attempt, String user, Pattern secret) {
        WebTestClient client = user.isEmpty() ? town.anybody() : town.as(user);
        String path = "/api/v1" + operation.path().replaceAll("\\{[^}]*}", attempt.id()) + attempt.query();
        WebTestClient.RequestBodySpec request = client.method(HttpMethod.valueOf(operation.method()))
                .uri(path)
                .accept(attempt.accept())
                .header(ContractCheck.ON_PURPOSE, attempt.name());
        WebTestClient.ResponseSpec response = operation.isGet()
                ? request.exchange()
                : request.contentType(attempt.type()).bodyValue(attempt.body()).exchange();
        EntityExchangeResult<byte[]> answer = response.expectBody().returnResult();
        String where = operation.method() + " " + path + " as " + user + ", " + attempt.name() + ": ";
        answer.getResponseHeaders()
                .forEach((name, values) -> look(where + name + " ", String.join(",", values), secret));
        MediaType type = answer.getResponseHeaders().getContentType();
        if (answer.getStatus().value() >= 500) {
            told.add(where + answer.getStatus());
        }
        if (MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(
                Objects.requireNonNullElse(type, MediaType.APPLICATION_OCTET_STREAM))) {
            problems++;
            byte[] body = Objects.requireNonNullElse(answer.getResponseBody(), new byte[0]);
            look(where, new String(body, StandardCharsets.UTF_8), secret);
        }
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.SERVER)).isNull();
    }

    private void look(String where, String text, Pattern secret) {
        Matcher found = secret.matcher(text);
        if (found.find()) {
            told.add(where + "\"" + found.group() + "\" in " + text);
        }
    }
}
