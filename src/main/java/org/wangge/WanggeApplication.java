package org.wangge;

import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && Training.COMMAND.equals(arguments[0])) {
            Training.run(WanggeApplication.class);
            System.exit(0);
        }
        StoreCommands.run(arguments).ifPresent(System::exit);
        SpringApplication application = new SpringApplication(WanggeApplication.class);
        application.setDefaultProperties(logFormat(System.getenv("WANGGE_LOG_FORMAT")));
        application.run(arguments);
    }

    /** Logging is set up before any bean, so its one setting is read here. */
    private static Map<String, Object> logFormat(@Nullable String asked) {
        return "json".equals(asked) ? Map.of("logging.structured.format.console", "logstash") : Map.of();
    }
}
