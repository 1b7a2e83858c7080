package org.wangge.routing.rules.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.exchange.ReadRules.Code;
import org.wangge.routing.rules.exchange.ReadRules.Fault;
import org.wangge.shared.XmlTree;
import org.wangge.shared.XmlTree.Element;
import org.xml.sax.SAXException;

/** Reads the DMN that {@link RuleDmn} writes, also after another program has changed it. What it does not know, it refuses. */
public final class DmnReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9.]*");

    private final List<Fault> faults = new ArrayList<>();
    /** By their places in the whole table. */
    private final TreeMap<Integer, Rule> rules = new TreeMap<>();

    private DmnReader() {}

    /** Reads a file; all faults are told in the answer. */
    public static ReadRules read(byte[] file) {
        if (file.length > XmlTree.MOST_BYTES) {
            return ReadRules.failed(Code.TOO_LARGE);
        }
        try {
            DmnReader reader = new DmnReader();
            reader.read(XmlTree.read(file));
            List<Rule> rules = List.copyOf(reader.rules.values());
            List<Integer> lines = List.copyOf(reader.rules.keySet());
            if (reader.faults.isEmpty()) {
                reader.faults.addAll(SameRules.faults(rules, lines));
            }
            reader.faults.sort(Comparator.comparingInt(Fault::row));
            return new ReadRules(rules, lines, reader.faults);
        } catch (SAXException broken) {
            return ReadRules.failed(XmlTree.isUnsafe(broken) ? Code.UNSAFE : Code.UNREADABLE);
        } catch (IOException broken) {
            return ReadRules.failed(Code.UNREADABLE);
        }
    }

    private void read(Element definitions) {
        List<Element> decisions = definitions.all("decision").toList();
        List<Element> deciding = decisions.stream()
                .filter(one -> !one.attribute("name").equals(RuleDmn.WATCHERS))
                .toList();
        if (deciding.size() != 1) {
            faults.add(new Fault(Code.UNREADABLE, 0, null, String.valueOf(deciding.size())));
            return;
        }
        read(deciding.get(0), false);
        decisions.stream().filter(one -> one != deciding.get(0)).forEach(watchers -> read(watchers, true));
    }

    private void read(Element decision, boolean goOn) {
        Element table = decision.first("decisionTable");
        if (table == null) {
            faults.add(new Fault(Code.FEEL_EXPRESSION, 0, decision.attribute("name"), ""));
        } else {
            readTable(table, goOn);
        }
    }

    private void readTable(Element table, boolean goOn) {
        String policy = table.attribute("hitPolicy");
        if (!policy.equals(goOn ? "COLLECT" : "FIRST")
                || !table.attribute("aggregation").isEmpty()) {
            faults.add(new Fault(Code.OTHER_HIT_POLICY, 0, null, policy.isEmpty() ? "UNIQUE" : policy));
        }
        List<DmnInput> inputs = table.all("input").map(this::input).toList();
        Map<String, Integer> outputs = outputs(table);
        List<Element> rows = table.all("rule").toList();
        if (rows.size() + rules.size() > ReadRules.MOST_RULES) {
            faults.add(new Fault(Code.TOO_LARGE, 0, null, String.valueOf(rows.size())));
        }
        if (faults.isEmpty()) {
            for (int row = 0; row < rows.size(); row++) {
                read(new Line(rows.get(row), row + 1, inputs, outputs), goOn);
            }
        }
    }

    /** @param number of the row in its table, from 1 */
    private record Line(Element rule, int number, List<DmnInput> inputs, Map<String, Integer> outputs) {

        String output(String name) {
            Integer place = outputs.get(name);
            List<Element> entries = rule.all("outputEntry").toList();
            Element text = place == null || place >= entries.size()
                    ? null
                    : entries.get(place).first("text");
            return text == null ? "" : text.text();
        }
    }

    private DmnInput input(Element input) {
        String name = input.textOf("inputExpression");
        Element extension = input.first("extensionElements");
        Element words = extension == null ? null : extension.first("words");
        if (name.equals(RuleDmn.ROUTING_AT)) {
            return new DmnInput(name, Column.ROLE, List.of());
        }
        if (words != null) {
            List<String> chosen = words.all("word").map(Element::text).toList();
            for (Column column : Column.values()) {
                boolean its = column.kind() == Column.Kind.SET && column.name().equals(words.attribute("column"));
                if (its && !chosen.isEmpty()) {
                    return new DmnInput(name, column, chosen);
                }
            }
        }
        Column column = words == null ? DmnInput.column(name) : null;
        if (column == null || column.kind() == Column.Kind.SET) {
            boolean plain = NAME.matcher(name).matches();
            faults.add(new Fault(plain ? Code.UNKNOWN_COLUMN : Code.FEEL_EXPRESSION, 0, name, name));
        }
        return new DmnInput(name, Objects.requireNonNullElse(column, Column.ROLE), List.of());
    }

    private Map<String, Integer> outputs(Element table) {
        Map<String, Integer> outputs = new HashMap<>();
        List<Element> all = table.all("output").toList();
        for (int at = 0; at < all.size(); at++) {
            String name = all.get(at).attribute("name");
            if (outputs.putIfAbsent(name, at) != null) {
                faults.add(new Fault(Code.SAME_COLUMN, 0, name, name));
            }
        }
        if (!outputs.containsKey(RuleDmn.ROW)) {
            faults.add(new Fault(Code.MISSING_COLUMN, 0, RuleDmn.ROW, ""));
        }
        return outputs;
    }

    private void read(Line line, boolean goOn) {
        Map<Column, Cell> cells = new EnumMap<>(Column.class);
        List<Element> entries = line.rule().all("inputEntry").toList();
        if (entries.size() != line.inputs().size()) {
            faults.add(new Fault(Code.BAD_CELL, line.number(), null, String.valueOf(entries.size())));
            return;
        }
        int place = place(line, goOn);
        for (int at = 0; at < entries.size(); at++) {
            DmnInput input = line.inputs().get(at);
            Element text = entries.get(at).first("text");
            String test = text == null ? "" : text.text();
            if (!input.name().equals(RuleDmn.ROUTING_AT)) {
                cell(line, input, test, cells);
            } else if (!test.equals(RuleDmn.behind(place))) {
                faults.add(new Fault(Code.BAD_CELL, line.number(), input.name(), test));
            }
        }
        String id = literal(line, RuleDmn.ROW);
        if (id == null) {
            faults.add(new Fault(Code.BAD_CELL, line.number(), RuleDmn.ROW, ""));
        }
        String note = line.rule().textOf("annotationEntry");
        Rule rule =
                new Rule(Objects.requireNonNullElse(id, ""), cells, outcome(line, goOn), note.isEmpty() ? null : note);
        if (rules.putIfAbsent(place, rule) != null) {
            faults.add(new Fault(Code.BAD_CELL, line.number(), RuleDmn.AT, String.valueOf(place)));
        }
    }

    /** In the whole table. Of a table without places it is the row's own; the order of rows and their places agree. */
    private int place(Line line, boolean goOn) {
        String text = line.outputs().containsKey(RuleDmn.AT) ? line.output(RuleDmn.AT) : "";
        if (text.isEmpty() && !goOn && !line.outputs().containsKey(RuleDmn.AT)) {
            return line.number();
        }
        int place = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        boolean inOrder = goOn || rules.isEmpty() || rules.lastKey() < place;
        if (place == 0 || !inOrder) {
            faults.add(new Fault(Code.BAD_CELL, line.number(), RuleDmn.AT, text));
        }
        return place;
    }

    private void cell(Line line, DmnInput input, String test, Map<Column, Cell> cells) {
        try {
            Cell cell = input.words().isEmpty() ? FeelTests.read(input.column(), test) : words(input.words(), test);
            if (cell != null && cells.putIfAbsent(input.column(), cell) != null) {
                faults.add(new Fault(Code.BAD_CELL, line.number(), input.name(), test));
            }
        } catch (FeelTests.Refused refused) {
            faults.add(new Fault(refused.code(), line.number(), input.name(), test));
        }
    }

    private static @Nullable Cell words(List<String> words, String test) throws FeelTests.Refused {
        Cell truth = FeelTests.read(Column.URGENT, test);
        if (truth == null) {
            return null;
        }
        List<String> values = ((Cell.Codes) truth).values();
        if (truth.negated() || values.size() != 1) {
            throw new FeelTests.Refused(Code.BAD_CELL);
        }
        return new Cell.Codes(words, values.contains("false"));
    }

    private Outcome outcome(Line line, boolean goOn) {
        String target = literal(line, RuleDmn.TARGET);
        String tells = literal(line, RuleDmn.TELLS);
        Outcome.Target named = null;
        for (Outcome.Target one : Outcome.Target.values()) {
            named = target != null && one.name().equals(target.toUpperCase(Locale.ROOT)) ? one : named;
        }
        List<String> watchers =
                tells == null ? List.of() : CellText.codes(tells).orElse(List.of());
        if ((named == null) != goOn || tells != null && watchers.isEmpty()) {
            faults.add(new Fault(Code.BAD_OUTCOME, line.number(), RuleDmn.TARGET, String.valueOf(target)));
        }
        return new Outcome(
                named, literal(line, RuleDmn.RECEIVER), literal(line, RuleDmn.CLOCK_PROFILE), watchers, goOn);
    }

    private @Nullable String literal(Line line, String output) {
        try {
            return FeelTests.literal(line.output(output));
        } catch (FeelTests.Refused refused) {
            faults.add(new Fault(refused.code(), line.number(), output, line.output(output)));
            return null;
        }
    }
}
