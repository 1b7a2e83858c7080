package org.wangge.hazard.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.PersonalReads;
import org.wangge.audit.ReadKind;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.HazardView;
import org.wangge.hazard.Hazards;
import org.wangge.place.PlaceKind;
import org.wangge.place.PlaceKinds;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reading;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The list of hazards as a table. */
@RestController
@RequestMapping("/api/v1/exports")
class HazardTables {

    private final Hazards hazards;
    private final TableAnswers tables;
    private final PersonalReads reads;
    private final PlaceKinds kinds;

    HazardTables(Hazards hazards, TableAnswers tables, PlaceKinds kinds, PersonalReads reads) {
        this.reads = reads;
        this.kinds = kinds;
        this.hazards = hazards;
        this.tables = tables;
    }

    @GetMapping(path = "/hazards.csv", produces = TableAnswers.CSV)
    Mono<ResponseEntity<Flux<DataBuffer>>> csv(QueryValues query, Reading reading, Locale locale) {
        return given(
                tables.csv("hazards", headings(locale), rows(query, reading.actor(), locale), locale), query, reading);
    }

    @GetMapping(path = "/hazards.xlsx", produces = TableAnswers.XLSX)
    Mono<ResponseEntity<Flux<DataBuffer>>> xlsx(QueryValues query, Reading reading, Locale locale) {
        return given(
                tables.xlsx("hazards", headings(locale), rows(query, reading.actor(), locale), locale), query, reading);
    }

    /** Nothing leaves the house before it is kept who took it. */
    private Mono<ResponseEntity<Flux<DataBuffer>>> given(
            ResponseEntity<Flux<DataBuffer>> table, QueryValues query, Reading reading) {
        return reads.tell(reading, ReadKind.HAZARDS_EXPORT, query.toString()).thenReturn(table);
    }

    private static List<String> headings(Locale locale) {
        return Arrays.stream(HazardColumn.values())
                .map(column -> column.heading(locale))
                .toList();
    }

    private Flux<List<Cells>> rows(QueryValues query, Actor actor, Locale locale) {
        return hazards.all(HazardFilter.read(query), actor, locale)
                .map(batch ->
                        batch.stream().map(hazard -> cells(hazard, locale)).toList());
    }

    private Cells cells(HazardView hazard, Locale locale) {
        LocalizedText kind =
                kinds.find(hazard.place().kind()).map(PlaceKind::names).orElse(null);
        LocalizedText industry = kinds.industries().get(hazard.place().industry());
        List<@Nullable Object> values = new ArrayList<>();
        for (HazardColumn column : HazardColumn.values()) {
            values.add(
                    switch (column) {
                        case PLACE_KIND -> kind == null ? hazard.place().kind() : kind.in(locale);
                        case INDUSTRY -> industry == null ? hazard.place().industry() : industry.in(locale);
                        default -> column.of(hazard);
                    });
        }
        return new Cells(values);
    }
}
