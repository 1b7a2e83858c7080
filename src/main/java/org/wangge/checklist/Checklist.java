package org.wangge.checklist;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.LocalizedText;

/**
 * One published version of a checklist; never changes.
 *
 * @param version from 1
 * @param inspectors how many must inspect together, 1 or 2
 * @param categoryCode of a case that a hazard of this list becomes
 * @param retired whether this version says that the list is no longer used
 * @param publishedBy name of who published it, null when it came with the installation
 */
public record Checklist(
        String code,
        int version,
        LocalizedText name,
        int inspectors,
        String categoryCode,
        List<ChecklistItem> items,
        boolean retired,
        Instant publishedAt,
        @Nullable String publishedBy) {

    public Checklist {
        items = List.copyOf(items);
    }

    public Optional<ChecklistItem> item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** The content without what publishing added. */
    public ChecklistDraft draft() {
        return new ChecklistDraft(code, name, inspectors, categoryCode, retired, items);
    }
}
