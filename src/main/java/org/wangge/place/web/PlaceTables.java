package org.wangge.place.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.PersonalReads;
import org.wangge.audit.ReadKind;
import org.wangge.place.PlaceFilter;
import org.wangge.place.PlaceView;
import org.wangge.place.Places;
import org.wangge.place.model.PlaceColumn;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reading;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Places as tables that leave the house. */
@RestController
@RequestMapping("/api/v1")
class PlaceTables {

    private static final String CSV = TableAnswers.CSV;
    private static final String XLSX = TableAnswers.XLSX;

    private final Places places;
    private final TableAnswers tables;
    private final PersonalReads reads;

    PlaceTables(Places places, TableAnswers tables, PersonalReads reads) {
        this.reads = reads;
        this.places = places;
        this.tables = tables;
    }

    @GetMapping(path = "/exports/places.csv", produces = CSV)
    Mono<ResponseEntity<Flux<DataBuffer>>> csv(
            QueryValues query,
            @RequestParam(required = false) @Nullable Boolean telephones,
            Reading reading,
            Locale locale) {
        boolean whole = whole(telephones, reading.actor());
        return given(
                tables.csv("places", headings(locale), rows(query, whole, reading.actor(), locale), locale),
                whole,
                query,
                reading);
    }

    @GetMapping(path = "/exports/places.xlsx", produces = XLSX)
    Mono<ResponseEntity<Flux<DataBuffer>>> xlsx(
            QueryValues query,
            @RequestParam(required = false) @Nullable Boolean telephones,
            Reading reading,
            Locale locale) {
        boolean whole = whole(telephones, reading.actor());
        return given(
                tables.xlsx("places", headings(locale), rows(query, whole, reading.actor(), locale), locale),
                whole,
                query,
                reading);
    }

    private static List<String> headings(Locale locale) {
        return Arrays.stream(PlaceColumn.values())
                .map(column -> column.heading(locale))
                .toList();
    }

    /** Whoever may have telephones gets them unless he says that he does not need them. */
    private static boolean whole(@Nullable Boolean telephones, Actor actor) {
        return telephones == null ? actor.may(Permission.PHONE_EXPORT) : telephones;
    }

    /** Nothing leaves the house before it is kept who took it. */
    private Mono<ResponseEntity<Flux<DataBuffer>>> given(
            ResponseEntity<Flux<DataBuffer>> table, boolean telephones, QueryValues query, Reading reading) {
        ReadKind kind = telephones ? ReadKind.PHONES_EXPORT : ReadKind.PLACES_EXPORT;
        return reads.tell(reading, kind, query.toString()).thenReturn(table);
    }

    private Flux<List<Cells>> rows(QueryValues query, boolean telephones, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ);
        return places.all(PlaceFilter.read(query), telephones, actor, locale)
                .map(batch -> batch.stream().map(PlaceTables::cells).collect(Collectors.toList()));
    }

    private static Cells cells(PlaceView place) {
        List<@Nullable Object> values = new ArrayList<>();
        for (PlaceColumn column : PlaceColumn.values()) {
            values.add(column.cell(place));
        }
        return new Cells(values);
    }
}
