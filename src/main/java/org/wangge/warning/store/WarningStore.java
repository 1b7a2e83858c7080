package org.wangge.warning.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.SortKey;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.warning.WarningFilter;
import org.wangge.warning.model.WarningFile;
import org.wangge.work.StoreIndexes;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Warnings, each with the alert as it came, which is read only when it is asked for. */
@Repository
public class WarningStore implements StoreIndexes {

    static final String WARNINGS = "warnings";
    private static final String ORIGINALS = "originals";
    private static final int AT_A_TIME = 20;

    private final VersionedStore<WarningFile> files;
    private final Listing<WarningFile> list;

    WarningStore(VersionedStores stores) {
        this.files = stores.of(WarningFile.class, WARNINGS, new VersionedStore.History(ORIGINALS, 1));
        this.list = Listing.of(files::find, files::count, WarningFile::id, SortKey.id(WarningFile::id));
    }

    /** An alert as it came. */
    private record Original(Binary content) {}

    /** That alone of a warning. */
    private record OnlyOriginals(List<Original> originals) {}

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                WARNINGS,
                List.of(
                        new Index("operationKey", Direction.ASC).unique().sparse(),
                        // Those of an area, newest first.
                        new Index("ancestry", Direction.ASC).on("_id", Direction.DESC),
                        new Index("seenFrom", Direction.ASC).on("_id", Direction.DESC),
                        // Those that name one, which may come after them.
                        new Index("refs", Direction.ASC).sparse(),
                        // Those with work left to do.
                        new Index("dueAt", Direction.ASC).sparse()));
    }

    /** Warnings of an area are seen from within it and from above it. */
    private static Criteria visibleTo(Actor actor) {
        List<String> scopes = actor.scopes().stream().map(GridPath::value).toList();
        List<String> above = actor.scopes().stream()
                .flatMap(scope -> scope.ancestry().stream())
                .distinct()
                .toList();
        return new Criteria()
                .orOperator(
                        Criteria.where("ancestry").in(scopes),
                        Criteria.where("seenFrom").in(above));
    }

    /** Those that this person sees, the newest first. */
    public Mono<Page<WarningFile>> page(
            WarningFilter filter, Instant now, int limit, @Nullable String cursor, boolean count, Actor reader) {
        return list.page(
                Request.of(Context.at(now, filter.narrowing(), reader), List.of(visibleTo(reader))),
                limit,
                cursor,
                count);
    }

    /** Empty when there is none. */
    public Mono<WarningFile> find(UUID id) {
        return files.find(id);
    }

    /** Those of them that came. */
    public Flux<WarningFile> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : files.find(Query.query(Criteria.where("_id").in(ids)));
    }

    /** Empty when there is none for these eyes. */
    public Mono<WarningFile> find(UUID id, Actor reader) {
        return files.findVisible(id, visibleTo(reader));
    }

    public Mono<WarningFile> findByOperation(String operationKey) {
        return files.findByOperation(operationKey);
    }

    /** Those that name this one as replaced. */
    public Flux<WarningFile> referringTo(UUID id) {
        return files.find(Query.query(Criteria.where("refs").is(id)));
    }

    /** Those with work left to do, the longest waiting first. */
    public Flux<WarningFile> due(Instant now) {
        return files.find(Query.query(Criteria.where("dueAt").lte(now))
                .with(Sort.by("dueAt"))
                .limit(AT_A_TIME));
    }

    /** The alert as it came; empty when there is no such warning. */
    public Mono<byte[]> original(UUID id) {
        Query query = Query.query(Criteria.where("_id").is(id));
        query.fields().include(ORIGINALS);
        return files.find(query, OnlyOriginals.class)
                .next()
                .map(found -> found.originals().get(0).content().getData());
    }

    /** A duplicate key when it, or what the operation made, is there already. */
    public Mono<WarningFile> insert(WarningFile file, byte[] original) {
        return files.insert(
                file, new Beside(List.of(), null, file.receivedAt(), null, new Original(new Binary(original))));
    }

    /** Empty when another write came first. */
    public Mono<WarningFile> change(WarningFile before, WarningFile next, @Nullable Operation operation) {
        return files.change(before, next, new Beside(List.of(), operation, next.updatedAt()));
    }
}
