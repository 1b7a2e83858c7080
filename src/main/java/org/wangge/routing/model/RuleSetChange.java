package org.wangge.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RuleSetAction;
import org.wangge.shared.PersonName;

/**
 * A line of the history of a rule set: who did what, and what became of which row.
 *
 * @param version of the set after it
 * @param rows the first twenty that changed
 * @param more how many besides these
 */
public record RuleSetChange(
        long version, Instant at, PersonName by, RuleSetAction action, List<RowChange> rows, int more) {

    private static final int MOST_ROWS = 20;
    private static final int LONGEST = 600;

    /** What became of a row or example. */
    public enum RowFate {
        ADDED,
        REMOVED,
        CHANGED,
        /** Among the others, without being changed itself. */
        MOVED
    }

    /**
     * What became of one.
     *
     * @param row its id; {@code example:} or {@code clock:} and the name for what is no row
     * @param before as it was, shortened; null when it was not there
     */
    public record RowChange(
            String row,
            RowFate kind,
            @Nullable String before,
            @Nullable String after) {}

    static RuleSetChange of(long version, RuleSetAction action, List<RowChange> rows, PersonName by, Instant at) {
        int kept = Math.min(rows.size(), MOST_ROWS);
        return new RuleSetChange(version, at, by, action, List.copyOf(rows.subList(0, kept)), rows.size() - kept);
    }

    /** How the second differs from the first. */
    public static List<RowChange> between(RuleSetContent before, RuleSetContent after) {
        List<RowChange> changes = new ArrayList<>();
        add(changes, "", before.rows(), after.rows(), StoredRule::id, RuleSetChange::text);
        add(changes, "example:", before.examples(), after.examples(), one -> one.name(), String::valueOf);
        add(changes, "clock:", before.clockProfiles(), after.clockProfiles(), one -> one.name(), String::valueOf);
        return changes;
    }

    private static <T> void add(
            List<RowChange> changes,
            String prefix,
            List<T> before,
            List<T> after,
            Function<T, String> id,
            Function<T, String> text) {
        Map<String, T> old = byId(before, id);
        Map<String, T> now = byId(after, id);
        old.forEach((key, one) -> {
            if (!now.containsKey(key)) {
                changes.add(new RowChange(prefix + key, RowFate.REMOVED, shortened(text.apply(one)), null));
            }
        });
        List<String> keptBefore = old.keySet().stream().filter(now::containsKey).toList();
        List<String> keptAfter = now.keySet().stream().filter(old::containsKey).toList();
        now.forEach((key, one) -> {
            T was = old.get(key);
            if (was == null) {
                changes.add(new RowChange(prefix + key, RowFate.ADDED, null, shortened(text.apply(one))));
            } else if (!Objects.equals(was, one)) {
                changes.add(new RowChange(
                        prefix + key, RowFate.CHANGED, shortened(text.apply(was)), shortened(text.apply(one))));
            } else if (keptBefore.indexOf(key) != keptAfter.indexOf(key)) {
                changes.add(new RowChange(prefix + key, RowFate.MOVED, null, null));
            }
        });
    }

    /** A row whose id comes twice is told apart by how often it came. */
    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        Map<String, T> map = new LinkedHashMap<>();
        for (T one : all) {
            String key = id.apply(one);
            int again = 2;
            while (map.containsKey(key)) {
                key = id.apply(one) + "#" + again++;
            }
            map.put(key, one);
        }
        return map;
    }

    /** A row in one line, the same for the same row. */
    private static String text(StoredRule row) {
        StringBuilder text = new StringBuilder();
        row.cells()
                .forEach(cell -> text.append(cell.column())
                        .append(cell.negated() ? " != " : " = ")
                        .append(cell.values() == null ? cell.intervals() : cell.values())
                        .append("; "));
        text.append("-> ").append(row.outcome());
        return row.note() == null
                ? text.toString()
                : text.append(" // ").append(row.note()).toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
