package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wangge.platform.contract.ContractFiles;

/** The pages ask for nothing that the contract does not have: what is not there is a photo that never shows, and nobody is told. */
class PagePathsTests {

    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Pattern FILLED_IN = Pattern.compile("\\$\\{[^{}]*}");
    private static final Pattern WRITTEN = Pattern.compile("[`'](/[a-z][^`'?\\s<>]*)");
    /** Modules of the pages, which have the first part of their path in common with what they ask for. */
    private static final Pattern MODULE =
            Pattern.compile("/(desk|worker|webjars|_static)/.*\\.(js|css|json|svg|png)|/desk/[a-z/]*");

    @Test
    void every_path_that_a_page_asks_for_is_in_the_contract() throws IOException {
        Set<String> contract = ContractFiles.bundle().get("paths").propertyNames().stream()
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> firsts = contract.stream().map(path -> path.split("/")[1]).collect(Collectors.toSet());
        TreeMap<String, String> wrong = new TreeMap<>();
        int asked = 0;
        for (Path file : modules()) {
            String text = FILLED_IN.matcher(Files.readString(file)).replaceAll("{x}");
            for (String path :
                    WRITTEN.matcher(text).results().map(found -> found.group(1)).toList()) {
                boolean isOfApi = firsts.contains(path.split("/")[1])
                        && !MODULE.matcher(path).matches();
                asked += isOfApi ? 1 : 0;
                boolean isKnown = contract.stream().anyMatch(pattern(path).asMatchPredicate());
                if (isOfApi && !isKnown) {
                    wrong.put(path, file.toString());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(80);
    }

    /** What is filled in is one part of a path; to one that ends with a slash more is added. */
    private static Pattern pattern(String path) {
        String parts = Stream.of(path.split("\\{x}", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
        return Pattern.compile(parts + (path.endsWith("/") ? ".*" : ""));
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.walk(STATIC)) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }
}
