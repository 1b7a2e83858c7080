package org.wangge.platform.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a request may keep the database reading.
 *
 * @param longest one query of it may take
 */
@Validated
@ConfigurationProperties("wangge.reads")
record ReadSettings(@DefaultValue("20s") Duration longest) {}
