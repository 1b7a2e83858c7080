package org.wangge.overview.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.overview.MonthlyForm;
import org.wangge.overview.MonthlyForm.Cell;
import org.wangge.overview.MonthlyForm.Line;
import org.wangge.overview.model.FormColumn;

/** The form as it is answered; the field names are part of the contract. */
final class FormViews {

    private FormViews() {}

    record FormView(
            String month,
            Instant asOf,
            List<LineView> rows,
            List<LineView> offices,
            List<LineView> industries,
            LineView total) {

        static FormView of(MonthlyForm form) {
            return new FormView(
                    form.month(),
                    form.asOf(),
                    form.rows().stream().map(LineView::of).toList(),
                    form.offices().stream().map(LineView::of).toList(),
                    form.industries().stream().map(LineView::of).toList(),
                    LineView.of(form.total()));
        }
    }

    record LineView(
            MonthlyForm.@Nullable Name office,
            MonthlyForm.@Nullable Name industry,
            Cell unitsChecked,
            Cell generalFound,
            Cell generalFixed,
            @Nullable BigDecimal generalRate,
            Cell majorFound,
            Cell majorClosed,
            @Nullable BigDecimal majorRate,
            Cell majorPlanned,
            Cell majorAllElements,
            Cell listed,
            Cell listedProvincial,
            Cell moneySpent) {

        static LineView of(Line line) {
            return new LineView(
                    line.office(),
                    line.industry(),
                    line.cell(FormColumn.UNITS_CHECKED),
                    line.cell(FormColumn.GENERAL_FOUND),
                    line.cell(FormColumn.GENERAL_FIXED),
                    line.cell(FormColumn.GENERAL_RATE).value(),
                    line.cell(FormColumn.MAJOR_FOUND),
                    line.cell(FormColumn.MAJOR_CLOSED),
                    line.cell(FormColumn.MAJOR_RATE).value(),
                    line.cell(FormColumn.MAJOR_PLANNED),
                    line.cell(FormColumn.MAJOR_ALL_ELEMENTS),
                    line.cell(FormColumn.LISTED),
                    line.cell(FormColumn.LISTED_PROVINCIAL),
                    line.cell(FormColumn.MONEY_SPENT));
        }
    }
}
