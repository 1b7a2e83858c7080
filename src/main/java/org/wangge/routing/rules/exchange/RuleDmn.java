package org.wangge.routing.rules.exchange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;

/**
 * A table of rules as DMN 1.5: a decision {@code routing} of hit policy FIRST with the rows that decide, and a decision
 * {@code watchers} of hit policy COLLECT with those that go on, which look at the place of the row that decided.
 */
public final class RuleDmn {

    static final String MODEL = "https://www.omg.org/spec/DMN/20230324/MODEL/";
    static final String ROUTING = "routing";
    static final String WATCHERS = "watchers";
    static final String ROW = "row";
    static final String AT = "at";
    static final String TARGET = "target";
    static final String RECEIVER = "receiver";
    static final String CLOCK_PROFILE = "clock_profile";
    static final String TELLS = "tells";
    static final String ROUTING_AT = ROUTING + "." + AT;
    static final String OURS = "urn:wangge:routing";

    /** The place of a row when none decides: behind all. */
    static final int BEHIND = 1_000_000;

    private final List<Rule> rules;
    private final List<DmnInput> inputs;
    private final StringBuilder xml = new StringBuilder();
    /** The decision that is being written. */
    private String table = "";

    private RuleDmn(List<Rule> rules) {
        this.rules = rules;
        this.inputs = DmnInput.of(rules);
    }

    /** As a file. The same rules give the same file. */
    public static byte[] of(List<Rule> rules) {
        return new RuleDmn(rules).document().getBytes(StandardCharsets.UTF_8);
    }

    /** What a report gives to the inputs of such a file, by their names; a number is a Double, what is absent is null. */
    public static Map<String, @Nullable Object> inputs(List<Rule> rules, RoutingFacts facts) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        DmnInput.of(rules).forEach(input -> values.put(input.name(), input.value(facts)));
        return values;
    }

    private String document() {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        line(
                0,
                "<definitions xmlns=\"%s\" xmlns:wangge=\"%s\" id=\"rules\" name=\"routing rules\" namespace=\"%s\">",
                MODEL,
                OURS,
                OURS);
        for (DmnInput input : inputs) {
            line(1, "<inputData id=\"%s\" name=\"%s\">", input.name(), input.name());
            line(2, "<variable name=\"%s\" typeRef=\"%s\"/>", input.name(), input.type());
            line(1, "</inputData>");
        }
        deciding();
        if (rules.stream().anyMatch(rule -> rule.outcome().goOn())) {
            goingOn();
        }
        line(0, "</definitions>");
        return xml.toString();
    }

    private void deciding() {
        begin(ROUTING, "FIRST");
        inputs.forEach(this::input);
        List.of(ROW, AT, TARGET, RECEIVER, CLOCK_PROFILE, TELLS).forEach(this::output);
        line(3, "<annotation name=\"note\"/>");
        IntStream.range(0, rules.size())
                .filter(row -> !rules.get(row).outcome().goOn())
                .forEach(this::decidingRow);
        end();
    }

    private void goingOn() {
        begin(WATCHERS, "COLLECT");
        line(3, "<input id=\"%s_%s\" label=\"%s\">", WATCHERS, AT, AT);
        line(4, "<inputExpression typeRef=\"number\"><text>%s</text></inputExpression>", ROUTING_AT);
        line(3, "</input>");
        inputs.forEach(this::input);
        List.of(ROW, AT, TELLS).forEach(this::output);
        line(3, "<annotation name=\"note\"/>");
        IntStream.range(0, rules.size())
                .filter(row -> rules.get(row).outcome().goOn())
                .forEach(this::goingOnRow);
        end();
    }

    private void begin(String name, String hitPolicy) {
        table = name;
        line(1, "<decision id=\"%s\" name=\"%s\">", name, name);
        line(2, "<variable name=\"%s\"/>", name);
        if (name.equals(WATCHERS)) {
            line(2, "<informationRequirement><requiredDecision href=\"#%s\"/></informationRequirement>", ROUTING);
        }
        inputs.forEach(input -> line(
                2, "<informationRequirement><requiredInput href=\"#%s\"/></informationRequirement>", input.name()));
        line(2, "<decisionTable id=\"%s_table\" hitPolicy=\"%s\">", name, hitPolicy);
    }

    private void end() {
        line(2, "</decisionTable>");
        line(1, "</decision>");
    }

    private void input(DmnInput input) {
        line(3, "<input id=\"%s_%s\" label=\"%s\">", table, input.name(), input.label());
        if (!input.words().isEmpty()) {
            line(4, "<extensionElements><wangge:words column=\"%s\">", input.column());
            input.words().forEach(word -> line(5, "<wangge:word>%s</wangge:word>", word));
            line(4, "</wangge:words></extensionElements>");
        }
        line(4, "<inputExpression typeRef=\"%s\"><text>%s</text></inputExpression>", input.type(), input.name());
        line(3, "</input>");
    }

    private void output(String name) {
        boolean place = name.equals(AT);
        line(3, "<output id=\"%s_out_%s\" name=\"%s\" typeRef=\"%s\">", table, name, name, place ? "number" : "string");
        if (table.equals(ROUTING)) {
            // Empty texts, because an engine stumbled over defaults that are null.
            line(4, "<defaultOutputEntry><text>%s</text></defaultOutputEntry>", place ? BEHIND : FeelText.quoted(""));
        }
        line(3, "</output>");
    }

    private void decidingRow(int row) {
        Rule rule = rules.get(row);
        Outcome outcome = rule.outcome();
        line(3, "<rule id=\"row_%s\">", row + 1);
        tests(rule);
        said(FeelText.quoted(rule.id()));
        said(String.valueOf(row + 1));
        said(FeelText.quoted(outcome.target() == null ? null : outcome.target().name()));
        said(FeelText.quoted(outcome.code()));
        said(FeelText.quoted(outcome.clockProfile()));
        last(rule);
    }

    private void goingOnRow(int row) {
        Rule rule = rules.get(row);
        line(3, "<rule id=\"row_%s\">", row + 1);
        line(4, "<inputEntry><text>%s</text></inputEntry>", behind(row + 1));
        tests(rule);
        said(FeelText.quoted(rule.id()));
        said(String.valueOf(row + 1));
        last(rule);
    }

    /** The test of a row that goes on: that the row that decided lies behind it. */
    static String behind(int place) {
        return "> " + place;
    }

    private void tests(Rule rule) {
        inputs.forEach(input -> line(4, "<inputEntry><text>%s</text></inputEntry>", input.test(rule)));
    }

    private void said(String literal) {
        line(4, "<outputEntry><text>%s</text></outputEntry>", literal);
    }

    private void last(Rule rule) {
        List<String> watchers = rule.outcome().watchers();
        said(FeelText.quoted(watchers.isEmpty() ? null : CellText.codes(watchers)));
        line(4, "<annotationEntry><text>%s</text></annotationEntry>", rule.note() == null ? "" : rule.note());
        line(3, "</rule>");
    }

    private void line(int depth, String form, Object... values) {
        Object[] safe = new Object[values.length];
        for (int at = 0; at < safe.length; at++) {
            safe[at] = escaped(String.valueOf(values[at]));
        }
        xml.append("  ".repeat(depth)).append(form.formatted(safe)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;");
    }
}
