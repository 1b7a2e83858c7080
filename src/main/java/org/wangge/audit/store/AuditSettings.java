package org.wangge.audit.store;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long it is kept who looked.
 *
 * @param keep from one day to ten years
 */
@Validated
@ConfigurationProperties("wangge.audit")
record AuditSettings(
        @DefaultValue("180d") @DurationMin(days = 1) @DurationMax(days = 3_660)
        Duration keep) {}
