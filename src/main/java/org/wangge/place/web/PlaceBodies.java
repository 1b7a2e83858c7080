package org.wangge.place.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.GridCells;
import org.wangge.place.Place;
import org.wangge.place.PlaceDraft;
import org.wangge.place.model.HistoryLine;
import org.wangge.shared.Datum;

/** The bodies that clients send; their shape only, what is right is decided elsewhere. */
final class PlaceBodies {

    private PlaceBodies() {}

    record PositionBody(
            @NotNull @DecimalMin("-180") @DecimalMax("180") @Nullable
            Double longitude,

            @NotNull @DecimalMin("-90") @DecimalMax("90") @Nullable
            Double latitude,

            @Nullable Datum datum,
            @DecimalMin("0") @Nullable Double accuracyMetres) {}

    record PersonBody(
            @NotBlank @Size(max = 40) @Nullable String name,
            @Size(max = 20) @Nullable String phone) {

        Place.Person person() {
            return new Place.Person(
                    Objects.requireNonNull(name).strip(), phone == null || phone.isBlank() ? null : phone.strip());
        }
    }

    /** Boxed, and nullable although required, so that what is missing is told by its field. */
    record PlaceBody(
            @NotBlank @Size(max = 40) @Nullable String kind,
            @NotBlank @Size(max = 100) @Nullable String name,
            @NotBlank @Size(max = 200) @Nullable String address,
            @NotNull @Valid @Nullable PositionBody position,
            @Valid @Nullable PersonBody owner,
            @Valid @Nullable PersonBody contact,
            @Size(max = 64) @Nullable String licenceNumber,
            @Size(max = 64) @Nullable String externalId,
            @Nullable Double areaSquareMetres,
            @Size(max = 40) @Nullable String industry) {

        PlaceDraft draft(GridCells grids) {
            PositionBody at = Objects.requireNonNull(position);
            return new PlaceDraft(
                    Objects.requireNonNull(kind).strip(),
                    Objects.requireNonNull(name),
                    Objects.requireNonNull(address),
                    grids.position(
                            Objects.requireNonNull(at.longitude()),
                            Objects.requireNonNull(at.latitude()),
                            at.datum(),
                            at.accuracyMetres(),
                            "/position"),
                    owner == null ? null : owner.person(),
                    contact == null ? null : contact.person(),
                    licenceNumber,
                    externalId,
                    areaSquareMetres,
                    industry);
        }
    }

    /** The reason's code and text, as {@code {"code":…,"text":…}}. */
    record ReasonBody(
            @NotBlank @Pattern(regexp = "[A-Z0-9_]{1,40}") @Nullable
            String code,

            @Size(max = 1000) @Nullable String text) {}

    record ReasonedBody(@NotNull @Valid @Nullable ReasonBody reason) {

        HistoryLine.Given given() {
            ReasonBody said = Objects.requireNonNull(reason);
            return new HistoryLine.Given(Objects.requireNonNull(said.code()), said.text());
        }
    }
}
