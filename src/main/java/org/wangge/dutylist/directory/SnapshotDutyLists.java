package org.wangge.dutylist.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.dutylist.DutyList;
import org.wangge.dutylist.DutyLists;
import org.wangge.dutylist.model.DutyListFile;
import org.wangge.dutylist.store.DutyListStore;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import reactor.core.publisher.Mono;

/** The newest list of each office in memory; a change reaches every instance within seconds. */
@Component
@Order(100)
public class SnapshotDutyLists implements DutyLists, Keeper {

    private record Current(DutyList list, Map<String, Duty> byCategory) {}

    private final DutyListStore store;
    private final Object replacing = new Object();
    private volatile Map<String, Current> lists = Map.of();

    SnapshotDutyLists(DutyListStore store) {
        this.store = store;
    }

    @Override
    public Optional<Duty> duty(String officeCode, String categoryCode) {
        return Optional.ofNullable(lists.get(officeCode))
                .map(current -> current.byCategory().get(categoryCode));
    }

    @Override
    public long version(String officeCode) {
        return list(officeCode).version();
    }

    /** The list of an office that counts now; without matters and of version 0 when it has none. */
    public DutyList list(String officeCode) {
        Current current = lists.get(officeCode);
        return current == null ? new DutyList(officeCode, 0, List.of(), null, null) : current.list();
    }

    /** Takes a list in that was just stored, so that who stored it finds it at once. */
    public void take(DutyListFile file) {
        DutyList list = file.list();
        Map<String, Duty> byCategory = list.items().stream()
                .collect(Collectors.toMap(
                        item -> item.category(),
                        item -> new Duty(item.dutyClass(), item.leadDepartment(), item.basis(), list.version()),
                        (first, second) -> first));
        synchronized (replacing) {
            Map<String, Current> newest = new HashMap<>(lists);
            newest.merge(
                    list.officeCode(),
                    new Current(list, byCategory),
                    (old, now) -> now.list().version() > old.list().version() ? now : old);
            lists = newest;
        }
    }

    @Override
    public Mono<Void> run() {
        return store.newest()
                .flatMapIterable(Map::entrySet)
                .filter(newest -> newest.getValue() > version(newest.getKey()))
                .concatMap(newest -> store.find(newest.getKey(), newest.getValue()))
                .doOnNext(this::take)
                .then();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.DUTY_LISTS);
    }
}
