package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The worker's page is whole: its texts in both languages, and every file of it where there is no network. */
class WorkerPageFilesTests {

    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Path WORKER = STATIC.resolve("worker");
    private static final Pattern USED = Pattern.compile("\\bt\\('([a-z][\\w.-]*)'[,)]");
    private static final Pattern IMPORTED = Pattern.compile("from '(/[^']+)'");
    private static final Pattern KEPT = Pattern.compile("^  '(/[^']+)',$", Pattern.MULTILINE);

    private static Map<String, String> words(String folder, String language) {
        Map<String, String> words = new TreeMap<>();
        JsonMapper.shared()
                .readTree(STATIC.resolve(folder).resolve("words/" + language + ".json"))
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().stringValue()));
        return words;
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        pattern.matcher(Files.readString(file)).results().forEach(one -> found.add(one.group(1)));
        return found;
    }

    @Test
    void both_languages_have_the_same_texts_and_none_is_empty() {
        assertThat(words("worker", "en").keySet())
                .isEqualTo(words("worker", "zh-CN").keySet());
        assertThat(words("worker", "en")).doesNotContainValue("");
        assertThat(words("worker", "zh-CN")).doesNotContainValue("");
    }

    /** The page has the desk's texts too: what both say stands there only. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void every_text_that_the_page_asks_for_is_there_once(String language) throws IOException {
        Set<String> desk = words("desk", language).keySet();
        Set<String> own = words("worker", language).keySet();
        assertThat(own).doesNotContainAnyElementsOf(desk);
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(WORKER)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".js")).toList()) {
                used.addAll(found(USED, file));
            }
        }
        assertThat(used).hasSizeGreaterThan(40).allMatch(key -> own.contains(key) || desk.contains(key));
    }

    @Test
    void the_service_worker_keeps_every_file_that_the_page_imports() throws IOException {
        Set<String> kept = found(KEPT, WORKER.resolve("sw.js"));
        Set<String> needed = new TreeSet<>();
        need("/worker/app.js", needed);
        assertThat(needed).hasSizeGreaterThan(15);
        assertThat(kept).containsAll(needed);
        assertThat(kept)
                .contains("/worker/", "/worker/worker.css", "/worker/words/en.json", "/worker/words/zh-CN.json")
                .contains("/desk/words/en.json", "/desk/words/zh-CN.json");
        assertThat(kept)
                .filteredOn(path -> !path.startsWith("/_static/") && !path.endsWith("/"))
                .allSatisfy(
                        path -> assertThat(STATIC.resolve(path.substring(1))).exists());
    }

    private static void need(String path, Set<String> needed) throws IOException {
        if (needed.add(path) && !path.startsWith("/_static/")) {
            for (String next : found(IMPORTED, STATIC.resolve(path.substring(1)))) {
                need(next, needed);
            }
        }
    }
}
