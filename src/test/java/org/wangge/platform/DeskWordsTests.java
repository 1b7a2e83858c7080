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

    /** How the desk calls what the bundle of words calls by its type. */
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("CaseState", "state."),
            Map.entry("CaseAction", "action."),
            Map.entry("HazardState", "hazard.state."),
            Map.entry("HazardLevel", "hazard.level."),
            Map.entry("HazardAction", "hazard.action."),
            Map.entry("PlaceState", "place.state."),
            Map.entry("PlaceAction", "place.action."),
            Map.entry("TaskState", "task.state."),
            Map.entry("TaskAction", "task.action."),
            Map.entry("PlanState", "plan.state."),
            Map.entry("PlanStep", "plan.action."),
            Map.entry("InspectionState", "inspection.state."),
            Map.entry("InspectionAction", "inspection.action."),
            Map.entry("RiskColour", "colour."),
            Map.entry("ListingLevel", "listing."),
            Map.entry("RuleSetState", "rules.state."),
            Map.entry("RuleSetAction", "rules.action."),
            Map.entry("OverlayKind", "field.kind."),
            Map.entry("DutyClass", "duty-class."),
            Map.entry("WarningState", "warning.state."),
            Map.entry("WarningAction", "warning.action."));

    /** Steps that the desk draws a form for: where they are in the contract, and how it calls them. */
    private static final Map<String, String> STEPS = Map.of(
            "/cases", "action.",
            "/hazards", "hazard.action.",
            "/places", "place.action.",
            "/inspections", "inspection.action.",
            "/inspection-tasks", "task.action.",
            "/inspection-plans", "plan.action.",
            "/campaigns", "plan.action.",
            "/routing-rules", "rules.action.",
            "/routing-overlays", "overlay.action.",
            "/routing-replays", "replay.action.");

    /** Done in the field, or without a form. */
    private static final Set<String> ELSEWHERE = Set.of("inspections/submit", "inspections/add-photos");

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
        Set<String> kinds = new TreeSet<>();
        bundle(bundle).forEach((key, text) -> {
            String[] parts = key.toString().split("\\.");
            String prefix = parts.length == 3 && parts[0].equals("word") ? PREFIXES.get(parts[1]) : null;
            if (prefix != null) {
                kinds.add(parts[1]);
                String name = prefix.endsWith("action.")
                        ? parts[2].toLowerCase(Locale.ROOT).replace('_', '-')
                        : parts[2];
                assertThat(words).containsEntry(prefix + name, text.toString());
            }
        });
        assertThat(kinds).isEqualTo(PREFIXES.keySet());
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
            String[] parts = path.getKey().split("/\\{(?:id|version)}/actions/");
            if (parts.length == 2
                    && STEPS.containsKey(parts[0])
                    && !ELSEWHERE.contains(parts[0].substring(1) + "/" + parts[1])) {
                JsonNode body =
                        resolved(contract, path.getValue().at("/post/requestBody/content/application~1json/schema"));
                if (body.path("properties").isEmpty()) {
                    without.add(parts[0].substring(1) + "/" + parts[1]);
                }
                body.path("properties")
                        .properties()
                        .forEach(field -> assertNamed(
                                words, path.getKey(), field.getKey(), resolved(contract, field.getValue())));
                assertThat(words).containsKey(STEPS.get(parts[0]) + parts[1]);
            }
        });
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "cases/accept",
                        "campaigns/start",
                        "campaigns/end",
                        "inspection-plans/activate",
                        "inspection-plans/pause",
                        "inspection-plans/end",
                        "routing-rules/check",
                        "routing-rules/approve",
                        "routing-rules/withdraw",
                        "routing-rules/roll-back",
                        "routing-overlays/end",
                        "routing-replays/cancel");
    }

    /** A field, what it can be chosen from, and the parts that it has. */
    private static void assertNamed(Map<String, String> words, String path, String field, JsonNode schema) {
        if (path.endsWith("/unlist") && (field.equals("code") || field.equals("text"))) {
            return;
        }
        assertThat(words.containsKey("field." + field)).as(path + " " + field).isTrue();
        schema.path("enum")
                .forEach(one -> assertThat(words).as(path).containsKey("field." + field + "." + one.stringValue()));
        if (schema.path("type").asString("").equals("boolean")) {
            assertThat(words).as(path).containsKeys(field + ".true", field + ".false");
        }
        if (schema.path("type").asString("").equals("object") && !field.equals("reason")) {
            schema.path("properties")
                    .propertyNames()
                    .forEach(part -> assertThat(words).as(path).containsKey("field." + field + "." + part));
        }
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

    @ParameterizedTest
    @CsvSource({
        "ReadKind,audit.kind.",
        "NoticeKind,notice.",
        "NoticeAudience,audience.",
        "NoticeCondition,condition.",
        "NoticeUrgency,urgency.",
        "AnnouncementKind,announcement.kind.",
        "Channel,channel."
    })
    void each_word_of_the_contract_that_a_page_shows_has_a_text(String schema, String prefix) throws IOException {
        JsonNode values = ContractFiles.bundle().at("/components/schemas/" + schema + "/enum");
        assertThat(values).isNotEmpty();
        assertThat(words("en").keySet())
                .containsAll(values.valueStream()
                        .map(value -> prefix + value.stringValue())
                        .toList());
    }

    @Test
    void each_source_of_a_category_has_a_text() throws IOException {
        Set<String> sources = new TreeSet<>();
        JsonMapper.shared()
                .readTree(Path.of("seeds/base/categories.json").toFile())
                .path("sources")
                .propertyNames()
                .forEach(source -> sources.add("category.source." + source));
        assertThat(sources).hasSizeGreaterThan(5);
        assertThat(words("en").keySet()).containsAll(sources);
    }
}
