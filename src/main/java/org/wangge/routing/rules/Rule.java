package org.wangge.routing.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param id stays with the row when others move, unique in its set
 * @param cells by column; a column that is missing may be anything
 * @param note why there is such a rule
 */
public record Rule(
        String id,
        Map<Column, Cell> cells,
        Outcome outcome,
        @Nullable String note) {

    public Rule {
        cells = Map.copyOf(cells);
    }
}
