package org.wangge.category.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.category.Category;
import org.wangge.category.CategoryWords;
import org.wangge.category.model.WordScores.Caution;
import org.wangge.category.model.WordScores.Score;
import org.wangge.category.model.WordScores.Warning;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;
import tools.jackson.databind.json.JsonMapper;

/** The seeded words tell the usual categories apart. */
class WordScoresTests {

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

    private static final List<Category> CATEGORIES =
            JSON.readValue(Path.of("seeds/base/categories.json").toFile(), CategoryFile.class).categories().stream()
                    .map(entry -> new Category(
                            entry.code(),
                            entry.group(),
                            entry.names(),
                            entry.defaultLimit(),
                            entry.restricted(),
                            entry.emergency(),
                            entry.source(),
                            false,
                            List.of(),
                            1))
                    .toList();

    private static final CategoryWords WORDS =
            JSON.readValue(Path.of("seeds/base/category-words.json").toFile(), CategoryWords.class);

    private static final WordScores SCORES = new WordScores(CATEGORIES, WORDS);

    private static List<String> suggested(String text) {
        return SCORES.advice(text).items().stream().map(Score::code).toList();
    }

    private static List<Caution> cautions(String code, String text) {
        return SCORES.warnings(code, text).stream().map(Warning::caution).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "小区门口垃圾桶满了，垃圾堆在桶边, E06042, E06010",
        "垃圾箱满溢两天没人清, E06042, C03005",
        "垃圾桶破损, C03005, E06042",
        "菜市场后巷垃圾桶烂了一个洞, C03005, E06042",
        "路边有一堆垃圾，附近没有桶, E06010, E06042",
        "建筑垃圾堆了一个多月没人管, E06011, E06010",
        "渣土车经过掉落泥土在路上, E06014, E06012",
        "马路很脏，路面有油污, E06012, E06014",
        "绿化带里有很多垃圾, E06017, E06045",
        "有人在绿化带挖地种菜, E06045, E06017",
        "工地外面堆放钢筋水泥, E08006, E06036",
        "单元门口堆放旧家具和杂物, E06036, E08006",
        "商店把货物摆到门外人行道, E09005, E09006",
        "流动摊贩在人行道上摆摊, E09006, E09005",
        "墙上贴满小广告, E07001, E07003",
        "楼顶大型广告牌未经审批, E07003, E07001",
        "店招牌匾破旧, E07006, E07003",
        "3号楼安全出口上锁, G0201, E09012",
        "小车停在消防通道，消防车进不来, E09012, G0201",
        "餐馆燃气软管老化, G0204, G0802",
        "楼道里闻到很重的燃气味, G0802, G0204",
        "电动车在楼道里充电, G0205, E09010",
        "电动车乱停在人行道上, E09010, G0205",
        "共享单车倒了一片, E09011, E09010",
        "楼上漏水，邻居吵架, G0102, G0101",
        "工资拖欠三个月，农民工讨薪, G0106, G0109",
        "电梯困人, G0403, G0213",
        "电梯运行有异响, G0213, G0403",
        "半夜工地施工噪声很大, E08001, E06028",
        "广场舞太吵，噪音扰民, E06028, E08001",
        "路面塌陷出一个大坑, G0808, E06012",
        "There is a gas leak in the hall, G0802, G0204"
    })
    void the_likeliest_is_named_first_and_what_it_is_taken_for_is_not_before_it(
            String text, String likeliest, String other) {
        List<String> suggested = suggested(text);
        assertThat(suggested).isNotEmpty();
        assertThat(suggested.get(0)).as(suggested.toString()).isEqualTo(likeliest);
        assertThat(suggested)
                .as("taken for")
                .satisfies(all -> assertThat(all.indexOf(other)).isNotZero());
    }

    @Test
    void an_exclusion_keeps_a_category_from_being_suggested_at_all() {
        assertThat(suggested("垃圾桶破损")).doesNotContain("E06042");
        assertThat(suggested("垃圾桶满了")).doesNotContain("E06010");
        assertThat(suggested("居民在草坪种菜")).doesNotContain("E06017");
        assertThat(suggested("施工围挡倒了，钢筋堆放")).doesNotContain("E06036");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "！！！", "你好", "😀😀", "请尽快处理", "1234567890"})
    void words_that_say_nothing_suggest_nothing_and_warn_of_nothing(String text) {
        assertThat(suggested(text)).isEmpty();
        assertThat(SCORES.advice(text).confusable()).isEmpty();
        assertThat(SCORES.warnings("G0201", text)).isEmpty();
    }

    @Test
    void what_is_suggested_says_why_and_never_more_than_five() {
        Score first = SCORES.advice("垃圾桶 满 溢").items().get(0);
        assertThat(first.found()).extracting(WordScores.Found::word).contains("满溢", "桶…满");
        String all = String.join("，", WORDS.categories().get(0).words().keySet()) + "着火，电梯困人，爆管，塌陷，走失，内涝，家暴";
        assertThat(SCORES.advice(all).items())
                .hasSizeBetween(1, 5)
                .isSortedAccordingTo((a, b) -> Integer.compare(b.score(), a.score()));
        assertThat(SCORES.advice("垃圾".repeat(1000)).items()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void confusable_pairs_come_with_the_rule_when_both_are_mentioned() {
        assertThat(SCORES.advice("路边一堆垃圾，旁边的垃圾桶满了").confusable())
                .extracting(CategoryWords.Confusable::codes)
                .contains(List.of("E06010", "E06042"));
        assertThat(SCORES.advice("共享单车倒了一片").confusable()).isEmpty();
    }

    @Test
    void filing_against_the_words_is_warned_of() {
        assertThat(cautions("E06042", "垃圾桶破损"))
                .contains(Caution.SPOKEN_AGAINST, Caution.LOOKS_LIKE_ANOTHER, Caution.CONFUSABLE);
        assertThat(cautions("E06010", "建筑垃圾堆了一个多月")).contains(Caution.LOOKS_LIKE_ANOTHER, Caution.CONFUSABLE);
        assertThat(cautions("E06011", "建筑垃圾堆了一个多月")).isEmpty();
        assertThat(cautions("G0201", "3号楼安全出口上锁")).isEmpty();
        assertThat(cautions("E09012", "3号楼安全出口上锁")).contains(Caution.LOOKS_LIKE_ANOTHER);
        assertThat(cautions("G9999", "3号楼安全出口上锁")).isEmpty();
        assertThat(cautions("NO-SUCH", "3号楼安全出口上锁")).isEmpty();
    }

    @Test
    void a_retired_category_is_neither_suggested_nor_confusable() {
        WordScores less = new WordScores(
                CATEGORIES.stream()
                        .map(one -> one.code().equals("E06042") ? one.asRetired() : one)
                        .toList(),
                WORDS);
        assertThat(less.advice("垃圾桶满溢").items()).extracting(Score::code).doesNotContain("E06042");
        assertThat(less.advice("路边一堆垃圾，旁边的垃圾桶满了").confusable())
                .extracting(CategoryWords.Confusable::codes)
                .doesNotContain(List.of("E06010", "E06042"));
    }

    @Test
    void each_seeded_word_belongs_to_a_category_and_has_a_sensible_weight() {
        List<String> codes = CATEGORIES.stream().map(Category::code).toList();
        assertThat(WORDS.categories())
                .extracting(CategoryWords.OfCategory::code)
                .doesNotHaveDuplicates();
        assertThat(WORDS.categories()).allSatisfy(entry -> {
            assertThat(codes).contains(entry.code());
            assertThat(entry.words()).isNotEmpty();
            assertThat(entry.words().values()).allMatch(weight -> weight >= 1 && weight <= 6);
            assertThat(entry.exclusions().values()).allMatch(weight -> weight >= 1 && weight <= 6);
        });
        assertThat(WORDS.confusable()).allSatisfy(pair -> {
            assertThat(codes).containsAll(pair.codes());
            assertThat(pair.rule().zh()).isNotBlank();
            assertThat(pair.rule().en()).isNotBlank();
        });
    }
}
