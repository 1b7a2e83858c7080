package org.wangge.routing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.Sentences;
import org.wangge.routing.rules.Verdict;
import org.wangge.routing.rules.analysis.Finding;
import org.wangge.routing.rules.analysis.FindingSentences;

/** Rules, refusals and findings in the words of their reader. */
@Component
class RuleWords {

    private final Sentences.Templates templates;
    private final Sentences sentences;

    RuleWords(RuleNames names, MessageSource messages) {
        this.templates = (key, locale, values) -> messages.getMessage(key, values, locale);
        this.sentences = new Sentences(templates, names);
    }

    String sentence(Rule rule, Locale locale) {
        return sentences.row(rule, locale);
    }

    /** What a row said of a report: that it applies, or what it asks for and the report does not have. */
    String step(Verdict.Step step, RoutingFacts facts, Locale locale) {
        return sentences.step(step, facts, locale);
    }

    String finding(Finding finding, List<Rule> rules, Locale locale) {
        return new FindingSentences(templates, sentences, rules).of(finding, locale);
    }

    /** An example that goes elsewhere. */
    String failing(RuleExample example, @Nullable Rule got, Locale locale) {
        Outcome expected =
                new Outcome(example.expected().target(), example.expected().code(), null, List.of(), false);
        return got == null
                ? templates.text("routing.example.nowhere", locale, example.name(), sentences.outcome(expected, locale))
                : templates.text(
                        "routing.example.elsewhere",
                        locale,
                        example.name(),
                        sentences.outcome(expected, locale),
                        got.id(),
                        sentences.outcome(got.outcome(), locale));
    }
}
