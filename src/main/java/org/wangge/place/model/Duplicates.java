package org.wangge.place.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.PlaceDraft;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.PhoneNumbers;

/** Whether two records may be of the same place. A suspicion is for a person to look at; nothing is merged by itself. */
public final class Duplicates {

    private static final double ALIKE = 0.7;
    private static final int SHORTEST_PART = 2;

    private Duplicates() {}

    /**
     * What tells places apart.
     *
     * @param core of the name, see {@link Folding#core}
     */
    public record Traits(
            UUID id,
            String name,
            String core,
            GeoPoint point,
            @Nullable String licenceNumber,
            @Nullable String phone) {

        public static Traits of(PlaceFile file) {
            return new Traits(
                    file.id(),
                    file.name(),
                    Folding.core(file.name()),
                    file.point(),
                    file.licenceNumber(),
                    file.contact() == null ? null : kept(file.contact().phone()));
        }

        public static Traits of(UUID id, PlaceDraft draft) {
            return new Traits(
                    id,
                    draft.name(),
                    Folding.core(draft.name()),
                    draft.position().point(),
                    draft.licenceNumber(),
                    draft.contact() == null ? null : kept(draft.contact().phone()));
        }
    }

    /** Why two may be one. */
    public enum Reason {
        SAME_LICENCE,
        SIMILAR_NAME_NEARBY,
        SAME_PHONE_NEARBY
    }

    /** One that may be the same. */
    public record Suspicion(UUID id, double distanceMetres, Set<Reason> reasons) {

        public boolean isOfTelephoneOnly() {
            return reasons.equals(Set.of(Reason.SAME_PHONE_NEARBY));
        }
    }

    /** Those that may be the same as this one, the nearest first. */
    public static List<Suspicion> among(Traits one, Collection<Traits> others, double nearMetres) {
        return others.stream()
                .filter(other -> !other.id().equals(one.id()))
                .map(other -> compare(one, other, nearMetres))
                .filter(suspicion -> !suspicion.reasons().isEmpty())
                .sorted((left, right) -> Double.compare(left.distanceMetres(), right.distanceMetres()))
                .toList();
    }

    private static Suspicion compare(Traits one, Traits other, double nearMetres) {
        double distance = one.point().distanceTo(other.point());
        EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (one.licenceNumber() != null && one.licenceNumber().equals(other.licenceNumber())) {
            reasons.add(Reason.SAME_LICENCE);
        }
        if (distance <= nearMetres) {
            if (alike(one.core(), other.core())) {
                reasons.add(Reason.SIMILAR_NAME_NEARBY);
            }
            if (one.phone() != null && one.phone().equals(other.phone())) {
                reasons.add(Reason.SAME_PHONE_NEARBY);
            }
        }
        return new Suspicion(other.id(), distance, reasons);
    }

    /** Whether the cores of two names are the same; or one within the other; or most pairs of characters in common. */
    static boolean alike(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        String shorter = left.length() <= right.length() ? left : right;
        String longer = left.length() <= right.length() ? right : left;
        return left.equals(right)
                || (shorter.length() >= SHORTEST_PART && longer.contains(shorter))
                || likeness(left, right) >= ALIKE;
    }

    private static double likeness(String left, String right) {
        Set<String> pairsLeft = pairs(left);
        Set<String> pairsRight = pairs(right);
        int all = pairsLeft.size() + pairsRight.size();
        if (all == 0) {
            return 0;
        }
        pairsLeft.retainAll(pairsRight);
        return 2.0 * pairsLeft.size() / all;
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }

    private static @Nullable String kept(@Nullable String phone) {
        return phone == null || phone.isBlank() ? null : PhoneNumbers.kept(phone);
    }
}
