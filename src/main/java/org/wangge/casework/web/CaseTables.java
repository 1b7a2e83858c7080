package org.wangge.casework.web;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.shared.Actor;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;

/** The list of cases as a table, for people: times of the district's clock, words in the reader's language. */
@RestController
@RequestMapping("/api/v1/exports")
class CaseTables {

    private final Cases cases;
    private final CaseFilterReader filters;
    private final TableAnswers tables;

    CaseTables(Cases cases, CaseFilterReader filters, TableAnswers tables) {
        this.cases = cases;
        this.filters = filters;
        this.tables = tables;
    }

    @GetMapping(path = "/cases.csv", produces = TableAnswers.CSV)
    ResponseEntity<Flux<DataBuffer>> csv(
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            Actor actor,
            Locale locale) {
        return tables.csv("cases", headings(locale), rows(query, actor, locale), locale);
    }

    @GetMapping(path = "/cases.xlsx", produces = TableAnswers.XLSX)
    ResponseEntity<Flux<DataBuffer>> xlsx(
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            Actor actor,
            Locale locale) {
        return tables.xlsx("cases", headings(locale), rows(query, actor, locale), locale);
    }

    private static List<String> headings(Locale locale) {
        return Arrays.stream(CaseColumn.values())
                .map(column -> column.heading(locale))
                .toList();
    }

    private Flux<List<Cells>> rows(MultiValueMap<String, String> query, Actor actor, Locale locale) {
        return cases.all(filters.readWhole(query, actor), actor, locale)
                .map(batch -> batch.stream().map(file -> cells(file)).toList());
    }

    private static Cells cells(CaseView file) {
        List<@Nullable Object> values = new ArrayList<>();
        for (CaseColumn column : CaseColumn.values()) {
            values.add(column.of(file));
        }
        return new Cells(values);
    }
}
