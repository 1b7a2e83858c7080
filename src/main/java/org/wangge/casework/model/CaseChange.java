package org.wangge.casework.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseState;

/** The fields of a case that a decision sets, and what it adds to lists. A null value clears a field. */
public final class CaseChange {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final List<String> newParties = new ArrayList<>();
    private final List<UUID> newMedia = new ArrayList<>();
    private final List<CaseFile.MergedReport> newMerged = new ArrayList<>();
    private final List<CaseFile.Doubt> newDoubts = new ArrayList<>();

    CaseChange(CaseState state) {
        fields.put("state", state);
    }

    CaseChange set(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    CaseChange clocks(Clocks clocks) {
        return set("clocks", clocks.list()).set("dueAt", clocks.dueAt()).set("provisional", clocks.provisional());
    }

    CaseChange party(UUID account) {
        newParties.add(account.toString());
        return this;
    }

    CaseChange party(@Nullable String department) {
        if (department != null) {
            newParties.add(department);
        }
        return this;
    }

    CaseChange media(List<UUID> more) {
        newMedia.addAll(more);
        return this;
    }

    CaseChange absorb(List<CaseFile.MergedReport> reports) {
        newMerged.addAll(reports);
        reports.stream().flatMap(CaseFile.MergedReport::reporterIds).forEach(this::party);
        return this;
    }

    CaseChange doubts(List<CaseFile.Doubt> more) {
        newDoubts.addAll(more);
        return this;
    }

    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    public List<String> newParties() {
        return newParties;
    }

    public List<UUID> newMedia() {
        return newMedia;
    }

    public List<CaseFile.MergedReport> newMerged() {
        return newMerged;
    }

    public List<CaseFile.Doubt> newDoubts() {
        return newDoubts;
    }
}
