package org.wangge.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.category.CategoryStories.category;
import static org.wangge.category.CategoryStories.condition;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;

class CategoriesStoreTests {

    private final TestStore store = TestStore.open();
    private final Categories categories = CategoryStories.over(store);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_list_that_misses_a_code_retires_it_and_the_same_list_again_changes_nothing() {
        done(categories.introduce(List.of(category("G0201", "通道"), category("G0202", "消防"))));
        done(categories.introduce(List.of(category("G0201", "通道"))));
        long version = categories.version();
        done(categories.introduce(List.of(category("G0201", "通道"))));

        assertThat(categories.list(null)).extracting(Category::code).containsExactly("G0201");
        assertThat(categories.get("G0202").retired()).isTrue();
        assertThat(categories.get("G0201").version()).isEqualTo(1);
        assertThat(categories.version()).isEqualTo(version);

        done(categories.introduce(List.of(category("G0201", "通道"), category("G0202", "消防"))));
        assertThat(categories.get("G0202").retired()).isFalse();
    }

    @Test
    void what_a_district_made_or_changed_is_not_changed_back_by_a_newer_seed() {
        done(categories.introduce(List.of(category("G0201", "通道"), category("G0202", "消防"))));
        value(categories.put(category("G0201", "本区通道"), seen(1L)));
        value(categories.put(category("G0901", "本区自定"), seen(null)));

        done(categories.introduce(List.of(category("G0201", "新通道"), category("G0202", "新消防"))));
        done(categories.introduce(List.of(category("G0202", "更新消防"))));

        assertThat(categories.list(null))
                .extracting(one -> one.code() + " " + one.names().zh())
                .containsExactly("G0201 本区通道", "G0202 更新消防", "G0901 本区自定");
    }

    @Test
    void a_condition_that_is_missing_is_retired_and_still_found() {
        done(categories.introduce(List.of(category("G0201", "通道", condition(1, "堵塞"), condition(2, "上锁")))));
        done(categories.introduce(List.of(category("G0201", "通道", condition(2, "上锁")))));

        Category stored = categories.get("G0201");
        assertThat(stored.openConditions()).extracting(FilingCondition::seq).containsExactly(2);
        assertThat(stored.condition(1)).map(FilingCondition::retired).contains(true);
        assertThat(stored.version()).isEqualTo(2);
    }

    @Test
    void words_are_kept_and_another_instance_sees_them_when_it_looks() {
        CategoryWords words = new CategoryWords(
                List.of(new CategoryWords.OfCategory("G0201", Map.of("出口+锁", 5), Map.of("没锁", 4))),
                List.of(new CategoryWords.Confusable(
                        List.of("G0201", "G0202"), new LocalizedText("看楼内外", "In or out"))));
        Categories other = CategoryStories.over(store);
        CategoryHelp help = CategoryStories.help(other);
        done(categories.introduce(List.of(category("G0201", "通道"), category("G0202", "消防"))));
        done(categories.introduceWords(words));
        done(categories.introduceWords(words));

        assertThat(categories.words()).isEqualTo(words);
        assertThat(help.advice("出口被锁", Locale.CHINESE).items()).isEmpty();
        assertThat(value(other.refreshIfChanged())).isTrue();
        assertThat(other.words()).isEqualTo(words);
        assertThat(help.advice("出口被锁", Locale.CHINESE).items())
                .extracting(CategoryHelp.Suggestion::code)
                .containsExactly("G0201");
        assertThat(help.advice("出口没锁", Locale.CHINESE).items()).isEmpty();
        assertThat(help.advice(null, Locale.CHINESE).items()).isEmpty();
    }

    @Test
    void another_instance_sees_a_change_when_it_looks() {
        Categories other = CategoryStories.over(store);
        done(categories.introduce(List.of(category("G0201", "通道"))));

        assertThat(other.find("G0201")).isEmpty();
        assertThat(value(other.refreshIfChanged())).isTrue();
        assertThat(value(other.refreshIfChanged())).isFalse();
        assertThat(other.get("G0201")).isEqualTo(categories.get("G0201"));
    }

    @Test
    void a_change_is_taken_only_by_the_version_it_was_made_from() {
        Category first = value(categories.put(category("G0201", "通道"), seen(null)));
        assertThat(first.version()).isEqualTo(1);
        Category second = value(categories.put(category("G0201", "新名"), seen(1L)));
        assertThat(second.version()).isEqualTo(2);

        assertThatThrownBy(() -> value(categories.put(category("G0201", "迟到"), seen(1L))))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo("category.stale");
                    assertThat(refused.refusal().presentVersion()).isEqualTo(2);
                });
        assertThat(value(categories.put(category("G0201", "新名"), seen(null))).version())
                .as("no difference, no new version")
                .isEqualTo(2);
        assertThat(categories.get("G0201").names().zh()).isEqualTo("新名");
    }

    @Test
    void what_breaks_a_rule_is_refused_with_each_fault_and_nothing_is_stored() {
        assertThatThrownBy(() -> done(categories.introduce(List.of(
                        category("X1", "坏"),
                        category("G0201", " "),
                        category("G0201", "两次", condition(1, "一"), condition(1, "又一")),
                        category("C00001", "部件", condition(1, ""))))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().faults())
                                .extracting(fault -> fault.pointer() + " " + fault.code())
                                .containsExactly(
                                        "/0/code category.code-invalid",
                                        "/1/names/zh category.text-invalid",
                                        "/2/conditions/1/seq category.seq-invalid",
                                        "/2/code category.code-invalid",
                                        "/3/conditions/0/condition/zh category.text-invalid"));
        assertThat(categories.all()).isEmpty();
    }

    @Test
    void the_kind_follows_from_the_code() {
        done(categories.introduce(
                List.of(category("C00001", "部件"), category("E00001", "事项"), category("G0201", "通道"))));
        for (CategoryKind kind : CategoryKind.values()) {
            assertThat(categories.list(kind))
                    .singleElement()
                    .satisfies(found -> assertThat(found.code().charAt(0)).isEqualTo(kind.letter()));
        }
        assertThatThrownBy(() -> categories.get("G0999")).isInstanceOf(Refused.class);
    }

    private static SeenVersion seen(@Nullable Long version) {
        return new SeenVersion(version);
    }
}
