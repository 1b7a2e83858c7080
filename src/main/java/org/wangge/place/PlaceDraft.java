package org.wangge.place;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Position;
import org.wangge.shared.Texts;

/**
 * A place as somebody describes it.
 *
 * @param owner who runs it
 * @param contact who answers for its safety
 * @param licenceNumber of its trade; spaces, case and the width of letters do not count
 * @param externalId under which another register knows it
 * @param industry code or name of an industry; that of the kind when absent
 */
@RecordBuilder
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
        kind = Texts.line(kind);
        name = Texts.line(name);
        address = Texts.line(address);
        owner = kept(owner);
        contact = kept(contact);
        licenceNumber = licenceNumber == null
                ? null
                : orNull(Texts.narrow(licenceNumber).replace(" ", "").toUpperCase(Locale.ROOT));
        externalId = externalId == null ? null : orNull(Texts.narrow(externalId));
        industry = industry == null ? null : orNull(Texts.line(industry));
    }

    private static Place.@Nullable Person kept(Place.@Nullable Person person) {
        if (person == null) {
            return null;
        }
        String phone = person.phone();
        return new Place.Person(
                Texts.line(person.name()), phone == null || phone.isBlank() ? null : PhoneNumbers.kept(phone));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
