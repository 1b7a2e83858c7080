package org.wangge.dutylist;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.PersonName;

/**
 * One version of an office's list; never changes.
 *
 * @param version from 1; 0 for an office that has no list yet
 * @param items by category
 * @param by null for what came with the installation
 * @param at when it began to count; null for an office that has no list yet
 */
public record DutyList(
        String officeCode,
        long version,
        List<DutyItem> items,
        @Nullable PersonName by,
        @Nullable Instant at) {

    public DutyList {
        items = List.copyOf(items);
    }

    /** How many matters are of this class. */
    public long count(DutyClass dutyClass) {
        return items.stream().filter(item -> item.dutyClass() == dutyClass).count();
    }
}
