package org.wangge.audit.store;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.audit.PersonalReads;
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReadLine;
import org.wangge.audit.ReferenceChanges;
import org.wangge.shared.Ids;
import org.wangge.shared.Reading;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** Stores the lines, those of one moment together. */
@Component
class StoredReads implements PersonalReads, ReferenceChanges {

    static final int MOST_WAITING = 1_000;
    static final int LONGEST_SUBJECT = 500;
    static final int LONGEST_CHANGE = 4_000;

    private final ReadLines lines;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();

    StoredReads(ReadLines lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public Mono<Void> tell(Reading reading, ReadKind kind, String subject) {
        return kept(reading, kind, subject, null);
    }

    @Override
    public Mono<Void> changed(Reading reading, ReadKind kind, String subject, String change) {
        return kept(reading, kind, subject, first(change, LONGEST_CHANGE));
    }

    private Mono<Void> kept(Reading reading, ReadKind kind, String subject, @Nullable String change) {
        return Mono.defer(() -> {
            if (waiting.incrementAndGet() > MOST_WAITING) {
                waiting.decrementAndGet();
                return Mono.error(new Refused(Refusal.of("store.busy").retryAfter(1)));
            }
            return lines.insert(line(reading, kind, subject, change)).doFinally(end -> waiting.decrementAndGet());
        });
    }

    private ReadLine line(Reading reading, ReadKind kind, String subject, @Nullable String change) {
        List<String> areas = reading.actor().scopes().stream()
                .flatMap(scope -> scope.ancestry().stream())
                .distinct()
                .toList();
        return new ReadLine(
                Ids.next(),
                clock.instant(),
                reading.actor().id(),
                reading.actor().name(),
                kind.name(),
                first(subject, LONGEST_SUBJECT),
                areas,
                reading.address(),
                reading.requestId(),
                reading.purpose(),
                change);
    }

    private static String first(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
