package org.wangge.grid;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Datum;

/**
 * A position as a client sends it; {@link GridCells#position(GivenPosition, String)} makes one of ours of it. What is required
 * is boxed, so that what is missing is told by its field. A position of ours may come back as it was given.
 *
 * @param datum null for WGS84
 */
@JsonIgnoreProperties("receivedDatum")
public record GivenPosition(
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
        @Nullable Datum datum,
        @DecimalMin("0") @Nullable Double accuracyMetres) {}
