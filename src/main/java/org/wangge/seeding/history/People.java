package org.wangge.seeding.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.DemoAccounts;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.seeding.history.District.Desk;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Mono;

/** Finds the people of the demonstration district by the names they were seeded with. */
@Component
class People {

    private static final GridPath DISTRICT = new GridPath("510703");
    private static final int COUNTY = 6;

    private final DemoAccounts names;
    private final Accounts accounts;
    private final Offices offices;
    private final GridCells grids;

    People(DemoAccounts names, Accounts accounts, Offices offices, GridCells grids) {
        this.names = names;
        this.accounts = accounts;
        this.offices = offices;
        this.grids = grids;
    }

    /** Empty where any of them is missing or may not act any more. */
    Mono<District> find() {
        List<Office> areas = offices.in(DISTRICT).stream()
                .filter(office -> office.kind() != Office.Kind.ZONE)
                .toList();
        List<String> wanted = Stream.concat(
                        Stream.of("district", "handler-district"),
                        areas.stream().flatMap(area -> Stream.concat(usernames(area), Stream.of(dispatcher(area)))))
                .distinct()
                .toList();
        return names.idsOf(wanted)
                .flatMap(ids -> accounts.actors(ids.values()).map(actors -> {
                    Map<Object, Actor> byId = actors.stream().collect(Collectors.toMap(Actor::id, Function.identity()));
                    return ids.entrySet().stream()
                            .filter(id -> byId.containsKey(id.getValue()))
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, id -> Objects.requireNonNull(byId.get(id.getValue()))));
                }))
                .filter(found -> found.keySet().containsAll(wanted))
                .map(found -> district(areas, found));
    }

    private District district(List<Office> areas, Map<String, Actor> found) {
        List<Desk> desks = new ArrayList<>();
        for (Office area : areas) {
            List<Actor> own = usernames(area).map(found::get).toList();
            desks.add(new Desk(
                    number(area),
                    area.code(),
                    offices.responsibleFor(area.path()).hosted(),
                    Objects.requireNonNull(found.get(dispatcher(area))),
                    own.get(0),
                    own.subList(1, own.size()),
                    grids.within(area.path())));
        }
        return new District(
                desks,
                Objects.requireNonNull(found.get("district")),
                Objects.requireNonNull(found.get("handler-district")));
    }

    private static Stream<String> usernames(Office area) {
        String number = number(area);
        return Stream.of("handler-" + number, "worker-" + number + "-1", "worker-" + number + "-2");
    }

    private String dispatcher(Office area) {
        Office handling = offices.responsibleFor(area.path()).handling();
        return "dispatcher-" + number(handling).toLowerCase(Locale.ROOT);
    }

    private static String number(Office office) {
        return office.code().substring(COUNTY);
    }
}
