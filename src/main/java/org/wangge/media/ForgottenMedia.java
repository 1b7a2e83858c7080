package org.wangge.media;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.media.store.MediaDocuments;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Removes photos that were uploaded and never attached to anything, and what broken uploads left. */
@Component
class ForgottenMedia implements RecurringJob {

    private static final int AT_A_TIME = 200;
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(6);

    private final MediaDocuments documents;
    private final Clock clock;

    ForgottenMedia(MediaDocuments documents, Clock clock) {
        this.documents = documents;
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
        return documents
                .removeForgotten(clock.instant(), AT_A_TIME)
                .concatMap(media -> documents.deleteBytes(media.id()))
                .then(clearBroken());
    }

    private Mono<Void> clearBroken() {
        return documents
                .brokenUploads(clock.instant().minus(LONGEST_UPLOAD), AT_A_TIME)
                .concatMap(id -> documents
                        .find(id)
                        .hasElement()
                        .flatMap(kept -> kept ? documents.forgetUpload(id) : documents.deleteBytes(id)))
                .then();
    }
}
