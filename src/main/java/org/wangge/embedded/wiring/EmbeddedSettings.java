package org.wangge.embedded.wiring;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the embedded store runs.
 *
 * @param fsync {@code WANGGE_EMBEDDED_FSYNC}: whether an answered write survives a power cut, not only the end of the process
 * @param port {@code WANGGE_EMBEDDED_PORT}: where it listens on the loopback address; 0 for any free port
 */
@Validated
@ConfigurationProperties("wangge.embedded")
public record EmbeddedSettings(
        @DefaultValue("true") boolean fsync,
        @DefaultValue("0") @Min(0) @Max(65_535) int port) {}
