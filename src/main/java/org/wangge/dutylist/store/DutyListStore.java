package org.wangge.dutylist.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.dutylist.model.DutyListFile;
import org.wangge.work.Changes;
import org.wangge.work.Kept;
import org.wangge.work.StoreIndexes;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Mono;

/** The lists of all offices, one document for each version. */
@Repository
public class DutyListStore implements StoreIndexes {

    private static final String DUTY_LISTS = "duty_lists";
    private static final String OFFICE = "office";
    private static final String VERSION = "version";

    private final VersionedStore<DutyListFile> lists;
    private final Changes changes;

    DutyListStore(VersionedStores stores, Changes changes) {
        this.changes = changes;
        this.lists = stores.of(DutyListFile.class, DUTY_LISTS);
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                DUTY_LISTS,
                List.of(
                        // The newest of an office, and the numbers of all without their documents.
                        new Index(OFFICE, Direction.ASC).on(VERSION, Direction.DESC),
                        new Index("operationKey", Direction.ASC).unique().sparse()));
    }

    private record Numbered(String office, long version) {}

    /** The newest version of each office that has a list. */
    public Mono<Map<String, Long>> newest() {
        Query all = new Query();
        // Without the id the index has all that is asked for, and no list is read.
        all.fields().include(OFFICE, VERSION).exclude("_id");
        all.with(Sort.by(OFFICE));
        return lists.find(all, Numbered.class)
                .collect(
                        TreeMap<String, Long>::new,
                        (newest, one) -> newest.merge(one.office(), one.version(), Math::max))
                .map(newest -> newest);
    }

    /** Empty when there never was such a version. */
    public Mono<DutyListFile> find(String office, long version) {
        return lists.find(DutyListFile.id(office, version));
    }

    /** Empty when the office has no list. */
    public Mono<DutyListFile> newest(String office) {
        Query query = Query.query(Criteria.where(OFFICE).is(office))
                .with(Sort.by(Direction.DESC, VERSION))
                .limit(1);
        return lists.find(query).next();
    }

    public Mono<DutyListFile> findByOperation(String operationKey) {
        return lists.findByOperation(operationKey);
    }

    /** Stores a version; a duplicate key when the version or its operation is taken. */
    public Mono<DutyListFile> insert(DutyListFile file) {
        return lists.insert(file, new Beside(List.of(), null, file.at()))
                .delayUntil(stored -> changes.noted(Kept.DUTY_LISTS));
    }
}
