package org.wangge.place.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.place.PlaceDraft;
import org.wangge.place.PlaceKind;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Texts;

/** What a kind of places must keep to, and what it asks of its places. */
public final class KindRules {

    private KindRules() {}

    /**
     * All that is wrong with a kind, with pointers into the body of the request; empty when nothing is.
     *
     * @param others kinds that are there
     * @param checklistKnown whether there is such a checklist to inspect by
     */
    public static List<Fault> faults(PlaceKind kind, Collection<PlaceKind> others, boolean checklistKnown) {
        List<Fault> faults = new ArrayList<>();
        if (!checklistKnown) {
            faults.add(Fault.of("/checklistCode", "place.checklist-unknown", kind.checklistCode()));
        }
        if (kind.industryNames().zh().isBlank()) {
            faults.add(Fault.of("/industry/names", "place.industry-new"));
        }
        // Tables name kinds by their names, so no two may have one.
        boolean taken = others.stream()
                .filter(other -> !other.code().equals(kind.code()))
                .anyMatch(other -> isSame(other.names().zh(), kind.names().zh())
                        || isSame(other.names().en(), kind.names().en()));
        if (taken) {
            faults.add(Fault.of("/names", "place.kind-name-taken", kind.names().zh()));
        }
        return faults;
    }

    private static boolean isSame(String one, String other) {
        return !one.isBlank() && Texts.folded(one).equals(Texts.folded(other));
    }

    /** What a description has too much or too little for its kind. */
    static void fields(PlaceDraft draft, PlaceKind kind, List<Fault> faults) {
        PlaceKind.Fields fields = kind.usedFields();
        field(fields.owner(), draft.owner(), "/owner", faults);
        field(fields.contact(), draft.contact(), "/contact", faults);
        field(fields.licenceNumber(), draft.licenceNumber(), "/licenceNumber", faults);
        field(fields.areaSquareMetres(), draft.areaSquareMetres(), "/areaSquareMetres", faults);
    }

    private static void field(PlaceKind.Use use, @Nullable Object said, String pointer, List<Fault> faults) {
        if (use == PlaceKind.Use.REQUIRED && said == null) {
            faults.add(Fault.of(pointer, "field.required"));
        } else if (use == PlaceKind.Use.NONE && said != null) {
            faults.add(Fault.of(pointer, "place.field-not-of-kind"));
        }
    }
}
