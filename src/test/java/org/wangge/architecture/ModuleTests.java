package org.wangge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.wangge.WanggeApplication;

/** Modules use each other only as they say, and the pictures of that are drawn from the code. */
class ModuleTests {

    private static final String ARROW = " --> ";

    private static final ApplicationModules MODULES = ApplicationModules.of(WanggeApplication.class);

    @Test
    void modules_use_only_what_they_declare() {
        MODULES.verify();
    }

    /** A permission that nobody uses invites what nobody decided. */
    @Test
    void modules_use_all_that_they_declare() {
        List<String> unused = MODULES.stream()
                .flatMap(module -> unused(module).map(other -> module.getIdentifier() + ARROW + other))
                .toList();
        assertThat(unused).isEmpty();
    }

    private static List<String> declared(ApplicationModule module) {
        return Optional.ofNullable(module.getBasePackage()
                        .getAnnotation(org.springframework.modulith.ApplicationModule.class)
                        .orElse(null))
                .map(says -> List.of(says.allowedDependencies()))
                .orElse(List.of());
    }

    private static Stream<String> unused(ApplicationModule module) {
        Set<String> used = module.getDirectDependencies(MODULES).stream()
                .map(dependency -> dependency.getTargetModule().getIdentifier().toString())
                .collect(Collectors.toSet());
        return declared(module).stream().filter(other -> !used.contains(other.replaceFirst("\\s*::.*", "")));
    }

    @Test
    void the_picture_in_the_documentation_is_drawn_anew() throws IOException {
        Path drawn = Path.of("target", "modules");
        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(drawn.toString()))
                .writeModulesAsPlantUml(
                        Documenter.DiagramOptions.defaults().withStyle(Documenter.DiagramOptions.DiagramStyle.UML));
        List<String> lines = Files.readAllLines(drawn.resolve("components.puml"));
        assertThat(lines).anyMatch(line -> line.contains(ARROW));
        Files.write(Path.of("src", "docs", "modules", "components.puml"), inOrder(lines));
    }

    /** The drawing comes in another order each time; sorted, it changes only when the modules do. */
    private static List<String> inOrder(List<String> lines) {
        List<String> ordered = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (String line : lines) {
            if (line.contains(" component ") || line.contains(ARROW)) {
                run.add(line);
            } else {
                Collections.sort(run);
                ordered.addAll(run);
                run.clear();
                ordered.add(line);
            }
        }
        return ordered;
    }
}
