package org.wangge.place;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.ModuleBeans;
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
    private final ModuleBeans place;

    public Registry() {
        publish(GridFile.threeGrids());
        place = ModuleBeans.of(store, new TestClock(NOW), "place", "checklist", "reason")
                .with(GridCells.class, () -> directory.get(GridCells.class))
                .with(Offices.class, () -> directory.get(Offices.class))
                .with(
                        PlaceSettings.class,
                        () -> new PlaceSettings(
                                new PlaceSettings.Risk(8, 18, 36, 4), 100, DataSize.ofMegabytes(16), 20_000))
                .start();
        Awaited.done(get(PlaceKinds.class).introduce(List.of(kind("CANYIN", "小餐饮", 16), kind("SHANGDIAN", "小商店", 8))));
    }

    private static PlaceKind kind(String code, String name, int score) {
        return new PlaceKind(
                code, new LocalizedText(name, code), code, score, "TRADE", new LocalizedText("商贸", "Trade"));
    }

    public <T> T get(Class<T> type) {
        return place.get(type);
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
        place.close();
        directory.close();
        store.close();
    }
}
