package org.wangge.media.store;

import com.mongodb.reactivestreams.client.gridfs.GridFSBucket;
import com.mongodb.reactivestreams.client.gridfs.GridFSBuckets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonBinary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.media.model.StoredMedia;
import org.wangge.work.EarlierKeys;
import org.wangge.work.KeyClaims;
import org.wangge.work.StoreIndexes;
import org.wangge.work.Unread;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Descriptions in {@code media}, bytes in the bucket {@code photos}, streamed both ways at the reader's pace. */
@Repository
public class MediaDocuments implements StoreIndexes {

    private static final String MEDIA = "media";
    private static final String BUCKET = "photos";
    private static final String UPLOADS = "mediaUploads";

    private final ReactiveMongoTemplate mongo;
    private final Mono<GridFSBucket> bucket;
    private final EarlierKeys earlier;
    private final KeyClaims claims;

    MediaDocuments(ReactiveMongoTemplate mongo, KeyClaims claims) {
        this.mongo = mongo;
        this.bucket = mongo.getMongoDatabase().map(database -> GridFSBuckets.create(database, BUCKET));
        this.claims = claims;
        this.earlier = new EarlierKeys(mongo, MEDIA);
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                MEDIA,
                List.of(
                        // A repeated upload finds what it stored in an earlier version.
                        EarlierKeys.index(),
                        // The job that removes what nobody attached.
                        new Index("attached", Direction.ASC).on("keepUntil", Direction.ASC)),
                UPLOADS,
                // The job that removes what broken uploads left.
                List.of(new Index("startedAt", Direction.ASC)));
    }

    /**
     * An upload whose end is not known.
     *
     * @param id of the bytes
     * @param mediaId of the description that they were to get; null in those of earlier versions, where it is the same
     */
    public record Upload(UUID id, @Nullable UUID mediaId, Instant startedAt) {

        public UUID describedBy() {
            return mediaId == null ? id : mediaId;
        }
    }

    /**
     * Completes when all bytes are stored. An error of the content leaves nothing behind: the driver is let finish first,
     * because bytes on their way to the store could otherwise arrive after they were removed. What a caller who went away or
     * a process that died leaves, {@link #brokenUploads} knows.
     *
     * @param id of the bytes
     * @param mediaId of what will describe them
     */
    public Mono<Void> write(UUID id, UUID mediaId, Flux<ByteBuffer> content, Instant startedAt) {
        AtomicReference<Throwable> broken = new AtomicReference<>();
        Flux<ByteBuffer> whole = content.onErrorResume(error -> {
            broken.set(error);
            return Flux.empty();
        });
        return mongo.insert(new Upload(id, mediaId, startedAt), UPLOADS)
                .then(bucket)
                .flatMap(files -> Mono.from(files.uploadFromPublisher(new BsonBinary(id), id.toString(), whole)))
                .then(Mono.defer(() ->
                        broken.get() == null ? Mono.empty() : deleteBytes(id).then(Mono.error(broken.get()))));
    }

    /** Uploads that began before then, and neither came to an end nor were cleared away. */
    public Flux<Unread<Upload>> brokenUploads(Instant before) {
        return Unread.find(mongo, Query.query(Criteria.where("startedAt").lt(before)), Upload.class, UPLOADS);
    }

    public Flux<ByteBuffer> read(UUID id) {
        return bucket.flatMapMany(files -> files.downloadToPublisher(new BsonBinary(id)));
    }

    /** Removes all bytes of this file, also of one that was never finished. Repeatable. */
    public Mono<Void> deleteBytes(UUID id) {
        return mongo.remove(Query.query(Criteria.where("files_id").is(id)), BUCKET + ".chunks")
                .then(mongo.remove(byId(id), BUCKET + ".files"))
                .then(forgetUpload(id));
    }

    /** Keeps the description of bytes that are all stored. */
    public Mono<StoredMedia> insert(StoredMedia media) {
        return mongo.insert(media, MEDIA).delayUntil(kept -> forgetUpload(kept.content()));
    }

    /** The upload needs no clearing away any more. */
    public Mono<Void> forgetUpload(UUID id) {
        return mongo.remove(byId(id), UPLOADS).then();
    }

    private static Query byId(UUID id) {
        return Query.query(Criteria.where("_id").is(id));
    }

    public Mono<StoredMedia> find(UUID id) {
        return mongo.findById(id, StoredMedia.class, MEDIA);
    }

    public Mono<StoredMedia> findByOperation(String operationKey) {
        return claims.find(operationKey)
                .flatMap(this::find)
                .switchIfEmpty(Mono.defer(() -> earlier.find(operationKey, StoredMedia.class)));
    }

    /**
     * Those of the ids that this person uploaded, kept until then if any of them would go before long; then they are kept first and
     * read after that, so that what is found is kept.
     *
     * @param enough what is kept at least until this needs no writing
     */
    public Flux<StoredMedia> keepOwn(Collection<UUID> ids, UUID uploader, Instant enough, Instant until) {
        Query own = Query.query(Criteria.where("_id").in(ids).and("uploadedBy").is(uploader));
        Flux<StoredMedia> found = mongo.find(own, StoredMedia.class, MEDIA);
        return found.collectList()
                .flatMapMany(all -> all.stream()
                                .allMatch(one ->
                                        one.attached() || !one.keepUntil().isBefore(enough))
                        ? Flux.fromIterable(all)
                        : mongo.updateMulti(own, new Update().max("keepUntil", until), MEDIA)
                                .thenMany(found));
    }

    public Mono<Void> markAttached(Collection<UUID> ids) {
        return mongo.updateMulti(Query.query(Criteria.where("_id").in(ids)), new Update().set("attached", true), MEDIA)
                .then();
    }

    /** Up to so many that nobody attached in time. */
    public Flux<Unread<StoredMedia>> forgotten(Instant now) {
        return Unread.find(mongo, Query.query(isForgotten(now)), StoredMedia.class, MEDIA);
    }

    /** Removes a description if it is still forgotten, and gives it to have its bytes removed too; empty when it is not. */
    public Mono<StoredMedia> removeIfForgotten(UUID id, Instant now) {
        Query still = Query.query(Criteria.where("_id").is(id).andOperator(isForgotten(now)));
        return mongo.findAndRemove(still, StoredMedia.class, MEDIA);
    }

    private static Criteria isForgotten(Instant now) {
        return Criteria.where("attached").is(false).and("keepUntil").lt(now);
    }
}
