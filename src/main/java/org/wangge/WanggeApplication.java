package org.wangge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.wangge.embedded.command.StoreCommands;

/** Starts Wangge. Every direct sub-package is a module; {@code shared} is the vocabulary all of them speak. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(sharedModules = "shared")
public class WanggeApplication {

    public static void main(String[] arguments) {
        StoreCommands.run(arguments).ifPresent(System::exit);
        SpringApplication.run(WanggeApplication.class, arguments);
    }
}
