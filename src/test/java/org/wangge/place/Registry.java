package org.wangge.place;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.util.unit.DataSize;
import org.wangge.checklist.Checklists;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.Directory;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridFile;
import org.wangge.grid.GridImports;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.shared.Position;
import org.wangge.shared.Role;
import org.wangge.work.Blocking;
import org.wangge.work.DoneOperations;
import org.wangge.work.Inserts;
import org.wangge.work.JobItems;
import org.wangge.work.Nudge;
import org.wangge.work.VersionedStores;

/** The register of places over a store of its own, in a small district whose grids can be published anew. */
public final class Registry implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-01-05T01:20:00Z");
    public static final Actor CLERK = actor(
            GridPath.of("510703"),
            Permission.PLACE_READ,
            Permission.PLACE_EDIT,
            Permission.PLACE_IMPORT,
            Permission.GRID_PUBLISH);

    private final TestStore store = TestStore.open();
    private final Directory directory = new Directory(store).withAreas();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public Registry() {
        publish(GridFile.threeGrids());
        context.registerBean(ReactiveMongoTemplate.class, store::template);
        context.registerBean(Clock.class, () -> new TestClock(NOW));
        context.registerBean(Blocking.class);
        context.registerBean(GridCells.class, () -> directory.get(GridCells.class));
        context.registerBean(Offices.class, () -> directory.get(Offices.class));
        context.registerBean("messageSource", ResourceBundleMessageSource.class, () -> {
            ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
            messages.setBasename("messages/place");
            messages.setDefaultEncoding("UTF-8");
            return messages;
        });
        context.registerBean(
                PlaceSettings.class,
                () -> new PlaceSettings(new PlaceSettings.Risk(8, 18, 36, 4), 100, DataSize.ofMegabytes(16), 20_000));
        context.register(
                PlaceKinds.class,
                Checklists.class,
                PlaceWriting.class,
                PlaceViews.class,
                PlaceDuplicates.class,
                Places.class,
                ImportLines.class,
                PlaceImports.class,
                PlacesFollowGrid.class);
        context.registerBean(Inserts.class);
        context.registerBean(Nudge.class);
        context.registerBean(DoneOperations.class);
        context.registerBean(VersionedStores.class);
        context.registerBean(JobItems.class, () -> new JobItems(new SimpleMeterRegistry()));
        context.scan("org.wangge.place.store", "org.wangge.checklist.store", "org.wangge.reason");
        context.refresh();
        TestStore.makeIndexes(context);
        Awaited.done(get(PlaceKinds.class).introduce(List.of(kind("CANYIN", "小餐饮", 16), kind("SHANGDIAN", "小商店", 8))));
    }

    private static PlaceKind kind(String code, String name, int score) {
        return new PlaceKind(
                code, new LocalizedText(name, code), code, score, "TRADE", new LocalizedText("商贸", "Trade"));
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public void publish(GridFile file) {
        Awaited.value(directory
                .get(GridImports.class)
                .importFile(file.bytes(), new GridImports.Options(false, true, true), Directory.ADMIN));
    }

    public static Actor actor(GridPath scope, Permission... permissions) {
        return new Actor(
                UUID.fromString("01970000-0000-7000-8000-000000000002"),
                "登记员",
                Set.of(Role.DISPATCHER),
                Set.of(permissions),
                List.of(scope),
                Set.of());
    }

    /** A shop in the first, second … square of the district, a tenth of a square further for each step. */
    public static PlaceDraft shop(String name, double column, @Nullable String licence) {
        return PlaceDraftBuilder.builder()
                .kind("SHANGDIAN")
                .name(name)
                .address(name + "街1号")
                .position(new Position(104.7 + column * 0.01, 31.405, Datum.WGS84, null))
                .owner(new Place.Person("老王", null))
                .contact(new Place.Person("王五", "19900001234"))
                .licenceNumber(licence)
                .build();
    }

    @Override
    public void close() {
        context.close();
        directory.close();
        store.close();
    }
}
