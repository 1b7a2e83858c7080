package org.wangge.routing.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.category.CategoryKind;
import org.wangge.routing.RoutingFacts;

/** What a report says in each column. */
public final class FactValues {

    private FactValues() {}

    /** The code in a column of codes or of a tree; null when there is none. */
    public static @Nullable String code(Column column, RoutingFacts facts) {
        return switch (column) {
            case AREA -> facts.area();
            case CATEGORY -> facts.category();
            case KIND -> kind(facts.category());
            case URGENT -> String.valueOf(facts.urgent());
            case SOURCE -> facts.source().name();
            case POSITION -> facts.position().name();
            case PLACE_KIND -> facts.placeKind();
            case TIME -> facts.time().name();
            case DUTY -> facts.duty() == null ? null : facts.duty().name();
            case ROLE -> facts.role();
            case ACCURACY, WORDS, OVERLAY -> throw new IllegalArgumentException(column + " has no single code");
        };
    }

    /** What is in a column of a set. */
    public static List<String> members(Column column, RoutingFacts facts) {
        return switch (column) {
            case WORDS -> facts.words();
            case OVERLAY -> facts.overlays();
            default -> throw new IllegalArgumentException(column + " is no set");
        };
    }

    /** The number in a column of numbers; null when there is none. */
    public static @Nullable Double number(Column column, RoutingFacts facts) {
        if (column != Column.ACCURACY) {
            throw new IllegalArgumentException(column + " has no number");
        }
        Double number = facts.accuracyMetres();
        return number == null || number.isNaN() ? null : number;
    }

    /** The kind of a category by the letter of its code; null for a code without one. */
    public static @Nullable String kind(String category) {
        for (CategoryKind kind : CategoryKind.values()) {
            if (!category.isEmpty() && category.charAt(0) == kind.letter()) {
                return kind.name();
            }
        }
        return null;
    }
}
