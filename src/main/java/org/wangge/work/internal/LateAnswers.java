package org.wangge.work.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import org.wangge.work.Consumer;
import org.wangge.work.Nudge;
import org.wangge.work.Outbox;
import reactor.core.publisher.Mono;

/**
 * Writes down the answer of a consumer that came after its turn was over. The turn left a mark until a certain time: by that the
 * question is known. Where the mark is another one by now, somebody else asked or decided, and the answer is forgotten.
 */
@Component
final class LateAnswers {

    private static final int TRIES = 8;

    private static final Logger log = LoggerFactory.getLogger(LateAnswers.class);

    private final ReactiveMongoTemplate mongo;
    private final OutboxWrites writes;
    private final DeliveryFailures failures;
    private final AskAgain askAgain;
    private final Nudge nudge;
    private final Clock clock;

    LateAnswers(
            ReactiveMongoTemplate mongo,
            OutboxWrites writes,
            DeliveryFailures failures,
            AskAgain askAgain,
            Nudge nudge,
            Clock clock) {
        this.mongo = mongo;
        this.writes = writes;
        this.failures = failures;
        this.askAgain = askAgain;
        this.nudge = nudge;
        this.clock = clock;
    }

    /**
     * What a consumer was asked, and what it said.
     *
     * @param until when the mark that the turn left says that it is asked again
     */
    record Answer(
            Outbox.Source source,
            Object id,
            Consumer consumer,
            List<UUID> events,
            Instant until,
            DeliveryOutcome outcome) {

        boolean isOf(ConsumerMark mark) {
            return mark.consumer().equals(consumer.name()) && mark.dueAt().equals(until);
        }

        private @Nullable ConsumerMark after(ConsumerMark mark, Instant now) {
            return outcome instanceof DeliveryOutcome.Told
                    ? mark.heard(events, now)
                    : outcome.mark(mark, mark.events(), now);
        }
    }

    /** Never fails: what cannot be written is asked again when the time of the mark is over. */
    Mono<Void> note(Answer answer) {
        return Mono.defer(() -> tryToNote(answer))
                .repeatWhenEmpty(TRIES, again -> again)
                .onErrorResume(failure -> {
                    log.warn(
                            "outbox={} id={} consumer={} outcome=answer-not-stored",
                            answer.source().collection(),
                            answer.id(),
                            answer.consumer(),
                            failure);
                    return Mono.empty();
                })
                .then();
    }

    /** Empty when the document changed between being read and being written. */
    private Mono<Boolean> tryToNote(Answer answer) {
        Query one = Query.query(Criteria.where("_id").is(answer.id()));
        one.fields().include("outbox", "dispatch");
        return mongo.findOne(one, Document.class, answer.source().collection())
                .map(StoredEvents::of)
                .map(stored -> PendingEvents.read(stored, answer.source()))
                .filter(pending -> pending.marks().values().stream().anyMatch(answer::isOf))
                .map(pending -> write(pending, answer))
                .defaultIfEmpty(Mono.just(true))
                .flatMap(write -> write);
    }

    private Mono<Boolean> write(PendingEvents pending, Answer answer) {
        List<ConsumerMark> left = new ArrayList<>();
        pending.marks().values().forEach(mark -> {
            if (!answer.isOf(mark)) {
                left.add(mark);
            } else {
                ConsumerMark after = answer.after(mark, clock.instant());
                if (after != null) {
                    left.add(after);
                }
            }
        });
        String collection = answer.source().collection();
        return writes.answered(collection, pending, left)
                .filter(written -> written)
                .doOnNext(written -> {
                    left.stream()
                            .filter(mark ->
                                    mark.consumer().equals(answer.consumer().name()))
                            .forEach(mark -> {
                                if (answer.outcome() instanceof DeliveryOutcome.Failed failed) {
                                    failures.note(collection, pending.stored(), mark, failed.why());
                                }
                                if (mark.isDue(clock.instant())) {
                                    nudge.eventsStored(collection);
                                } else if (!mark.isParked()) {
                                    askAgain.at(collection, mark.dueAt());
                                }
                            });
                });
    }
}
