package org.wangge.grid.directory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the grid directory.
 *
 * @param tolerance metres outside the district within which the nearest grid is taken
 * @param importLimit largest GeoJSON file accepted
 * @param exportLimit most grids in one GeoJSON answer
 * @param keptGrids so many grids of past publications are kept together, to answer for the past; at least ten publications are
 * @param supervisionPhone shown on every grid's public card
 */
@Validated
@ConfigurationProperties("wangge.grid")
public record GridSettings(
        @DefaultValue("50") @Min(0) @Max(5000) double tolerance,
        @DefaultValue("64MB") DataSize importLimit,
        @DefaultValue("20000") @Min(1) int exportLimit,
        @DefaultValue("100000") @Min(1) int keptGrids,
        @DefaultValue("12345") @NotBlank String supervisionPhone) {}
