package org.wangge.announcement.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.announcement.model.AnnouncementFile;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.Match;
import org.wangge.listing.SortKey;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import org.wangge.work.StoreIndexes;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Announcements. */
@Repository
public class AnnouncementStore implements StoreIndexes {

    static final String ANNOUNCEMENTS = "announcements";
    private static final int AT_A_TIME = 20;

    private final VersionedStore<AnnouncementFile> files;
    private final Listing<AnnouncementFile> list;

    AnnouncementStore(VersionedStores stores) {
        this.files = stores.of(AnnouncementFile.class, ANNOUNCEMENTS);
        this.list = Listing.of(files::find, files::count, AnnouncementFile::id, SortKey.id(AnnouncementFile::id));
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                ANNOUNCEMENTS,
                List.of(
                        new Index("operationKey", Direction.ASC).unique().sparse(),
                        // Those of an area, newest first.
                        new Index("ancestry", Direction.ASC).on("_id", Direction.DESC),
                        // Those with work left to do.
                        new Index("dueAt", Direction.ASC).sparse()));
    }

    /** Those of the reader's area, the newest first. */
    public Mono<Page<AnnouncementFile>> page(Actor reader, int limit, @Nullable String cursor, boolean count) {
        return list.page(
                Request.all("announcements", new Order("_id", true), Match.areas(reader.scopes(), "ancestry")),
                limit,
                cursor,
                count);
    }

    /** Empty when there is none. */
    public Mono<AnnouncementFile> find(UUID id) {
        return files.find(id);
    }

    /** Empty when there is none for these eyes. */
    public Mono<AnnouncementFile> find(UUID id, Actor reader) {
        return files.findVisible(id, Match.areas(reader.scopes(), "ancestry"));
    }

    public Mono<AnnouncementFile> findByOperation(String operationKey) {
        return files.findByOperation(operationKey);
    }

    /** Those with work left to do, the longest waiting first. */
    public Flux<AnnouncementFile> due(Instant now) {
        return files.find(Query.query(Criteria.where("dueAt").lte(now))
                .with(Sort.by("dueAt"))
                .limit(AT_A_TIME));
    }

    /** A duplicate key when the operation has made one already. */
    public Mono<AnnouncementFile> insert(AnnouncementFile file) {
        return files.insert(file, new Beside(List.of(), null, file.createdAt()));
    }

    /** Empty when another write came first. */
    public Mono<AnnouncementFile> change(
            AnnouncementFile before, AnnouncementFile next, @Nullable Operation operation) {
        return files.change(before, next, new Beside(List.of(), operation, next.updatedAt()));
    }
}
