package org.wangge.place.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.GivenPosition;
import org.wangge.grid.GridCells;
import org.wangge.place.Place;
import org.wangge.place.PlaceDraft;
import org.wangge.place.PlaceDraftBuilder;

/** The bodies that clients send; their shape only, what is right is decided elsewhere. */
final class PlaceBodies {

    private PlaceBodies() {}

    record PersonBody(
            @NotBlank @Size(max = 40) @Nullable String name,
            @Size(max = 60) @Nullable String phone) {

        Place.Person person() {
            return new Place.Person(Objects.requireNonNull(name), phone);
        }
    }

    /**
     * Boxed, and nullable although required, so that what is missing is told by its field. What the place itself says of the
     * rest may come back with it and is not heeded.
     */
    @JsonIgnoreProperties({
        "id",
        "version",
        "kindName",
        "industryName",
        "state",
        "gridCode",
        "gridName",
        "communityCode",
        "officeCode",
        "officeName",
        "risk",
        "lastInspectedAt",
        "nextDueAt",
        "createdAt",
        "updatedAt",
        "distanceMetres",
        "suspectedDoubles",
        "openActions"
    })
    record PlaceBody(
            @NotBlank @Size(max = 40) @Nullable String kind,
            @NotBlank @Size(max = 100) @Nullable String name,
            @NotBlank @Size(max = 200) @Nullable String address,
            @NotNull @Valid @Nullable GivenPosition position,
            @Valid @Nullable PersonBody owner,
            @Valid @Nullable PersonBody contact,
            @Size(max = 64) @Nullable String licenceNumber,
            @Size(max = 64) @Nullable String externalId,
            @Nullable Double areaSquareMetres,
            @Size(max = 40) @Nullable String industry) {

        PlaceDraft draft(GridCells grids) {
            return PlaceDraftBuilder.builder()
                    .kind(Objects.requireNonNull(kind))
                    .name(Objects.requireNonNull(name))
                    .address(Objects.requireNonNull(address))
                    .position(grids.position(Objects.requireNonNull(position), "/position"))
                    .owner(owner == null ? null : owner.person())
                    .contact(contact == null ? null : contact.person())
                    .licenceNumber(licenceNumber)
                    .externalId(externalId)
                    .areaSquareMetres(areaSquareMetres)
                    .industry(industry)
                    .build();
        }
    }
}
