package org.wangge.inspection;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How close is close enough.
 *
 * @param radiusMetres around the place in which a position proves presence, beyond what the phone says of its own accuracy
 * @param mostAccuracyMetres accuracy in metres that is allowed for on top of the radius
 */
@Validated
@ConfigurationProperties("wangge.inspection")
public record InspectionSettings(
        @DefaultValue("100") @Positive double radiusMetres,
        @DefaultValue("100") @Positive double mostAccuracyMetres) {}
