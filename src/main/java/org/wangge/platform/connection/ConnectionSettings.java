package org.wangge.platform.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a connection may keep the server waiting.
 *
 * @param headersWithin from the first byte of a request to the end of its headers
 * @param bodyWindow over which the speed of a body is measured
 * @param slowestBytesPerSecond of a body; a phone on the weakest network that works at all is faster
 */
@Validated
@ConfigurationProperties("wangge.connections")
record ConnectionSettings(
        @DefaultValue("20s") Duration headersWithin,
        @DefaultValue("20s") Duration bodyWindow,
        @DefaultValue("256") int slowestBytesPerSecond) {}
