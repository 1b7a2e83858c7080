package org.wangge.grid.store;

import java.time.Instant;
import java.util.List;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.grid.model.DivisionFile;
import org.wangge.grid.model.OfficeFile;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.Inserts;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The divisions and offices, each a document under its code. Few enough to be read whole. */
@Repository
public class AreaStore {

    private final Inserts inserts;
    private final VersionedStore<DivisionFile> divisions;
    private final VersionedStore<OfficeFile> offices;

    AreaStore(Inserts inserts, VersionedStores stores) {
        this.inserts = inserts;
        this.divisions = stores.of(DivisionFile.class, GridIndexes.DIVISIONS);
        this.offices = stores.of(OfficeFile.class, GridIndexes.OFFICES);
    }

    public Flux<DivisionFile> divisions() {
        return divisions.find(new Query());
    }

    public Flux<OfficeFile> offices() {
        return offices.find(new Query());
    }

    /** Empty when there is none. */
    public Mono<DivisionFile> division(String code) {
        return divisions.find(code);
    }

    /** Empty when there is none. */
    public Mono<OfficeFile> office(String code) {
        return offices.find(code);
    }

    /** What an operation made; empty when it made nothing. */
    public Mono<DivisionFile> divisionMadeBy(String operationKey) {
        return divisions.findByOperation(operationKey);
    }

    /** What an operation made; empty when it made nothing. */
    public Mono<OfficeFile> officeMadeBy(String operationKey) {
        return offices.findByOperation(operationKey);
    }

    /** A duplicate key when the code is taken. */
    public Mono<DivisionFile> insert(DivisionFile division, Instant at) {
        return divisions.insert(division, new Beside(List.of(), null, at));
    }

    /** A duplicate key when the code is taken. */
    public Mono<OfficeFile> insert(OfficeFile office, Instant at) {
        return offices.insert(office, new Beside(List.of(), null, at));
    }

    /** Writes what was decided; empty when another write came first. */
    public Mono<DivisionFile> change(
            DivisionFile before, Decision.Next<DivisionFile> next, Operation operation, Instant at) {
        return divisions.change(before, next.file(), new Beside(List.of(), operation, at));
    }

    /** Writes what was decided; empty when another write came first. */
    public Mono<OfficeFile> change(OfficeFile before, Decision.Next<OfficeFile> next, Operation operation, Instant at) {
        return offices.change(before, next.file(), new Beside(List.of(), operation, at));
    }

    /** Adds or replaces these. */
    public Mono<Void> putDivisions(List<DivisionFile> all) {
        return inserts.putAll(all, GridIndexes.DIVISIONS);
    }

    /** Adds or replaces these. */
    public Mono<Void> putOffices(List<OfficeFile> all) {
        return inserts.putAll(all, GridIndexes.OFFICES);
    }
}
