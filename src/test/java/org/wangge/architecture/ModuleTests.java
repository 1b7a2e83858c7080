package org.wangge.architecture;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.wangge.WanggeApplication;

/** Modules use each other only as they say, and the pictures of that are drawn from the code. */
class ModuleTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(WanggeApplication.class);

    @Test
    void modules_use_only_what_they_declare() {
        MODULES.verify();
    }

    @Test
    void the_pictures_in_the_documentation_are_drawn_anew() {
        new Documenter(
                        MODULES,
                        Documenter.Options.defaults()
                                .withOutputFolder(
                                        Path.of("src", "docs", "modules").toString()))
                .writeModulesAsPlantUml(
                        Documenter.DiagramOptions.defaults().withStyle(Documenter.DiagramOptions.DiagramStyle.UML));
    }
}
