package org.wangge.place.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.place.Place;
import org.wangge.place.PlaceDraft;
import org.wangge.place.PlaceKind;
import org.wangge.place.model.PlaceColumn.Field;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Texts;

/** What the description of a place must keep to, whether it comes from a form or from a table. */
public final class PlaceRules {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 200;
    private static final int LONGEST_PERSON = 40;

    private PlaceRules() {}

    /**
     * All that is wrong, with pointers into the body of the request; empty when nothing is.
     *
     * @param kind null when there is none of that code
     * @param industry null when there is none of that code or name
     */
    public static List<Fault> faults(PlaceDraft draft, @Nullable PlaceKind kind, @Nullable String industry) {
        List<Fault> faults = new ArrayList<>();
        if (kind == null) {
            faults.add(Fault.of("/kind", "place.kind-unknown", draft.kind()));
        } else if (industry == null) {
            faults.add(Fault.of("/industry", "place.industry-unknown", String.valueOf(draft.industry())));
        }
        if (kind != null) {
            KindRules.fields(draft, kind, faults);
        }
        text(draft.name(), LONGEST_NAME, "/name", faults);
        text(draft.address(), LONGEST_ADDRESS, "/address", faults);
        person(draft.owner(), "/owner", faults);
        person(draft.contact(), "/contact", faults);
        for (Field field : Field.values()) {
            bounds(field.of(draft), field.most(), "/" + field.key(), faults);
        }
        return faults;
    }

    private static void person(Place.@Nullable Person person, String pointer, List<Fault> faults) {
        if (person == null) {
            return;
        }
        text(person.name(), LONGEST_PERSON, pointer + "/name", faults);
        String phone = person.phone();
        if (phone != null && PhoneNumbers.isMasked(phone)) {
            faults.add(Fault.of(pointer + "/phone", "field.phone-masked"));
        } else if (phone != null && PhoneNumbers.read(phone) == null) {
            faults.add(Fault.of(pointer + "/phone", "field.phone"));
        }
    }

    private static void text(String text, int longest, String pointer, List<Fault> faults) {
        if (text.isBlank()) {
            faults.add(Fault.of(pointer, "field.required"));
        } else if (Texts.length(text) > longest) {
            faults.add(Fault.of(pointer, "field.size", 1, longest));
        }
    }

    private static void bounds(@Nullable Object said, long most, String pointer, List<Fault> faults) {
        if (said instanceof String text && Texts.length(text) > most) {
            faults.add(Fault.of(pointer, "field.size", 0, most));
        } else if (said instanceof Double number && !(number > 0)) {
            faults.add(Fault.of(pointer, "field.too-small", "0"));
        } else if (said instanceof Double number && number > most) {
            faults.add(Fault.of(pointer, "field.too-large", String.valueOf(most)));
        }
    }
}
