package org.wangge.media;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.media.model.ContentCheck;
import org.wangge.media.model.Picture;
import org.wangge.media.model.StoredMedia;
import org.wangge.media.store.MediaDocuments;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.work.KeyClaims;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Photos. They are uploaded first and then named by id in a report or an action; who may see that may see them. */
@Component
public class MediaStore {

    private final MediaDocuments documents;
    private final KeyClaims claims;
    private final ObjectProvider<MediaReaders> readers;
    private final MediaSettings settings;
    private final Clock clock;

    MediaStore(
            MediaDocuments documents,
            KeyClaims claims,
            ObjectProvider<MediaReaders> readers,
            MediaSettings settings,
            Clock clock) {
        this.documents = documents;
        this.claims = claims;
        this.readers = readers;
        this.settings = settings;
        this.clock = clock;
    }

    /** What an upload came to; replayed when the same operation had stored it before. */
    public record Stored(MediaView view, boolean replayed) {}

    /** A photo's bytes with what a browser needs to know of them. */
    public record Opened(MediaView view, Flux<ByteBuffer> content) {}

    /**
     * Stores a photo while it streams in. Refuses {@code media.not-a-picture}, {@code media.too-large},
     * {@code media.too-many-pixels}; then nothing is kept. Repeatable by its operation.
     */
    public Mono<Stored> store(Flux<ByteBuffer> content, Actor actor, Operation operation) {
        ContentCheck check = new ContentCheck(settings.largest().toBytes(), settings.mostPixels());
        Flux<ByteBuffer> seen = content.doOnNext(check::see);
        return Mono.justOrEmpty(operation.key())
                .flatMap(documents::findByOperation)
                .flatMap(known -> seen.then(Mono.fromSupplier(() -> replayed(known, operation, check))))
                .switchIfEmpty(Mono.defer(() -> write(seen, check, actor, operation)));
    }

    private static Stored replayed(StoredMedia known, Operation operation, ContentCheck check) {
        known.isMadeBy(operation.over(check.hash()));
        return new Stored(MediaView.of(known), true);
    }

    private Mono<Stored> write(Flux<ByteBuffer> seen, ContentCheck check, Actor actor, Operation operation) {
        // Two uploads of one operation may be under way at once: the bytes of each are by themselves, and in no order,
        // so that they spread over shards.
        UUID bytes = Ids.keyed("bytes:" + Ids.next());
        return claims.idFor(operation)
                .flatMap(id -> documents
                        .write(bytes, id, seen, clock.instant())
                        .then(Mono.fromSupplier(() -> describe(id, bytes, check, actor, operation)))
                        .flatMap(media -> documents
                                .insert(media)
                                .map(kept -> new Stored(MediaView.of(kept), false))
                                .onErrorResume(DuplicateKeyException.class, raced -> lostRace(media, operation)))
                        .onErrorResume(
                                Refused.class,
                                refused -> documents
                                        .deleteBytes(bytes)
                                        .onErrorComplete()
                                        .then(Mono.error(refused))));
    }

    /** The same operation stored it meanwhile, or another file under the same key, which is refused. */
    private Mono<Stored> lostRace(StoredMedia late, Operation operation) {
        return documents
                .find(late.id())
                .doOnNext(first -> first.isMadeBy(operation.over(late.hash())))
                .flatMap(first ->
                        documents.deleteBytes(late.content()).thenReturn(new Stored(MediaView.of(first), true)));
    }

    private StoredMedia describe(UUID id, UUID bytes, ContentCheck check, Actor actor, Operation operation) {
        Picture picture = check.conclude();
        String hash = check.hash();
        return new StoredMedia(
                id,
                bytes,
                picture.kind().contentType(),
                check.bytes(),
                picture.width(),
                picture.height(),
                hash,
                actor.id(),
                clock.instant(),
                false,
                clock.instant().plus(settings.keepUnattached()),
                null,
                operation.key() == null ? null : operation.over(hash).bodyHash());
    }

    /** Opens a photo for its uploader and for whoever may see what it belongs to; refuses {@code media.not-found}. */
    public Mono<Opened> open(UUID id, Actor actor) {
        return documents
                .find(id)
                .filterWhen(media -> mayRead(media, actor))
                .map(media -> new Opened(MediaView.of(media), documents.read(media.content())))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("media.not-found"))));
    }

    private Mono<Boolean> mayRead(StoredMedia media, Actor actor) {
        return media.uploadedBy().equals(actor.id())
                ? Mono.just(true)
                : Flux.fromStream(readers.stream())
                        .concatMap(reader -> reader.mayRead(media.id(), actor))
                        .any(allowed -> allowed);
    }

    /**
     * Demands that the actor uploaded all of these, and keeps them like {@link #usable}, so that they are still there when what
     * they belong to is stored. Refuses {@code media.unknown} with the position of each that is not there.
     */
    public Mono<Void> requireUsable(List<UUID> ids, Actor actor, String pointer) {
        return ids.isEmpty() ? Mono.empty() : usable(ids, actor).flatMap(found -> refuseMissing(ids, found, pointer));
    }

    /**
     * Those of these that the actor uploaded and that are still there; keeps them for at least another half day, as they would be
     * kept unattached for a day. For what must not be lost because a photo of it is.
     */
    public Mono<Set<UUID>> usable(Collection<UUID> ids, Actor actor) {
        Instant now = clock.instant();
        Duration kept = settings.keepUnattached();
        return ids.isEmpty()
                ? Mono.just(Set.of())
                : documents
                        .keepOwn(ids, actor.id(), now.plus(kept.dividedBy(2)), now.plus(kept))
                        .map(StoredMedia::id)
                        .collect(Collectors.toSet());
    }

    private static Mono<Void> refuseMissing(List<UUID> ids, Set<UUID> found, String pointer) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!found.contains(ids.get(i))) {
                faults.add(Fault.of(pointer + "/" + i, "media.unknown"));
            }
        }
        return faults.isEmpty()
                ? Mono.empty()
                : Mono.error(() -> new Refused(Refusal.of("media.unknown").withFaults(faults)));
    }

    /** Notes that something stored refers to these, so that they stay. Repeatable. */
    public Mono<Void> attach(Collection<UUID> ids) {
        return ids.isEmpty() ? Mono.empty() : documents.markAttached(ids);
    }
}
