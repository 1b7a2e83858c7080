package org.wangge.grid.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wangge.grid.Division;
import org.wangge.grid.Office;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** What is said of divisions and offices. What a view says besides may come back with it and is not heeded. */
final class AreaBodies {

    private static final String CODE = "[0-9A-Z]{1,20}";

    private AreaBodies() {}

    record NamesBody(
            @NotBlank @Size(max = 40) @Nullable String zh,
            @Size(max = 80) @Nullable String en) {

        LocalizedText text() {
            return new LocalizedText(Objects.requireNonNull(zh).strip(), en == null ? "" : en.strip());
        }
    }

    @JsonIgnoreProperties("datum")
    record PointBody(
            @NotNull @DecimalMin("-180") @DecimalMax("180") @Nullable
            Double longitude,

            @NotNull @DecimalMin("-90") @DecimalMax("90") @Nullable
            Double latitude) {

        GeoPoint point() {
            return new GeoPoint(Objects.requireNonNull(longitude), Objects.requireNonNull(latitude));
        }
    }

    @JsonIgnoreProperties({"name", "version"})
    record DivisionBody(
            @Pattern(regexp = CODE) @Nullable String code,
            @NotNull @Valid @Nullable NamesBody names,
            @NotNull Division.@Nullable Level level,
            @Pattern(regexp = CODE) @Nullable String parentCode,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,

            @Size(max = 20) @Nullable List<@NotNull @Pattern(regexp = CODE) String> successors,
            @Size(max = 20) @Nullable List<@NotNull @Pattern(regexp = CODE) String> aliases,

            @Valid @Nullable PointBody approximately,
            @Nullable Boolean illustrative) {

        Division division(String ofCode) {
            return new Division(
                    ofCode,
                    Objects.requireNonNull(names).text(),
                    Objects.requireNonNull(level),
                    parentCode,
                    validFrom,
                    validTo,
                    Objects.requireNonNullElse(aliases, List.of()),
                    approximately == null ? null : approximately.point(),
                    Boolean.TRUE.equals(illustrative),
                    successors);
        }
    }

    record HostingBody(
            @NotNull @Pattern(regexp = CODE) @Nullable String by,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        Office.Hosting hosting() {
            return new Office.Hosting(Objects.requireNonNull(by), from, to);
        }
    }

    /**
     * An office.
     *
     * @param hostedBy who handles its area for good; not heeded where {@code hosting} says who does when
     */
    @JsonIgnoreProperties({"name", "handledBy", "hosts", "version"})
    record OfficeBody(
            @Pattern(regexp = CODE) @Nullable String code,
            @NotNull @Valid @Nullable NamesBody names,

            @NotNull @Pattern(regexp = "[A-Z]{2,3}") @Nullable
            String prefix,

            @NotNull Office.@Nullable Kind kind,
            @Pattern(regexp = "[0-9]{6}") @Nullable String districtCode,
            @Pattern(regexp = CODE) @Nullable String hostedBy,
            @Size(max = 20) @Nullable List<@NotNull @Valid HostingBody> hosting,
            @NotBlank @Size(max = 40) @Nullable String phone,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,

            @Size(max = 20) @Nullable List<@NotNull @Pattern(regexp = CODE) String> aliases) {

        Office office(String ofCode, String district) {
            List<Office.Hosting> hosts = hosting != null
                    ? hosting.stream().map(HostingBody::hosting).toList()
                    : hostedBy == null ? List.of() : List.of(new Office.Hosting(hostedBy, null, null));
            return new Office(
                    ofCode,
                    Objects.requireNonNull(names).text(),
                    Objects.requireNonNull(prefix),
                    Objects.requireNonNull(kind),
                    hosts,
                    GridPath.of(district, ofCode),
                    Objects.requireNonNull(phone).strip(),
                    validFrom,
                    validTo,
                    Objects.requireNonNullElse(aliases, List.of()));
        }
    }

    /** Refuses when it is not said. */
    static String required(@Nullable String value, String pointer) {
        if (value == null) {
            throw new Refused(Refusal.field("field.required", pointer));
        }
        return value;
    }
}
