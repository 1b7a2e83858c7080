package org.wangge.seeding;

import java.time.Period;
import java.util.List;
import java.util.Map;
import org.wangge.checklist.ChecklistDraft;
import org.wangge.checklist.ChecklistItem;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.shared.LocalizedText;
import tools.jackson.core.type.TypeReference;

/** Reads the checklists; the file names each basis once. */
final class ChecklistSeeds {

    private ChecklistSeeds() {}

    private record ChecklistFile(Map<String, LocalizedText> basisTexts, List<ListSeed> checklists) {}

    private record ItemSeed(
            String id,
            LocalizedText text,
            Severity severity,
            Judge judge,
            boolean aloneMajor,
            Period deadline,
            boolean photoNeeded,
            String basis) {

        ChecklistItem toItem(Map<String, LocalizedText> basisTexts) {
            return new ChecklistItem(
                    id,
                    text,
                    severity,
                    judge,
                    aloneMajor,
                    deadline,
                    photoNeeded,
                    basisTexts.getOrDefault(basis, new LocalizedText(basis, "")));
        }
    }

    private record ListSeed(
            String code, LocalizedText name, int inspectors, String categoryCode, List<ItemSeed> items) {}

    static List<ChecklistDraft> read(String name) {
        ChecklistFile file = SeedFiles.read(name, new TypeReference<>() {});
        return file.checklists().stream()
                .map(list -> new ChecklistDraft(
                        list.code(),
                        list.name(),
                        list.inspectors(),
                        list.categoryCode(),
                        false,
                        list.items().stream()
                                .map(item -> item.toItem(file.basisTexts()))
                                .toList()))
                .toList();
    }
}
