package org.wangge.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.rules.Outcome.Target;
import org.wangge.routing.rules.analysis.Analysis;
import org.wangge.routing.rules.analysis.Finding;
import org.wangge.routing.rules.analysis.FindingSentences;
import org.wangge.routing.rules.analysis.TinyDistrict;

class SentencesTests {

    private static final RoutingFacts FACTS = RandomTables.all(List.of()).get(0);
    private static final Names NAMES = new Names() {
        @Override
        public String of(Column column, String code, Locale locale) {
            return switch (code) {
                case "510703/510703001" -> locale.equals(Locale.ENGLISH) ? "Chengxiang" : "城厢街道";
                case "G0203" -> locale.equals(Locale.ENGLISH) ? "neighbours in dispute" : "邻里纠纷";
                default -> null;
            };
        }

        @Override
        public String ofReceiver(String code, Locale locale) {
            return code.equals("510703-YJ") ? locale.equals(Locale.ENGLISH) ? "Emergency Bureau" : "区应急管理局" : null;
        }
    };

    private static Sentences.Templates templates() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/routing-rules");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return (key, locale, values) -> messages.getMessage(key, values, locale);
    }

    private static final Sentences SENTENCES = new Sentences(templates(), NAMES);

    private static final Rule RULE = new Rule(
            "r7",
            Map.of(
                    Column.AREA, new Cell.Codes(List.of("510703/510703001"), false),
                    Column.CATEGORY, new Cell.Codes(List.of("G0203", "E01001"), true),
                    Column.ACCURACY, new Cell.Within(List.of(new Cell.Interval(0.0, 50.5)), false)),
            new Outcome(Target.DEPARTMENT, "510703-YJ", "FLOOD", List.of("DUTY_LEADER"), false),
            null);

    @Test
    void a_row_reads_as_a_sentence_in_both_languages() {
        assertThat(SENTENCES.row(RULE, Locale.ENGLISH))
                .isEqualTo(
                        "If it is in Chengxiang and the category is not neighbours in dispute or E01001 and the accuracy is"
                                + " 0 m or more and less than 50.5 m, then Emergency Bureau gets it, within the limits \"FLOOD\";"
                                + " DUTY_LEADER is told.");
        assertThat(SENTENCES.row(RULE, Locale.SIMPLIFIED_CHINESE))
                .isEqualTo(
                        "如果地点在城厢街道，并且类别不是邻里纠纷或E01001，并且定位精度在0米到不足50.5米之间，" + "就交区应急管理局办理，按“FLOOD”时限，同时告知DUTY_LEADER。");
    }

    @Test
    void a_refusal_says_what_was_asked_and_what_is() {
        Verdict.Step step =
                CompiledTable.of(List.of(RULE)).explain(FACTS).trace().get(0);
        assertThat(SENTENCES.step(step, FACTS, Locale.ENGLISH))
                .isEqualTo("Rule r7 does not apply: it asks that the accuracy is 0 m or more and less than 50.5 m,"
                        + " but the accuracy is unknown.");
        assertThat(SENTENCES.step(step, FACTS, Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("规则r7不适用：它要求定位精度在0米到不足50.5米之间，而定位精度未知。");
    }

    @Test
    void every_row_step_and_finding_has_a_sentence_without_a_place_left_open() {
        for (int seed = 0; seed < 200; seed++) {
            RandomTables chance = new RandomTables(seed);
            List<Rule> rules = chance.rules(6, chance.columns(13));
            RoutingFacts facts = chance.facts();
            FindingSentences findings = new FindingSentences(templates(), SENTENCES, rules);
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                rules.forEach(rule ->
                        assertThat(SENTENCES.row(rule, locale)).isNotBlank().doesNotContain("{"));
                CompiledTable.of(rules)
                        .explain(facts)
                        .trace()
                        .forEach(step -> assertThat(SENTENCES.step(step, facts, locale))
                                .isNotBlank()
                                .doesNotContain("{"));
                for (Finding finding : Analysis.of(rules, new TinyDistrict())) {
                    assertThat(findings.of(finding, locale))
                            .isNotBlank()
                            .doesNotContain("{")
                            .doesNotContain(": .");
                }
            }
        }
    }

    @Test
    void every_kind_of_finding_has_its_text() {
        FindingSentences sentences = new FindingSentences(templates(), SENTENCES, List.of());
        for (Finding.Code code : Finding.Code.values()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                Finding finding = new Finding(code, List.of("a", "b"), Column.TIME, "HOLIDAY", FACTS, RULE);
                assertThat(sentences.of(finding, locale)).isNotBlank().doesNotContain("{");
            }
        }
    }
}
