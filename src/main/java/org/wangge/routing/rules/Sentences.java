package org.wangge.routing.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.rules.Outcome.Target;
import org.wangge.shared.Texts;

/** Rules and what they say of a report, as sentences that a dispatcher can read aloud. */
public final class Sentences {

    /** Columns of which each code has a text of ours; of the others the caller knows the names. */
    private static final Set<Column> OURS =
            EnumSet.of(Column.KIND, Column.URGENT, Column.SOURCE, Column.POSITION, Column.TIME, Column.DUTY);

    /** Texts by their key, in a language, with values in their places. */
    @FunctionalInterface
    public interface Templates {
        String text(String key, Locale locale, Object... values);
    }

    private final Templates templates;
    private final Names names;

    public Sentences(Templates templates, Names names) {
        this.templates = templates;
        this.names = names;
    }

    /** A whole row: if this, then that. */
    public String row(Rule rule, Locale locale) {
        String then = outcome(rule.outcome(), locale);
        if (rule.cells().isEmpty()) {
            return say("rule.row.any", locale, then);
        }
        String demands = Arrays.stream(Column.values())
                .filter(rule.cells()::containsKey)
                .map(column ->
                        demand(column, Objects.requireNonNull(rule.cells().get(column)), locale))
                .collect(Collectors.joining(say("rule.and", locale)));
        return say("rule.row", locale, demands, then);
    }

    /** What a rule said of a report: that it applies, or which demand the report does not meet, and what it says instead. */
    public String step(Verdict.Step step, RoutingFacts facts, Locale locale) {
        Rule rule = step.rule();
        Column column = step.refusedBy();
        if (column == null) {
            return say("rule.matched", locale, rule.id(), row(rule, locale));
        }
        Cell cell = Objects.requireNonNull(rule.cells().get(column));
        return say("rule.refused", locale, rule.id(), demand(column, cell, locale), fact(column, facts, locale));
    }

    /** What a report says in some columns. */
    public String report(RoutingFacts facts, Collection<Column> columns, Locale locale) {
        return columns.stream()
                .sorted()
                .map(column -> fact(column, facts, locale))
                .collect(Collectors.joining(say("rule.and", locale)));
    }

    /** What a column is called. */
    public String column(Column column, Locale locale) {
        return say("rule.column." + column, locale);
    }

    /** What a code is called in a column; the code itself when it has no name. */
    public String value(Column column, String code, Locale locale) {
        if (OURS.contains(column)) {
            return say("rule.value." + column + "." + code, locale);
        }
        return Objects.requireNonNullElse(names.of(column, code, locale), code);
    }

    /** Who decides in which way, without the demands. */
    public String outcome(Outcome outcome, Locale locale) {
        List<String> watchers = outcome.watchers().stream()
                .map(watcher -> receiver(watcher, locale))
                .toList();
        Target target = outcome.target();
        if (target == null) {
            return say("rule.goOn", locale, listed(watchers, locale));
        }
        String code = outcome.code() == null ? "" : receiver(outcome.code(), locale);
        String said = say("rule.then." + target, locale, code);
        if (outcome.clockProfile() != null) {
            said = say("rule.clock", locale, said, outcome.clockProfile());
        }
        return watchers.isEmpty() ? said : say("rule.watch", locale, said, listed(watchers, locale));
    }

    private String receiver(String code, Locale locale) {
        return Objects.requireNonNullElse(names.ofReceiver(code, locale), code);
    }

    private String demand(Column column, Cell cell, Locale locale) {
        List<String> values = cell instanceof Cell.Codes codes
                ? codes.values().stream()
                        .map(code -> value(column, code, locale))
                        .toList()
                : ((Cell.Within) cell)
                        .intervals().stream()
                                .map(interval -> interval(interval, locale))
                                .toList();
        return say("rule.if." + column + (cell.negated() ? ".not" : ""), locale, alternatives(values, locale));
    }

    private String interval(Cell.Interval interval, Locale locale) {
        String from = number(interval.from());
        String to = number(interval.to());
        if (interval.from() == null) {
            return interval.to() == null ? say("rule.anyNumber", locale) : say("rule.below", locale, to);
        }
        return interval.to() == null ? say("rule.from", locale, from) : say("rule.between", locale, from, to);
    }

    private static String number(@Nullable Double number) {
        return number == null ? "" : String.valueOf(Texts.number(number));
    }

    private String fact(Column column, RoutingFacts facts, Locale locale) {
        List<String> values = new ArrayList<>();
        switch (column.kind()) {
            case NUMBER -> {
                Double number = FactValues.number(column, facts);
                if (number != null) {
                    values.add(number(number));
                }
            }
            case SET -> FactValues.members(column, facts).forEach(code -> values.add(value(column, code, locale)));
            case CODES, TREE -> {
                String code = FactValues.code(column, facts);
                if (code != null) {
                    values.add(value(column, code, locale));
                }
            }
        }
        return values.isEmpty()
                ? say("rule.is." + column + ".none", locale)
                : say("rule.is." + column, locale, listed(values, locale));
    }

    private String alternatives(List<String> values, Locale locale) {
        if (values.size() < 3) {
            return String.join(say("rule.or", locale), values);
        }
        return listed(values.subList(0, values.size() - 1), locale)
                + say("rule.or", locale)
                + values.get(values.size() - 1);
    }

    private static String listed(List<String> values, Locale locale) {
        return String.join(locale.getLanguage().equals("en") ? ", " : "、", values);
    }

    private String say(String key, Locale locale, Object... values) {
        return templates.text(key, locale, values);
    }
}
