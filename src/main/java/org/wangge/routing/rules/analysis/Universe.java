package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wangge.category.CategoryKind;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.RoutingFacts.PositionQuality;
import org.wangge.routing.RoutingFacts.Source;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Rule;

/** Which codes a report can have. */
final class Universe {

    /** Stands for all codes that no row names, where it is not known which there are. */
    static final String ANOTHER = "?";

    private static final Map<Column, List<String>> CLOSED = Map.of(
            Column.KIND, names(CategoryKind.values()),
            Column.URGENT, List.of("false", "true"),
            Column.SOURCE, names(Source.values()),
            Column.POSITION, names(PositionQuality.values()),
            Column.TIME, names(TimeClass.values()),
            Column.DUTY, names(DutyClass.values()));

    private static final Set<Column> MAY_BE_ABSENT =
            Set.of(Column.ACCURACY, Column.PLACE_KIND, Column.DUTY, Column.ROLE);

    private final List<Rule> rules;
    private final Known known;

    Universe(List<Rule> rules, Known known) {
        this.rules = rules;
        this.known = known;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    /** Whether a report may say nothing in a column. */
    static boolean mayBeAbsent(Column column) {
        return MAY_BE_ABSENT.contains(column);
    }

    /** Whether a cell may name a code. */
    boolean exists(Column column, String code) {
        List<String> closed = CLOSED.get(column);
        return closed == null ? known.exists(column, code) : closed.contains(code);
    }

    /** What a report can have in a column of codes or a tree; of a closed set, as the district knows it, or as rows name it. */
    List<String> codes(Column column) {
        List<String> closed = CLOSED.get(column);
        if (closed != null) {
            return closed;
        }
        List<String> today = known.codes(column);
        return today.isEmpty() ? asNamed(column) : today;
    }

    private List<String> asNamed(Column column) {
        Set<String> codes = new LinkedHashSet<>(named(column));
        if (column == Column.CATEGORY) {
            Arrays.stream(CategoryKind.values())
                    .map(kind -> String.valueOf(kind.letter()))
                    .forEach(codes::add);
        }
        codes.add(ANOTHER);
        return List.copyOf(codes);
    }

    /** Codes that rows name in a column, in the order of the rows. */
    List<String> named(Column column) {
        Set<String> codes = new LinkedHashSet<>();
        for (Rule rule : rules) {
            if (rule.cells().get(column) instanceof Cell.Codes cell) {
                codes.addAll(cell.values());
            }
        }
        return new ArrayList<>(codes);
    }
}
