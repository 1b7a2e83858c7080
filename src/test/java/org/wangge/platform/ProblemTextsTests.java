package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every refusal code is used in the code, listed in the contract, and has its texts in both languages. */
class ProblemTextsTests {

    /** A table of transitions refuses what its states do not allow. */
    private static final Pattern TABLE = Pattern.compile("new Transitions<>\\(\\s*\"([a-z-]+)\"");

    private static final Pattern CODE = Pattern.compile("\"([a-z][a-z-]*(?:\\.[a-z0-9-]+)+)\"");
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    private record Kind(String code, int status, String when) {}

    private static List<Kind> listed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("api-spec/problems"))) {
            return files.flatMap(file ->
                            new YAMLMapper().readValue(file.toFile(), new TypeReference<List<Kind>>() {}).stream())
                    .toList();
        }
    }

    private static Set<String> codes() throws IOException {
        return listed().stream().map(Kind::code).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> used() throws IOException {
        Set<String> prefixes = listed().stream()
                .map(kind -> kind.code().substring(0, kind.code().indexOf('.')))
                .collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                TABLE.matcher(source).results().forEach(table -> used.add(table.group(1) + ".wrong-state"));
                Matcher found = CODE.matcher(source);
                while (found.find()) {
                    String code = found.group(1);
                    if (prefixes.contains(code.substring(0, code.indexOf('.')))) {
                        used.add(code);
                    }
                }
            }
        }
        return used;
    }

    private static Properties texts(String suffix) throws IOException {
        Properties texts = new Properties();
        try (Stream<Path> files = Files.list(MESSAGES)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("problems"))
                    .filter(path -> path.toString().endsWith("_en.properties") == suffix.equals("_en"))
                    .toList()) {
                try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    texts.load(reader);
                }
            }
        }
        return texts;
    }

    @Test
    void no_code_is_listed_twice() throws IOException {
        assertThat(listed().stream().map(Kind::code)).doesNotHaveDuplicates();
    }

    /** The name of a step may be a refusal itself: 不能不予受理 would say that one must. */
    @Test
    void a_step_is_named_in_quotes_in_chinese() throws IOException {
        assertThat(texts("").values().stream().map(String::valueOf))
                .noneMatch(text -> text.matches("(?s).*(不能|不能再|不可|无法)\\{\\d}.*"));
    }

    @Test
    void every_listed_code_is_used() throws IOException {
        assertThat(codes()).isSubsetOf(used());
    }

    @Test
    void every_refusal_in_the_code_is_listed() throws IOException {
        Pattern refusal = Pattern.compile(
                "(?:Refusal\\.(?:of|field)|Fault\\.of)\\(\\s*(?:[^,;\"]+,\\s*|\"/[^\"]*\",\\s*)?\"([a-z][a-z-]*\\.[a-z0-9.-]+)\"");
        Set<String> refused = new TreeSet<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                refusal.matcher(Files.readString(file)).results().forEach(found -> refused.add(found.group(1)));
            }
        }
        assertThat(refused).hasSizeGreaterThan(60);
        refused.removeAll(codes());
        assertThat(refused).as("not listed in the contract").isEmpty();
    }

    @Test
    void every_code_has_a_detail_in_both_languages_and_a_title_unless_it_is_of_a_field() throws IOException {
        for (String language : List.of("", "_en")) {
            Properties texts = texts(language);
            for (String code : codes()) {
                assertThat(texts.getProperty("problem." + code + ".detail"))
                        .as("detail of %s in %s", code, language)
                        .isNotBlank();
                if (!code.startsWith("field.")) {
                    assertThat(texts.getProperty("problem." + code + ".title"))
                            .as("title of %s in %s", code, language)
                            .isNotBlank();
                }
            }
        }
    }

    @Test
    void both_languages_have_the_same_keys_and_places() throws IOException {
        Properties chinese = texts("");
        Properties english = texts("_en");
        assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
        Pattern places = Pattern.compile("\\{\\d}");
        for (String key : chinese.stringPropertyNames()) {
            assertThat(places.matcher(english.getProperty(key))
                            .results()
                            .map(place -> place.group())
                            .collect(Collectors.toSet()))
                    .as(key)
                    .isEqualTo(places.matcher(chinese.getProperty(key))
                            .results()
                            .map(place -> place.group())
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void texts_belong_to_listed_codes() throws IOException {
        Set<String> codes = codes();
        assertThat(texts("").stringPropertyNames())
                .allSatisfy(
                        key -> assertThat(codes).contains(key.substring("problem.".length(), key.lastIndexOf('.'))));
    }
}
