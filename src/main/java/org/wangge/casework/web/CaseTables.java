package org.wangge.casework.web;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.PersonalReads;
import org.wangge.audit.ReadKind;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.shared.Actor;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reading;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The list of cases as a table, for people: times of the district's clock, words in the reader's language. */
@RestController
@RequestMapping("/api/v1/exports")
class CaseTables {

    private final Cases cases;
    private final TableAnswers tables;
    private final PersonalReads reads;

    CaseTables(Cases cases, TableAnswers tables, PersonalReads reads) {
        this.reads = reads;
        this.cases = cases;
        this.tables = tables;
    }

    @GetMapping(path = "/cases.csv", produces = TableAnswers.CSV)
    Mono<ResponseEntity<Flux<DataBuffer>>> csv(
            QueryValues query,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            Reading reading,
            Locale locale) {
        return given(
                tables.csv("cases", headings(locale), rows(query, reading.actor(), locale), locale), query, reading);
    }

    @GetMapping(path = "/cases.xlsx", produces = TableAnswers.XLSX)
    Mono<ResponseEntity<Flux<DataBuffer>>> xlsx(
            QueryValues query,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            Reading reading,
            Locale locale) {
        return given(
                tables.xlsx("cases", headings(locale), rows(query, reading.actor(), locale), locale), query, reading);
    }

    /** Nothing leaves the house before it is kept who took it. */
    private Mono<ResponseEntity<Flux<DataBuffer>>> given(
            ResponseEntity<Flux<DataBuffer>> table, QueryValues query, Reading reading) {
        return reads.tell(reading, ReadKind.CASES_EXPORT, query.toString()).thenReturn(table);
    }

    private static List<String> headings(Locale locale) {
        return Arrays.stream(CaseColumn.values())
                .map(column -> column.heading(locale))
                .toList();
    }

    private Flux<List<Cells>> rows(QueryValues query, Actor actor, Locale locale) {
        return cases.all(CaseFilter.read(query), actor, locale)
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
