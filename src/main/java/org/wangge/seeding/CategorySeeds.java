package org.wangge.seeding;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.category.Category;
import org.wangge.category.FilingCondition;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;
import tools.jackson.core.type.TypeReference;

/** Puts categories and their filing conditions together; the one file knows what can be, the other how long it may take. */
final class CategorySeeds {

    private CategorySeeds() {}

    private record CategoryFile(Map<String, String> sources, List<CategorySeed> categories) {}

    private record CategorySeed(
            String code,
            LocalizedText group,
            LocalizedText names,
            @Nullable Limit defaultLimit,
            boolean restricted,
            boolean emergency,
            String source) {}

    private record ConditionSeed(
            String categoryCode,
            int seq,
            LocalizedText condition,
            Limit limit,
            LocalizedText closingStandard,
            boolean proposed,
            String source) {

        FilingCondition toCondition() {
            return new FilingCondition(seq, condition, limit, closingStandard, proposed, false);
        }
    }

    static List<Category> read(String categories, String conditions) {
        Map<String, List<FilingCondition>> byCategory =
                SeedFiles.read(conditions, new TypeReference<List<ConditionSeed>>() {}).stream()
                        .collect(Collectors.groupingBy(
                                ConditionSeed::categoryCode,
                                Collectors.mapping(ConditionSeed::toCondition, Collectors.toList())));
        return SeedFiles.read(categories, new TypeReference<CategoryFile>() {}).categories().stream()
                .map(seed -> new Category(
                        seed.code(),
                        seed.group(),
                        seed.names(),
                        seed.defaultLimit(),
                        seed.restricted(),
                        seed.emergency(),
                        seed.source(),
                        false,
                        byCategory.getOrDefault(seed.code(), List.of()),
                        0))
                .toList();
    }
}
