package org.wangge.overview.web;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.overview.MonthlyForms;
import org.wangge.overview.web.FormViews.FormView;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The monthly form: for programs, and as a table by what is accepted or by its path. */
@RestController
@RequestMapping("/api/v1")
class MonthlyFormController {

    private static final Filter<YearMonth> MONTH = Filter.beside("month", QueryValues::month);
    private static final Filter<String> OFFICE = Filter.beside("office", QueryValues::text);
    private static final Filter<String> INDUSTRY = Filter.beside("industry", QueryValues::text);
    private static final Filters ROWS = Filters.of(MONTH, OFFICE, INDUSTRY);

    private final MonthlyForms forms;
    private final TableAnswers tables;

    MonthlyFormController(MonthlyForms forms, TableAnswers tables) {
        this.forms = forms;
        this.tables = tables;
    }

    @GetMapping("/hazards/monthly-form")
    Mono<FormView> form(QueryValues query, Actor actor, Locale locale) {
        return forms.of(wanted(query, actor), actor, locale).map(FormView::of);
    }

    @GetMapping(
            path = {"/hazards/monthly-form", "/exports/monthly-form.csv"},
            produces = TableAnswers.CSV)
    ResponseEntity<Flux<DataBuffer>> csv(QueryValues query, Actor actor, Locale locale) {
        MonthlyForms.Wanted wanted = wanted(query, actor);
        return tables.csv(name(wanted), FormTable.headings(locale), rows(wanted, actor, locale), locale);
    }

    @GetMapping(
            path = {"/hazards/monthly-form", "/exports/monthly-form.xlsx"},
            produces = TableAnswers.XLSX)
    ResponseEntity<Flux<DataBuffer>> xlsx(QueryValues query, Actor actor, Locale locale) {
        MonthlyForms.Wanted wanted = wanted(query, actor);
        return tables.xlsx(name(wanted), FormTable.headings(locale), rows(wanted, actor, locale), locale);
    }

    private Flux<List<Cells>> rows(MonthlyForms.Wanted wanted, Actor actor, Locale locale) {
        return forms.of(wanted, actor, locale)
                .map(form -> FormTable.rows(form, locale))
                .flux();
    }

    private static String name(MonthlyForms.Wanted wanted) {
        return "monthly-form-" + wanted.month();
    }

    private static MonthlyForms.Wanted wanted(QueryValues query, Actor actor) {
        actor.require(Permission.HAZARD_READ).require(Permission.INSPECTION_READ);
        Narrowing asked = ROWS.read(query);
        return new MonthlyForms.Wanted(asked.required(MONTH), asked.value(OFFICE), asked.value(INDUSTRY));
    }
}
