package org.wangge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** Starts Wangge. Every direct sub-package is a module; {@code shared} is the vocabulary all of them speak. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(sharedModules = "shared")
public class WanggeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(WanggeApplication.class, arguments);
    }
}
