package org.wangge.checklist.model;

import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.wangge.checklist.ChecklistDraft;
import org.wangge.checklist.ChecklistItem;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Texts;

/** What a checklist must keep to. */
public final class ChecklistRules {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,19}");
    private static final Pattern ITEM = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,39}");
    private static final Pattern CATEGORY = Pattern.compile("[CE][0-9]{5}|G[0-9]{4}");
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TEXT = 300;
    private static final int MOST_ITEMS = 200;
    private static final int MOST_DAYS = 365;

    private ChecklistRules() {}

    /** All that is wrong, with pointers into the body of the request; empty when nothing is. */
    public static List<Fault> faults(ChecklistDraft draft) {
        List<Fault> faults = new ArrayList<>();
        if (!CODE.matcher(draft.code()).matches()) {
            faults.add(Fault.of("code", "checklist.code-invalid", draft.code()));
        }
        text(draft.name(), LONGEST_NAME, "/names", faults);
        if (draft.inspectors() < 1 || draft.inspectors() > 2) {
            faults.add(Fault.of("/inspectors", "checklist.inspectors-invalid"));
        }
        if (!CATEGORY.matcher(draft.categoryCode()).matches()) {
            faults.add(Fault.of("/categoryCode", "checklist.category-invalid", draft.categoryCode()));
        }
        if (draft.items().isEmpty() || draft.items().size() > MOST_ITEMS) {
            faults.add(Fault.of("/items", "checklist.items-invalid", MOST_ITEMS));
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < draft.items().size(); i++) {
            item(draft.items().get(i), "/items/" + i, ids, faults);
        }
        return faults;
    }

    private static void item(ChecklistItem item, String pointer, Set<String> ids, List<Fault> faults) {
        if (!ITEM.matcher(item.id()).matches() || !ids.add(item.id())) {
            faults.add(Fault.of(pointer + "/id", "checklist.item-id-invalid", item.id()));
        }
        text(item.text(), LONGEST_TEXT, pointer + "/texts", faults);
        if (item.aloneMajor() && (item.severity() != Severity.HIGH || item.judge() != Judge.DEPT)) {
            faults.add(Fault.of(pointer + "/aloneMajor", "checklist.alone-major-invalid"));
        }
        Period deadline = item.deadline();
        if (deadline.getYears() != 0
                || deadline.getMonths() != 0
                || deadline.getDays() < 0
                || deadline.getDays() > MOST_DAYS) {
            faults.add(Fault.of(pointer + "/deadline", "checklist.deadline-invalid", MOST_DAYS));
        }
    }

    private static void text(LocalizedText text, int longest, String pointer, List<Fault> faults) {
        if (text.zh().isBlank() || Texts.length(text.zh()) > longest || Texts.length(text.en()) > 2 * longest) {
            faults.add(Fault.of(pointer, "checklist.text-invalid", longest));
        }
    }
}
