package org.wangge.overview.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.overview.MonthlyForm;
import org.wangge.overview.MonthlyForm.Line;
import org.wangge.overview.model.FormColumn;
import org.wangge.shared.LocalizedText;
import org.wangge.table.TableWriter.Cells;

/** The form as a table: its rows, then the sums of offices, of industries, and of all. */
final class FormTable {

    private static final int PERCENT = 2;
    private static final LocalizedText ALL = new LocalizedText("合计", "All");
    private static final List<LocalizedText> ABOUT = List.of(
            new LocalizedText("街道编码", "Office code"),
            new LocalizedText("街道", "Office"),
            new LocalizedText("行业编码", "Industry code"),
            new LocalizedText("行业", "Industry"));

    private FormTable() {}

    static List<String> headings(Locale locale) {
        return Stream.concat(
                        ABOUT.stream().map(text -> text.in(locale)),
                        Arrays.stream(FormColumn.values()).map(column -> column.heading(locale)))
                .toList();
    }

    static List<Cells> rows(MonthlyForm form, Locale locale) {
        return Stream.of(form.rows(), form.offices(), form.industries(), List.of(form.total()))
                .flatMap(List::stream)
                .map(line -> cells(line, ALL.in(locale)))
                .toList();
    }

    private static Cells cells(Line line, String all) {
        List<@Nullable Object> values = new ArrayList<>();
        for (MonthlyForm.Name name : Arrays.asList(line.office(), line.industry())) {
            values.add(name == null ? null : name.code());
            values.add(name == null ? all : name.name());
        }
        for (FormColumn column : FormColumn.values()) {
            BigDecimal value = line.cell(column).value();
            values.add(column.isRate() && value != null ? value.movePointRight(PERCENT) : value);
        }
        return new Cells(values);
    }
}
