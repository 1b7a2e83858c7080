package org.wangge.routing.rules.analysis;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.Sentences;

/** Findings as sentences. */
public final class FindingSentences {

    private final Sentences.Templates templates;
    private final Sentences sentences;
    private final Set<Column> columns;

    /** @param rules of which the findings are; a report is described by what they look at */
    public FindingSentences(Sentences.Templates templates, Sentences sentences, Collection<Rule> rules) {
        this.templates = templates;
        this.sentences = sentences;
        this.columns = EnumSet.of(Column.AREA, Column.CATEGORY, Column.DUTY);
        rules.forEach(rule -> columns.addAll(rule.cells().keySet()));
    }

    /** What is wrong, where, and how it may be mended. */
    public String of(Finding finding, Locale locale) {
        List<String> rules = finding.rules();
        Column column = finding.column();
        String value = Objects.requireNonNullElse(finding.value(), "");
        return templates.text(
                "rule.finding." + finding.code(),
                locale,
                rules.isEmpty() ? "" : rules.get(0),
                String.join(", ", rules.subList(first(finding), rules.size())),
                column == null ? "" : sentences.column(column, locale),
                value,
                finding.witness() == null ? "" : sentences.report(finding.witness(), columns, locale),
                finding.proposed() == null ? "" : sentences.row(finding.proposed(), locale),
                column == Column.TIME && !value.isEmpty() ? sentences.value(column, value, locale) : "");
    }

    /** Where the bound was reached, all rows named are alike; else the first is the one at fault. */
    private static int first(Finding finding) {
        return finding.code() == Finding.Code.BOUND_REACHED || finding.rules().isEmpty() ? 0 : 1;
    }
}
