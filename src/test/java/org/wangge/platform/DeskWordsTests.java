package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.platform.contract.ContractFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The desk has every text in both languages, and calls states and steps as the rest of the application does. */
class DeskWordsTests {

    private static final Path DESK = Path.of("src/main/resources/static/desk");
    private static final Pattern USED = Pattern.compile("\\bt\\('([a-z][\\w.-]*)'[,)]");
    private static final Pattern PAGE = Pattern.compile("\\bid: '(\\w+)'");

    /** Of the frame and of all pages: what a page brings with it has no name that another one has. */
    private static Map<String, String> words(String language) {
        Map<String, String> words = new TreeMap<>();
        files("/words/" + language + ".json")
                .forEach(file -> JsonMapper.shared()
                        .readTree(file)
                        .properties()
                        .forEach(word -> assertThat(
                                        words.put(word.getKey(), word.getValue().stringValue()))
                                .as(word.getKey())
                                .isNull()));
        return words;
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(DESK)) {
            return files.filter(file -> file.toString().replace('\\', '/').endsWith(ending))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Properties bundle(String name) throws IOException {
        Properties bundle = new Properties();
        try (InputStream stream = DeskWordsTests.class.getResourceAsStream("/messages/" + name + ".properties")) {
            bundle.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return bundle;
    }

    @Test
    void both_languages_have_the_same_texts_and_none_is_empty() {
        assertThat(words("en").keySet()).isEqualTo(words("zh-CN").keySet());
        assertThat(words("en")).doesNotContainValue("");
        assertThat(words("zh-CN")).doesNotContainValue("");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,words", "en,words_en"})
    void states_and_steps_are_called_as_everywhere(String language, String bundle) throws IOException {
        Map<String, String> words = words(language);
        bundle(bundle).forEach((key, text) -> {
            String name = key.toString();
            if (name.startsWith("word.CaseState.")) {
                assertThat(words).containsEntry("state." + name.substring("word.CaseState.".length()), text.toString());
            }
            if (name.startsWith("word.CaseAction.")) {
                String action = name.substring("word.CaseAction.".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                assertThat(words).containsEntry("action." + action, text.toString());
            }
        });
    }

    /** As the desk reads the contract: references followed, of `allOf` and `oneOf` the first. */
    private static JsonNode resolved(JsonNode contract, JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(
                    contract, contract.at(schema.get("$ref").stringValue().substring(1)));
        }
        JsonNode first = schema.has("allOf") ? schema.at("/allOf/0") : schema.at("/oneOf/0");
        return first.isMissingNode() ? schema : resolved(contract, first);
    }

    @Test
    void the_form_of_every_step_has_its_fields_and_their_names() throws IOException {
        JsonNode contract = ContractFiles.bundle();
        Map<String, String> words = words("en");
        Set<String> without = new TreeSet<>();
        contract.get("paths").properties().forEach(path -> {
            String[] parts = path.getKey().split("/cases/\\{id}/actions/");
            if (parts.length == 2) {
                JsonNode body =
                        resolved(contract, path.getValue().at("/post/requestBody/content/application~1json/schema"));
                if (body.path("properties").isEmpty()) {
                    without.add(parts[1]);
                }
                body.path("properties").properties().forEach(field -> {
                    boolean shown = field.getKey().equals("mediaIds")
                            || !resolved(contract, field.getValue())
                                    .path("type")
                                    .asString("")
                                    .equals("array");
                    assertThat(words.containsKey("field." + field.getKey()) || !shown)
                            .as(path.getKey() + " " + field.getKey())
                            .isTrue();
                });
                assertThat(words).containsKey("action." + parts[1]);
            }
        });
        assertThat(without).containsExactly("accept");
    }

    @Test
    void every_text_that_a_page_asks_for_is_there() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : files(".js")) {
            USED.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
        }
        PAGE.matcher(Files.readString(DESK.resolve("pages.js")))
                .results()
                .forEach(found -> used.add("page." + found.group(1)));
        assertThat(used).hasSizeGreaterThan(40);
        assertThat(words("en").keySet()).containsAll(used);
    }
}
