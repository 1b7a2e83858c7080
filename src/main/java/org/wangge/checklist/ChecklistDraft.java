package org.wangge.checklist;

import java.util.List;
import org.wangge.shared.LocalizedText;

/** The content of a checklist as somebody wants it; see {@link Checklist}. */
public record ChecklistDraft(
        String code,
        LocalizedText name,
        int inspectors,
        String categoryCode,
        boolean retired,
        List<ChecklistItem> items) {

    public ChecklistDraft {
        items = List.copyOf(items);
    }
}
