package org.wangge.planning.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wangge.planning.ProgressView.Count;
import org.wangge.shared.LocalizedText;

/** Adds up a campaign's tasks by office; what the numbers mean stands with {@link OfficeTally}. */
public final class CampaignTally {

    private final Map<String, Integer> targets;
    private final Map<String, OfficeTally> byOffice = new TreeMap<>();

    /**
     * @param targets of the offices that are counted
     * @param names of the offices with a target: they are shown also when they have no task
     */
    public CampaignTally(Map<String, Integer> targets, Map<String, LocalizedText> names) {
        this.targets = targets;
        names.forEach((code, name) -> byOffice.put(code, empty(code, name)));
    }

    private OfficeTally empty(String code, LocalizedText name) {
        @Nullable Integer agreed = targets.get(code);
        return OfficeTally.empty(code, name, agreed);
    }

    public void add(TaskFile task) {
        OfficeTally before = byOffice.computeIfAbsent(task.officeCode(), code -> empty(code, task.officeName()));
        byOffice.put(task.officeCode(), before.with(task));
    }

    /** By office code. */
    public List<OfficeTally> offices() {
        return List.copyOf(byOffice.values());
    }

    /** The sum of the offices. */
    public static Count total(Collection<Count> offices) {
        Count sum = new Count(0, 0, 0, 0, 0, 0, 0, 0);
        for (Count office : offices) {
            sum = sum.plus(office);
        }
        return sum;
    }
}
