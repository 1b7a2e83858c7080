package org.wangge.media.store;

import com.mongodb.reactivestreams.client.gridfs.GridFSBucket;
import com.mongodb.reactivestreams.client.gridfs.GridFSBuckets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.bson.BsonBinary;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.media.model.StoredMedia;
import org.wangge.work.StoreSetup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Descriptions in {@code media}, bytes in the bucket {@code photos}, streamed both ways at the reader's pace. */
@Repository
public class MediaDocuments implements StoreSetup {

    private static final String MEDIA = "media";
    private static final String BUCKET = "photos";

    private final ReactiveMongoTemplate mongo;
    private final Mono<GridFSBucket> bucket;

    MediaDocuments(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.bucket = mongo.getMongoDatabase().map(database -> GridFSBuckets.create(database, BUCKET));
    }

    @Override
    public Mono<Void> prepare() {
        return Flux.concat(
                        // A repeated upload finds what it stored.
                        mongo.indexOps(MEDIA)
                                .createIndex(new Index("operationKey", Direction.ASC)
                                        .unique()
                                        .sparse()),
                        // The job that removes what nobody attached.
                        mongo.indexOps(MEDIA)
                                .createIndex(new Index("attached", Direction.ASC).on("keepUntil", Direction.ASC)))
                .then();
    }

    /** Completes when all bytes are stored; an error of the content leaves nothing behind. */
    public Mono<Void> write(UUID id, Flux<ByteBuffer> content) {
        return bucket.flatMap(
                files -> Mono.from(files.uploadFromPublisher(new BsonBinary(id), id.toString(), content)));
    }

    public Flux<ByteBuffer> read(UUID id) {
        return bucket.flatMapMany(files -> files.downloadToPublisher(new BsonBinary(id)));
    }

    public Mono<Void> deleteBytes(UUID id) {
        return bucket.flatMap(files -> Mono.from(files.delete(new BsonBinary(id))));
    }

    public Mono<StoredMedia> insert(StoredMedia media) {
        return mongo.insert(media, MEDIA);
    }

    public Mono<StoredMedia> find(UUID id) {
        return mongo.findById(id, StoredMedia.class, MEDIA);
    }

    public Mono<StoredMedia> findByOperation(String operationKey) {
        return mongo.findOne(Query.query(Criteria.where("operationKey").is(operationKey)), StoredMedia.class, MEDIA);
    }

    /** Those of the ids that this person uploaded, kept from now on at least until then. */
    public Flux<StoredMedia> keepOwn(Collection<UUID> ids, UUID uploader, Instant until) {
        Query own = Query.query(Criteria.where("_id").in(ids).and("uploadedBy").is(uploader));
        return mongo.updateMulti(own, new Update().max("keepUntil", until), MEDIA)
                .thenMany(mongo.find(own, StoredMedia.class, MEDIA));
    }

    public Mono<Void> markAttached(Collection<UUID> ids) {
        return mongo.updateMulti(Query.query(Criteria.where("_id").in(ids)), new Update().set("attached", true), MEDIA)
                .then();
    }

    /** Removes up to so many descriptions that nobody attached in time, and gives them to have their bytes removed too. */
    public Flux<StoredMedia> removeForgotten(Instant now, int limit) {
        Query forgotten = Query.query(
                        Criteria.where("attached").is(false).and("keepUntil").lt(now))
                .limit(limit);
        return mongo.find(forgotten, StoredMedia.class, MEDIA)
                .concatMap(found -> mongo.findAndRemove(
                        Query.query(Criteria.where("_id")
                                .is(found.id())
                                .and("attached")
                                .is(false)
                                .and("keepUntil")
                                .lt(now)),
                        StoredMedia.class,
                        MEDIA));
    }
}
