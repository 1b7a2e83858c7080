package org.wangge.seeding.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.category.Categories;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.Checklists;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.place.Place;
import org.wangge.place.PlaceDraft;
import org.wangge.place.PlaceDraftBuilder;
import org.wangge.place.PlaceFilter;
import org.wangge.place.PlaceKind;
import org.wangge.place.PlaceKinds;
import org.wangge.place.PlaceView;
import org.wangge.routing.Calendars;
import org.wangge.routing.WorkingCalendar;
import org.wangge.seeding.history.District.Desk;
import org.wangge.seeding.history.PastModules.Lane;
import org.wangge.seeding.store.HistoryStore.Progress;
import org.wangge.shared.Datum;
import org.wangge.shared.Position;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what the tales need and puts them together. */
@Component
class Storytelling {

    private final People people;
    private final Categories categories;
    private final Checklists checklists;
    private final PlaceKinds kinds;
    private final GridCells grids;
    private final Calendars calendars;

    Storytelling(
            People people,
            Categories categories,
            Checklists checklists,
            PlaceKinds kinds,
            GridCells grids,
            Calendars calendars) {
        this.people = people;
        this.categories = categories;
        this.checklists = checklists;
        this.kinds = kinds;
        this.grids = grids;
        this.calendars = calendars;
    }

    /** Tales of cases as fast as asked for; empty where the people are not there. */
    Mono<CaseTales> cases(Words words, int faster) {
        return people.find().map(district -> cases(district, words, faster));
    }

    private CaseTales cases(District district, Words words, int faster) {
        WorkingCalendar calendar = calendars.current();
        return new CaseTales(
                new CaseScene(district, words, categories, grids, calendar, new Pace(faster, calendar.zone())));
    }

    /** The whole history; registers more places first, on its first morning. Repeatable. */
    Mono<Script> script(Progress progress, Words words, Lane lane) {
        WorkingCalendar calendar = calendars.current();
        LocalDate today = LocalDate.ofInstant(progress.today(), calendar.zone());
        Instant morning = today.minusDays(progress.days())
                .atTime(LocalTime.of(8, 0))
                .atZone(calendar.zone())
                .toInstant();
        return people.find().flatMap(district -> {
            lane.clock().set(morning);
            return lane.stage()
                    .places()
                    .introduce(drafts(words, district))
                    .then(Mono.defer(() -> Mono.zip(places(lane, district), checklists())))
                    .map(read -> Script.of(
                            progress,
                            cases(district, words, 1),
                            new SafetyTales(
                                    district,
                                    read.getT1(),
                                    read.getT2(),
                                    calendar,
                                    new Pace(1, calendar.zone()),
                                    today,
                                    progress.days()),
                            new OfficeTales(district, words, read.getT1(), calendar, today, progress.days()),
                            calendar));
        });
    }

    private Mono<List<PlaceView>> places(Lane lane, District district) {
        return lane.stage()
                .places()
                .all(PlaceFilter.all(), false, district.supervisor(), Doing.LANGUAGE)
                .flatMapIterable(Function.identity())
                // People may have registered some of their own.
                .filter(place ->
                        place.externalId() != null && place.externalId().startsWith("DEMO-"))
                .sort(Comparator.comparing(place -> String.valueOf(place.externalId())))
                .collectList();
    }

    private Mono<Map<String, Checklist>> checklists() {
        return Flux.fromIterable(kinds.all())
                .concatMap(kind -> Mono.justOrEmpty(Optional.ofNullable(kind.checklistCode()))
                        .flatMap(checklists::current)
                        .map(list -> Map.entry(kind.code(), list)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Some kinds have no such field. */
    private static <T> @Nullable T asked(PlaceKind.Use use, T said) {
        return use == PlaceKind.Use.NONE ? null : said;
    }

    private List<PlaceDraft> drafts(Words words, District district) {
        Random random = new Random(words.places().size());
        List<PlaceDraft> drafts = new ArrayList<>();
        for (int i = 0; i < words.places().size(); i++) {
            Words.NewPlace place = words.places().get(i);
            Desk desk = district.desk(random);
            GridCell grid = Words.any(desk.grids(), random);
            Place.Person owner = new Place.Person(place.owner(), place.phone());
            PlaceKind.Fields used =
                    kinds.find(place.kind()).map(PlaceKind::usedFields).orElseThrow();
            drafts.add(PlaceDraftBuilder.builder()
                    .kind(place.kind())
                    .name(place.name())
                    .address(CaseTale.community(grid) + (1 + random.nextInt(80)) + "号")
                    .position(new Position(
                            grid.anchor().longitude(), grid.anchor().latitude(), Datum.WGS84, null))
                    .owner(asked(used.owner(), owner))
                    .contact(asked(used.contact(), owner))
                    .licenceNumber(asked(used.licenceNumber(), "92510703DEMO0001" + (10 + i)))
                    .externalId("DEMO-1" + (100 + i))
                    .areaSquareMetres(asked(used.areaSquareMetres(), 30.0 + random.nextInt(200)))
                    .build());
        }
        return drafts;
    }
}
