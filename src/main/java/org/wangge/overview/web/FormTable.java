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
import org.wangge.table.TableWriter.Cells;

/** The form as a table: its rows, then the sums of offices, of industries, and of all. */
final class FormTable {

    private static final int PERCENT = 2;

    private FormTable() {}

    static List<String> headings(Locale locale) {
        Stream<String> about = isEnglish(locale)
                ? Stream.of("Office code", "Office", "Industry code", "Industry")
                : Stream.of("街道编码", "街道", "行业编码", "行业");
        return Stream.concat(about, Arrays.stream(FormColumn.values()).map(column -> column.heading(locale)))
                .toList();
    }

    static List<Cells> rows(MonthlyForm form, Locale locale) {
        return Stream.of(form.rows(), form.offices(), form.industries(), List.of(form.total()))
                .flatMap(List::stream)
                .map(line -> cells(line, isEnglish(locale) ? "All" : "合计"))
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
            values.add(column.list() == null && value != null ? value.movePointRight(PERCENT) : value);
        }
        return new Cells(values);
    }

    private static boolean isEnglish(Locale locale) {
        return locale.getLanguage().equals("en");
    }
}
