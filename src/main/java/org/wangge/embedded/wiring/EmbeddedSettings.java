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
 * @param cachePercent {@code WANGGE_EMBEDDED_CACHEPERCENT}: how much of the largest heap ({@code -Xmx}) pages of the store may take;
 *     more makes reads of old cases quicker, and leaves less for all else
 */
@Validated
@ConfigurationProperties("wangge.embedded")
public record EmbeddedSettings(
        @DefaultValue("true") boolean fsync,
        @DefaultValue("0") @Min(0) @Max(65_535) int port,
        @DefaultValue("20") @Min(5) @Max(50) int cachePercent) {}
