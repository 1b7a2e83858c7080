package org.wangge.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.category.CategoryKind;
import org.wangge.category.CategoryStories;
import org.wangge.category.FilingCondition;
import org.wangge.fixtures.TestStore;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NoticeTemplate;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;
import org.wangge.shared.LocalizedText;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class BaseSeedsTests {

    private static final JsonMapper JSON = new JsonMapper();

    private record Entry(
            String code,
            LocalizedText group,
            LocalizedText names,
            @Nullable Limit defaultLimit,
            boolean restricted,
            boolean emergency,
            String source) {}

    private record CategoryFile(Map<String, String> sources, List<Entry> categories) {}

    private record ConditionEntry(
            String categoryCode,
            int seq,
            LocalizedText condition,
            Limit limit,
            LocalizedText closingStandard,
            boolean proposed,
            String source) {}

    private static final CategoryFile FILE =
            JSON.readValue(Path.of("seeds/base/categories.json").toFile(), CategoryFile.class);
    private static final List<ConditionEntry> CONDITIONS = JSON.readValue(
            Path.of("seeds/base/filing-conditions.json").toFile(), new TypeReference<List<ConditionEntry>>() {});

    @Test
    void the_seeded_categories_are_taken_and_a_second_time_change_nothing() {
        try (TestStore store = TestStore.open()) {
            Categories categories = CategoryStories.over(store);
            done(categories.introduce(seeded()));
            done(categories.introduce(seeded()));

            assertThat(categories.list(CategoryKind.COMPONENT)).hasSize(153);
            assertThat(categories.list(CategoryKind.MATTER)).hasSize(250);
            assertThat(categories.list(CategoryKind.GOVERNANCE)).hasSize(126);
            assertThat(categories.all()).allMatch(category -> category.version() == 1);
        }
    }

    @Test
    void a_blocked_escape_route_is_filed_under_its_first_condition_with_two_urgent_hours() {
        Category category = byCode("G0201");
        assertThat(category.names().zh()).isEqualTo("疏散通道或安全出口堵塞锁闭");
        FilingCondition condition = category.condition(1).orElseThrow();
        assertThat(condition.limit()).isEqualTo(new Limit(2, LimitKind.URGENT_HOUR));
        assertThat(condition.closingStandard().zh()).isNotBlank();
        assertThat(byCode(Category.TO_BE_CLASSIFIED).defaultLimit()).isEqualTo(new Limit(1, LimitKind.WORK_DAY));
    }

    @Test
    void whatever_has_a_limit_can_be_filed_and_everything_is_named_in_both_languages() {
        for (Category category : seeded()) {
            assertThat(category.openConditions().isEmpty())
                    .as(category.code())
                    .isEqualTo(category.kind() == CategoryKind.COMPONENT);
            assertThat(category.defaultLimit() == null)
                    .as(category.code())
                    .isEqualTo(category.kind() == CategoryKind.COMPONENT);
            assertThat(category.names().en()).isNotBlank();
            assertThat(category.group().en()).isNotBlank();
            category.conditions().forEach(condition -> {
                assertThat(condition.condition().en()).isNotBlank();
                assertThat(condition.closingStandard().en()).isNotBlank();
            });
            assertThat(category.restricted())
                    .isEqualTo(
                            category.code().startsWith("G03") || category.code().startsWith("G07"));
            assertThat(category.emergency()).isEqualTo(category.code().startsWith("G08"));
        }
    }

    @Test
    void every_condition_belongs_to_a_category_and_every_source_is_named() {
        Set<String> codes = new HashSet<>();
        FILE.categories().forEach(entry -> {
            assertThat(codes.add(entry.code())).as(entry.code()).isTrue();
            assertThat(FILE.sources()).containsKey(entry.source());
        });
        assertThat(CONDITIONS).allMatch(entry -> codes.contains(entry.categoryCode()));
        assertThat(CONDITIONS).filteredOn(entry -> !entry.proposed()).hasSize(82);
    }

    @Test
    void every_kind_of_notice_has_one_template_that_shows_its_number_in_both_languages() {
        List<NoticeTemplate> templates = JSON.readValue(
                Path.of("seeds/base/notice-templates.json").toFile(), new TypeReference<List<NoticeTemplate>>() {});
        assertThat(templates).extracting(NoticeTemplate::kind).containsExactlyInAnyOrder(NoticeKind.values());
        assertThat(templates).allSatisfy(template -> {
            String shown = template.kind().name().startsWith("TASKS_") ? "{count}" : "{number}";
            assertThat(template.title().zh()).isNotBlank();
            assertThat(template.title().en()).isNotBlank();
            assertThat(template.body().zh()).contains(shown);
            assertThat(template.body().en()).contains(shown);
        });
    }

    private static Category byCode(String code) {
        return seeded().stream()
                .filter(category -> category.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static List<Category> seeded() {
        Map<String, List<FilingCondition>> conditions = new HashMap<>();
        CONDITIONS.forEach(entry -> conditions
                .computeIfAbsent(entry.categoryCode(), code -> new ArrayList<>())
                .add(new FilingCondition(
                        entry.seq(),
                        entry.condition(),
                        entry.limit(),
                        entry.closingStandard(),
                        entry.proposed(),
                        false)));
        return FILE.categories().stream()
                .map(entry -> new Category(
                        entry.code(),
                        entry.group(),
                        entry.names(),
                        entry.defaultLimit(),
                        entry.restricted(),
                        entry.emergency(),
                        entry.source(),
                        false,
                        conditions.getOrDefault(entry.code(), List.of()),
                        0))
                .toList();
    }
}
