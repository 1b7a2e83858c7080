package org.wangge.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An installed JDK. */
record Java(Path home, String version) {

    private static final String SECOND = "load.jdk25";

    /** The one that runs Maven. */
    static Java running() {
        return new Java(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /** The one with an AOT cache, named by {@code -Dload.jdk25}, else by {@code JAVA_25_HOME}. */
    static Optional<Java> withAotCache() {
        return Stream.of(System.getProperty(SECOND), System.getenv("JAVA_25_HOME"))
                .filter(named -> named != null && !named.isBlank())
                .map(Path::of)
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .findFirst()
                .map(home -> new Java(home, releaseOf(home)));
    }

    private static String releaseOf(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll(".*\"(.*)\".*", "$1"))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unnamed) {
            return "unknown";
        }
    }

    Process start(Path output, List<String> arguments, java.util.Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("bin/java").toString()), arguments.stream())
                        .toList());
        // Whatever the developer's shell sets for the application does not apply here.
        builder.environment().keySet().removeIf(name -> name.startsWith("WANGGE_"));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }
}
