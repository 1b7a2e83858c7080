package org.wangge.place;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Position;

/**
 * A place as somebody describes it.
 *
 * @param owner who runs it
 * @param contact who answers for its safety
 * @param licenceNumber of its trade; spaces and case do not count
 * @param externalId under which another register knows it
 * @param industry code or name of an industry; that of the kind when absent
 */
public record PlaceDraft(
        String kind,
        String name,
        String address,
        Position position,
        Place.@Nullable Person owner,
        Place.@Nullable Person contact,
        @Nullable String licenceNumber,
        @Nullable String externalId,
        @Nullable Double areaSquareMetres,
        @Nullable String industry) {

    public PlaceDraft {
        name = name.strip();
        address = address.strip();
        licenceNumber = licenceNumber == null
                ? null
                : orNull(licenceNumber.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
        externalId = externalId == null ? null : orNull(externalId.strip());
        industry = industry == null ? null : orNull(industry.strip());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
