package org.wangge.media;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.wangge.media.model.StoredMedia;
import org.wangge.media.store.MediaDocuments;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes photos that were uploaded and never attached to anything, and what broken uploads left. */
@Component
class OrphanedMedia implements RecurringJob {

    private static final Duration LONGEST_UPLOAD = Duration.ofHours(6);

    private final MediaDocuments documents;
    private final ObjectProvider<MediaReaders> readers;
    private final JobItems items;
    private final Clock clock;

    OrphanedMedia(MediaDocuments documents, ObjectProvider<MediaReaders> readers, JobItems items, Clock clock) {
        this.items = items;
        this.documents = documents;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forgotten-media";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public Mono<Void> run() {
        Instant now = clock.instant();
        return items.each(
                        name(),
                        items.readable(name(), documents.forgotten(now)),
                        StoredMedia::id,
                        1,
                        media -> keepOrRemove(media.id(), now))
                .then(items.each(
                        name(),
                        items.readable(name(), documents.brokenUploads(now.minus(LONGEST_UPLOAD))),
                        MediaDocuments.Upload::id,
                        1,
                        this::clear));
    }

    private Mono<Void> keepOrRemove(UUID mediaId, Instant now) {
        return isKept(mediaId).flatMap(kept -> kept ? documents.markAttached(List.of(mediaId)) : remove(mediaId, now));
    }

    /** The word that a photo was attached comes with an event, which may be held up; the thing itself knows it at once. */
    private Mono<Boolean> isKept(UUID mediaId) {
        return Flux.fromStream(readers::orderedStream)
                .concatMap(reader -> reader.keeps(mediaId))
                .any(kept -> kept);
    }

    private Mono<Void> remove(UUID mediaId, Instant now) {
        return documents.removeIfForgotten(mediaId, now).flatMap(media -> documents.deleteBytes(media.content()));
    }

    private Mono<Void> clear(MediaDocuments.Upload broken) {
        return documents
                .find(broken.describedBy())
                .filter(media -> media.content().equals(broken.id()))
                .hasElement()
                .flatMap(kept -> kept ? documents.forgetUpload(broken.id()) : documents.deleteBytes(broken.id()));
    }
}
