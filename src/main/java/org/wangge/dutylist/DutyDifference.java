package org.wangge.dutylist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of one matter from one list to another.
 *
 * @param before null when it is new
 * @param after null when it is gone
 */
public record DutyDifference(
        String category,
        @Nullable DutyItem before,
        @Nullable DutyItem after) {

    /** By category; empty when both say the same. */
    public static List<DutyDifference> between(List<DutyItem> before, List<DutyItem> after) {
        Map<String, DutyItem> old = byCategory(before);
        Map<String, DutyItem> now = byCategory(after);
        TreeSet<String> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        List<DutyDifference> differences = new ArrayList<>();
        for (String category : all) {
            if (!Objects.equals(old.get(category), now.get(category))) {
                differences.add(new DutyDifference(category, old.get(category), now.get(category)));
            }
        }
        return differences;
    }

    private static Map<String, DutyItem> byCategory(List<DutyItem> items) {
        return items.stream()
                .collect(Collectors.toMap(
                        DutyItem::category, Function.identity(), (first, second) -> first, TreeMap::new));
    }

    /** In one line, for who looks later what was changed: {@code G0201 BASIC>TAKEN_BACK 510703-XFJ}. */
    @Override
    public String toString() {
        return category + " " + text(before) + ">" + text(after);
    }

    private static String text(@Nullable DutyItem item) {
        if (item == null) {
            return "-";
        }
        return item.leadDepartment() == null ? item.dutyClass().name() : item.dutyClass() + " " + item.leadDepartment();
    }
}
