package org.wangge.media;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.wangge.media.store.MediaDocuments;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes photos that were uploaded and never attached to anything, and what broken uploads left. */
@Component
class ForgottenMedia implements RecurringJob {

    private static final int AT_A_TIME = 200;
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(6);

    private final MediaDocuments documents;
    private final ObjectProvider<MediaReaders> readers;
    private final Clock clock;

    ForgottenMedia(MediaDocuments documents, ObjectProvider<MediaReaders> readers, Clock clock) {
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
        return whileThereAreMore(() -> documents
                        .forgotten(now, AT_A_TIME)
                        .concatMap(media -> isKept(media.id())
                                .flatMap(kept ->
                                        kept ? documents.markAttached(List.of(media.id())) : remove(media.id(), now))
                                .thenReturn(media)))
                .then(whileThereAreMore(() -> documents
                        .brokenUploads(clock.instant().minus(LONGEST_UPLOAD), AT_A_TIME)
                        .concatMap(id -> clear(id).thenReturn(id))));
    }

    /** The word that a photo was attached comes with an event, which may be held up; the thing itself knows it at once. */
    private Mono<Boolean> isKept(UUID mediaId) {
        return Flux.fromStream(readers::orderedStream)
                .concatMap(reader -> reader.keeps(mediaId))
                .any(kept -> kept);
    }

    private Mono<Void> remove(UUID mediaId, Instant now) {
        return documents.removeIfForgotten(mediaId, now).flatMap(media -> documents.deleteBytes(media.id()));
    }

    private Mono<Void> clear(UUID broken) {
        return documents
                .find(broken)
                .hasElement()
                .flatMap(kept -> kept ? documents.forgetUpload(broken) : documents.deleteBytes(broken));
    }

    /** A little at a time, until a look finds less than it may: an hour brings more than one look does. */
    private static <T> Mono<Void> whileThereAreMore(Supplier<Flux<T>> look) {
        return Flux.defer(look)
                .count()
                .repeat()
                .takeUntil(found -> found < AT_A_TIME)
                .then();
    }
}
