package org.wangge.grid;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.util.unit.DataSize;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.directory.GridSettings;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;

/** The grid module over a test store: one instance of it, as an application would have. */
public final class Directory implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-01-05T01:12:00Z");
    public static final GridPath DISTRICT = GridPath.of("510703");
    public static final Actor ADMIN = actor(DISTRICT, Permission.AREA_READ, Permission.GRID_PUBLISH);

    private final ModuleBeans grid;
    private final List<GridRevised> revised = new ArrayList<>();

    public Directory(TestStore store) {
        this(store, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** One with a clock of its own. */
    public Directory(TestStore store, Clock clock) {
        grid = ModuleBeans.of(store, clock, "grid")
                .with(GridSettings.class, () -> new GridSettings(50, DataSize.ofMegabytes(64), 20_000, 1, "12345"))
                .heard(event -> {
                    if (event instanceof PayloadApplicationEvent<?> payload
                            && payload.getPayload() instanceof GridRevised told) {
                        revised.add(told);
                    }
                })
                .start();
    }

    public <T> T get(Class<T> type) {
        return grid.get(type);
    }

    public List<GridRevised> revised() {
        return revised;
    }

    /** A district with two sub-districts of two communities each, and offices; the second one is hosted by a zone. */
    public Directory withAreas() {
        get(Divisions.class).putAll(divisions()).block();
        get(Offices.class).replaceAll(offices()).block();
        return this;
    }

    public static List<Division> divisions() {
        return List.of(
                division("510000", "四川省", Division.Level.PROVINCE, null),
                division("510700", "绵阳市", Division.Level.CITY, "510000"),
                division("510703", "涪城区", Division.Level.DISTRICT, "510700"),
                division("510703001", "城厢街道", Division.Level.TOWNSHIP, "510703"),
                division("510703001001", "顺河街社区", Division.Level.COMMUNITY, "510703001"),
                division("510703001002", "北街社区", Division.Level.COMMUNITY, "510703001"),
                division("510703002", "普明街道", Division.Level.TOWNSHIP, "510703"),
                division("510703002001", "普明寺社区", Division.Level.COMMUNITY, "510703002"),
                division("510704", "游仙区", Division.Level.DISTRICT, "510700"),
                division("510704001", "涪江街道", Division.Level.TOWNSHIP, "510704"),
                division("510704001001", "芙蓉溪社区", Division.Level.COMMUNITY, "510704001"));
    }

    public static List<Office> offices() {
        return List.of(
                office("510703001", "城厢街道", "CX", Office.Kind.SUB_DISTRICT, null),
                office("510703002", "普明街道", "PM", Office.Kind.SUB_DISTRICT, "510703GXQ"),
                office("510703GXQ", "高新区", "GX", Office.Kind.ZONE, null));
    }

    public static Division division(String code, String name, Division.Level level, @Nullable String parent) {
        return new Division(code, new LocalizedText(name, ""), level, parent, null, null, List.of(), null, false);
    }

    public static Office office(String code, String name, String prefix, Office.Kind kind, @Nullable String hostedBy) {
        return new Office(
                code,
                new LocalizedText(name, ""),
                prefix,
                kind,
                hostedBy,
                GridPath.of(code.substring(0, 6), code),
                "0816-5550001",
                null,
                null,
                List.of());
    }

    public static Actor actor(GridPath scope, Permission... permissions) {
        return new Actor(
                UUID.fromString("01970000-0000-7000-8000-000000000001"),
                "管理员",
                Set.of(Role.ADMIN),
                Set.of(permissions),
                List.of(scope),
                Set.of());
    }

    @Override
    public void close() {
        grid.close();
    }
}
