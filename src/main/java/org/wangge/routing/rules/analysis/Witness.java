package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.category.Category;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.RoutingFacts.PositionQuality;
import org.wangge.routing.RoutingFacts.Source;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.RoutingFactsBuilder;
import org.wangge.routing.rules.Column;

/** One report of a box: the first of each dimension, and what is usual where rows do not look. */
final class Witness {

    private Witness() {}

    static RoutingFacts of(Space space, long[][] box, Known known) {
        List<String> words = new ArrayList<>();
        List<String> overlays = new ArrayList<>();
        RoutingFactsBuilder facts = usual(known);
        for (int at = 0; at < box.length; at++) {
            Dimension dimension = space.dimensions().get(at);
            Dimension.Atom atom = dimension.atoms().get(Bits.first(box[at]));
            switch (dimension.column()) {
                case WORDS -> atom.codes().stream().findFirst().ifPresent(words::add);
                case OVERLAY -> atom.codes().stream().findFirst().ifPresent(overlays::add);
                case ACCURACY ->
                    facts.accuracyMetres(
                            atom.interval() == null ? null : atom.interval().from());
                default ->
                    set(
                            facts,
                            dimension.column(),
                            atom.isAbsent() ? null : atom.codes().get(0));
            }
        }
        return facts.words(List.copyOf(words)).overlays(List.copyOf(overlays)).build();
    }

    private static RoutingFactsBuilder usual(Known known) {
        return RoutingFactsBuilder.builder()
                .area(known.codes(Column.AREA).stream().findFirst().orElse(Universe.ANOTHER))
                .category(known.codes(Column.CATEGORY).stream().findFirst().orElse(Category.TO_BE_CLASSIFIED))
                .urgent(false)
                .source(Source.WORKER)
                .position(PositionQuality.INSIDE)
                .time(TimeClass.WORKING_HOURS);
    }

    private static void set(RoutingFactsBuilder facts, Column column, @Nullable String code) {
        if (code == null) {
            return;
        }
        switch (column) {
            case AREA -> facts.area(code);
            case CATEGORY -> facts.category(code);
            case URGENT -> facts.urgent(Boolean.parseBoolean(code));
            case SOURCE -> facts.source(Source.valueOf(code));
            case POSITION -> facts.position(PositionQuality.valueOf(code));
            case PLACE_KIND -> facts.placeKind(code);
            case TIME -> facts.time(TimeClass.valueOf(code));
            case DUTY -> facts.duty(DutyClass.valueOf(code));
            case ROLE -> facts.role(code);
            case KIND, ACCURACY, WORDS, OVERLAY -> throw new IllegalStateException("no dimension of one code");
        }
    }

    /** The same report in another place about another matter, which rows do not tell from its own. */
    static RoutingFacts moved(RoutingFacts facts, String area, String category) {
        return RoutingFactsBuilder.builder(facts).area(area).category(category).build();
    }
}
