package org.wangge.overview;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.overview.model.FormColumn;

/**
 * The monthly form of one reader.
 *
 * @param asOf when it was counted; the form of a month says how its hazards stand now
 * @param rows by office and industry, those in which there is anything
 * @param offices the sum of each office
 * @param industries the sum of each industry
 */
public record MonthlyForm(
        String month, Instant asOf, List<Line> rows, List<Line> offices, List<Line> industries, Line total) {

    public record Name(String code, String name) {}

    /**
     * @param office null in sums over offices
     * @param industry null in sums over industries
     */
    public record Line(@Nullable Name office, @Nullable Name industry, Map<FormColumn, Cell> cells) {

        public Cell cell(FormColumn column) {
            Cell cell = cells.get(column);
            if (cell == null) {
                throw new IllegalStateException("no " + column);
            }
            return cell;
        }
    }

    /**
     * @param value null for the rate of nothing
     * @param list path and query of the list behind it; null for a rate
     */
    public record Cell(@Nullable BigDecimal value, @Nullable String list) {}
}
