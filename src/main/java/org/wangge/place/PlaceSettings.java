package org.wangge.place;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How places are judged and taken in.
 *
 * @param doubleMetres within which two places of similar name or the same telephone may be one
 * @param importLimit how large a file to import may be
 * @param importLines how many places it may have
 */
@Validated
@ConfigurationProperties("wangge.place")
public record PlaceSettings(
        @DefaultValue @Valid Risk risk,
        @DefaultValue("100") @Positive double doubleMetres,
        @DefaultValue("16MB") DataSize importLimit,
        @DefaultValue("20000") @Positive int importLines) {

    /**
     * Scores go from 1 to 64.
     *
     * @param blueUpTo the highest score that is still blue
     * @param furtherHazard what each open hazard after the first adds
     */
    public record Risk(
            @DefaultValue("8") @Min(1) @Max(64) int blueUpTo,
            @DefaultValue("18") @Min(1) @Max(64) int yellowUpTo,
            @DefaultValue("36") @Min(1) @Max(64) int orangeUpTo,
            @DefaultValue("4") @Min(0) @Max(64) int furtherHazard) {}
}
