package org.wangge.checklist;

import java.time.Period;
import org.wangge.shared.LocalizedText;

/**
 * One thing to look at, written as what should be true.
 *
 * @param id unique within its list and the same in each version, for example {@code CANYIN-01}
 * @param aloneMajor whether failing this item alone makes a suspected major hazard
 * @param deadline proposed for putting it right; {@code P0D} is the same day
 * @param basis the rule it rests on, for people to read; both languages may be empty
 */
public record ChecklistItem(
        String id,
        LocalizedText text,
        Severity severity,
        Judge judge,
        boolean aloneMajor,
        Period deadline,
        boolean photoNeeded,
        LocalizedText basis) {}
