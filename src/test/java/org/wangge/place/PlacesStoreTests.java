package org.wangge.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.place.Registry.CLERK;
import static org.wangge.place.Registry.shop;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.ProofSize;
import org.wangge.grid.GridFile;
import org.wangge.place.model.HistoryLine;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class PlacesStoreTests {

    private static final int SHOPS = ProofSize.of(60, 300);

    private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

    private final Registry registry = new Registry();
    private final Places places = registry.get(Places.class);
    private final PlacesFollowGrid follow = registry.get(PlacesFollowGrid.class);

    @AfterEach
    void close() {
        registry.close();
    }

    private UUID register(PlaceDraft draft) {
        Operation operation = new Operation(null, "", "test");
        return value(places.create(draft, CLERK, operation, ZH)).view().id();
    }

    private List<PlaceView.HistoryView> history(UUID id) {
        return value(places.history(id, CLERK, ZH));
    }

    @Test
    void when_grids_are_published_anew_places_find_theirs_and_only_those_that_moved_say_so() {
        UUID staying = register(shop("留下", 0.5, null));
        UUID moving = register(shop("搬走", 1.2, null));
        UUID hosted = register(shop("托管", 2.5, null));
        assertThat(value(places.get(hosted)).officeCode()).isEqualTo("510703GXQ");
        done(follow.run());
        assertThat(history(moving)).hasSize(1);

        registry.publish(new GridFile()
                .box("510703001001", "顺河街社区第1网格", "510703001001", 0, 1.4)
                .box("510703001002", "北街社区第1网格", "510703001002", 1.4, 2)
                .square("510703002001", "普明寺社区第1网格", "510703002001", 2));
        done(follow.run());
        done(follow.run());

        Place moved = value(places.get(moving));
        assertThat(moved.gridPath()).isEqualTo(GridPath.of("510703", "510703001", "510703001001", "510703001001"));
        assertThat(moved.gridRevision()).isEqualTo(2);
        assertThat(history(moving))
                .extracting(PlaceView.HistoryView::what)
                .containsExactly(HistoryLine.What.PLACED_AGAIN, HistoryLine.What.CREATED);
        assertThat(history(moving).get(0).fields())
                .containsExactly(new HistoryLine.FieldChange("gridCode", "510703001002", "510703001001"));
        for (UUID same : List.of(staying, hosted)) {
            assertThat(value(places.get(same)).gridRevision()).isEqualTo(2);
            assertThat(history(same)).hasSize(1);
        }
        Actor ofSecondCommunity =
                Registry.actor(GridPath.of("510703", "510703001", "510703001002"), Permission.PLACE_READ);
        assertThatThrownBy(() -> value(places.find(moving, ofSecondCommunity, ZH)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("place.not-found"));
    }

    @Test
    void a_place_that_new_boundaries_leave_out_stays_with_those_who_had_it() {
        UUID left = register(shop("城外", 2.9, null));
        registry.publish(new GridFile()
                .square("510703001001", "顺河街社区第1网格", "510703001001", 0)
                .square("510703001002", "北街社区第1网格", "510703001002", 1)
                .box("510703002001", "普明寺社区第1网格", "510703002001", 2, 2.5));
        done(follow.run());
        Place place = value(places.get(left));
        assertThat(place.gridPath().code()).isEqualTo("510703002001");
        assertThat(place.gridRevision()).isEqualTo(2);
    }

    @Test
    void two_who_look_at_the_same_time_place_each_once() {
        List<UUID> all = Flux.range(0, SHOPS)
                .map(i -> register(shop("店" + i, 1.1 + (i % 10) * 0.02, null)))
                .collectList()
                .block();
        registry.publish(new GridFile()
                .box("510703001001", "顺河街社区第1网格", "510703001001", 0, 1.4)
                .box("510703001002", "北街社区第1网格", "510703001002", 1.4, 2)
                .square("510703002001", "普明寺社区第1网格", "510703002001", 2));
        done(Flux.range(0, 4)
                .flatMap(each -> follow.run().subscribeOn(Schedulers.parallel()), 4)
                .then());
        assertThat(all).hasSize(SHOPS).allSatisfy(id -> {
            assertThat(value(places.get(id)).gridPath().code()).isEqualTo("510703001001");
            assertThat(history(id)).hasSize(2);
        });
    }

    @Test
    void of_many_who_assess_and_edit_at_once_nothing_is_lost() {
        UUID id = register(shop("忙店", 0.5, null));
        OpenHazard hazard = new OpenHazard(new UUID(7, 7), "YH-CX-260105-0001", 12, false);
        Flux<Object> assessing = Flux.range(0, 20).flatMap(i -> places.assess(id, List.of(hazard)), 4);
        Flux<Object> editing = Flux.range(0, 3)
                .concatMap(i -> places.change(id, shop("忙店" + i, 0.5, null), new SeenVersion(null), CLERK, ZH));
        done(Flux.merge(
                        assessing.subscribeOn(Schedulers.parallel()),
                        editing.subscribeOn(Schedulers.parallel()),
                        Flux.range(0, 20).flatMap(i -> places.noteNextDue(id, Instant.ofEpochSecond(i)), 4))
                .then());
        PlaceView after = value(places.find(id, CLERK, ZH));
        assertThat(after.name()).isEqualTo("忙店2");
        assertThat(after.risk().score()).isEqualTo(12);
        assertThat(after.nextDueAt()).isNotNull();
        assertThat(history(id).stream().filter(line -> line.colourChange() != null))
                .hasSize(1);
        assertThat(history(id).stream().filter(line -> line.what() == HistoryLine.What.CHANGED))
                .hasSize(3);
    }

    @Test
    void telephones_are_whole_only_for_who_inspects_or_keeps_the_register() {
        UUID id = register(shop("电话", 0.5, null));
        done(places.change(
                id,
                PlaceDraftBuilder.builder(shop("电话", 0.5, null))
                        .contact(new Place.Person("王五", "19900004321"))
                        .build(),
                new SeenVersion(null),
                CLERK,
                ZH));
        Actor reader = Registry.actor(GridPath.of("510703"), Permission.PLACE_READ);
        Actor inspector = Registry.actor(GridPath.of("510703"), Permission.PLACE_READ, Permission.INSPECT);
        assertThat(value(places.find(id, reader, ZH)).contact())
                .isEqualTo(new PlaceView.PersonView("王五", "199****4321"));
        assertThat(value(places.find(id, inspector, ZH)).contact())
                .isEqualTo(new PlaceView.PersonView("王五", "19900004321"));
        assertThat(value(places.history(id, reader, ZH)).get(0).fields())
                .containsExactly(new HistoryLine.FieldChange("contact.phone", "199****1234", "199****4321"));
    }

    @Test
    void a_table_has_telephones_whole_only_for_who_may_export_them() {
        register(shop("表中电话", 0.5, null));
        PlaceFilter all = PlaceFilter.all();
        Actor keeper = Registry.actor(GridPath.of("510703"), Permission.PLACE_READ, Permission.PLACE_EDIT);
        Actor exporter = Registry.actor(GridPath.of("510703"), Permission.PLACE_READ, Permission.PHONE_EXPORT);
        assertThat(value(places.all(all, false, exporter, ZH).next()).get(0).contact())
                .isEqualTo(new PlaceView.PersonView("王五", "199****1234"));
        assertThat(value(places.all(all, true, exporter, ZH).next()).get(0).contact())
                .isEqualTo(new PlaceView.PersonView("王五", "19900001234"));
        assertThatThrownBy(() -> value(places.all(all, true, keeper, ZH).next()))
                .isInstanceOfSatisfying(
                        Refused.class, told -> assertThat(told.refusal().code()).isEqualTo("access.forbidden"));
        assertThat(value(places.list(all, 10, null, false, exporter, ZH))
                        .items()
                        .get(0)
                        .contact())
                .as("a list on a screen shows none to anybody")
                .isEqualTo(new PlaceView.PersonView("王五", "199****1234"));
    }

    @Test
    void generators_walk_through_all_open_places_of_an_area_in_pieces() {
        for (int i = 0; i < 12; i++) {
            register(shop("页" + i, 0.1 + i * 0.05, null));
        }
        UUID elsewhere = register(shop("别处", 2.5, null));
        GridPath office = GridPath.of("510703", "510703001");
        List<UUID> walked = new java.util.ArrayList<>();
        UUID after = null;
        for (int piece = 0; piece < 5; piece++) {
            List<Place> some = value(places.select(List.of(), List.of(), List.of(office), after, 5)
                    .collectList());
            some.forEach(place -> walked.add(place.id()));
            after = some.isEmpty() ? after : some.get(some.size() - 1).id();
        }
        assertThat(walked).hasSize(12).doesNotHaveDuplicates().doesNotContain(elsewhere);
    }

    @Test
    void what_is_told_of_a_place_that_is_not_there_does_no_harm() {
        UUID nobody = UUID.randomUUID();
        done(places.assess(nobody, List.of()));
        done(places.noteInspected(nobody, Registry.NOW));
        done(places.noteNextDue(nobody, null));
        assertThat(places.get(nobody).blockOptional()).isEmpty();
    }

    @Test
    void seeds_are_taken_once_and_what_people_changed_since_stays() {
        PlaceDraft seed = PlaceDraftBuilder.builder(shop("种子店", 0.5, null))
                .contact(new Place.Person("王五", null))
                .externalId("SEED-1")
                .build();
        done(places.introduce(List.of(seed)));
        Place place =
                value(places.select(List.of(), List.of(), List.of(), null, 10).next());
        done(places.change(place.id(), shop("改了名", 0.5, null), new SeenVersion(null), CLERK, ZH));
        done(places.introduce(List.of(seed)));
        assertThat(value(
                        places.select(List.of(), List.of(), List.of(), null, 10).collectList()))
                .extracting(Place::name)
                .containsExactly("改了名");
    }
}
