package org.wangge.media;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What photos may be.
 *
 * @param largest in bytes; at most 20 MB, which is what the edge lets in
 * @param mostPixels width times height; more than the largest sensors of telephones have, which name 200 million
 * @param keepUnattached how long a photo waits for the report it belongs to
 */
@Validated
@ConfigurationProperties("wangge.media")
record MediaSettings(
        @DefaultValue("20MB") DataSize largest,
        @DefaultValue("250000000") long mostPixels,
        @DefaultValue("24h") Duration keepUnattached) {}
