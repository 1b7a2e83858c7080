package org.wangge.notification.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.casework.events.CaseEvent;
import org.wangge.notification.Channel;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.model.Ladder;
import org.wangge.notification.model.Ladder.Climb;
import org.wangge.notification.model.Notice;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far notices got to people, and what is done until they do. */
@Repository
public class HeardStore {

    private static final String RECEIVED_AT = "heard.receivedAt";
    private static final int MOST_OF_A_CASE = 200;

    private final ReactiveMongoTemplate mongo;

    HeardStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** That the recipient has it, which ends its ladder. The earliest time stays; true for the first receipt. Repeatable. */
    public Mono<Boolean> receive(UUID id, Instant at, Channel channel) {
        Update first =
                new Update().set(RECEIVED_AT, at).set("heard.channel", channel).unset("ladder.dueAt");
        return changed(Criteria.where("_id").is(id).and(RECEIVED_AT).exists(false), first)
                .flatMap(isFirst -> isFirst
                        ? Mono.just(true)
                        : changed(
                                        Criteria.where("_id")
                                                .is(id)
                                                .and(RECEIVED_AT)
                                                .gt(at),
                                        new Update().set(RECEIVED_AT, at))
                                .thenReturn(false));
    }

    /** That the recipient opened it; true for the first time. Repeatable. */
    public Mono<Boolean> open(UUID id, Instant at) {
        return changed(
                Criteria.where("_id").is(id).and("heard.openedAt").exists(false),
                new Update().set("heard.openedAt", at));
    }

    private Mono<Boolean> changed(Criteria which, Update update) {
        return mongo.updateFirst(Query.query(which), update, Notice.class, NoticeStore.NOTICES)
                .map(result -> result.getModifiedCount() == 1);
    }

    /** What steps of cases mean for what was told of them before: who did what was asked, and that nobody need hear any more. Repeatable. */
    public Mono<Void> settle(Collection<CaseEvent> steps) {
        List<CaseEvent> ending =
                steps.stream().filter(step -> Ladder.isEndedBy(step.action())).toList();
        if (ending.isEmpty()) {
            return Mono.empty();
        }
        var writes = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, NoticeStore.NOTICES);
        ending.forEach(step -> {
            writes.updateMulti(
                    Query.query(before(step).and("ladder.dueAt").exists(true)), new Update().unset("ladder.dueAt"));
            List<NoticeKind> answered = Ladder.answeredBy(step.action());
            if (!answered.isEmpty()) {
                writes.updateMulti(
                        Query.query(Criteria.where("caseId")
                                .is(step.caseId())
                                .and("createdAt")
                                .lte(step.at())
                                .and("recipientId")
                                .is(step.actorId())
                                .and("kind")
                                .in(answered.stream().map(NoticeKind::name).toList())
                                .and("heard.acceptedAt")
                                .exists(false)),
                        new Update().set("heard.acceptedAt", step.at()).unset("ladder.dueAt"));
            }
        });
        return writes.execute().then();
    }

    private static Criteria before(CaseEvent step) {
        return Criteria.where("caseId").is(step.caseId()).and("createdAt").lt(step.at());
    }

    /** Who was told of a case what asks to act, or that nobody heard; the newest first, two hundred at most. */
    public Flux<Notice> ofCase(UUID caseId, Collection<NoticeKind> kinds) {
        return mongo.find(
                Query.query(Criteria.where("caseId")
                                .is(caseId)
                                .and("kind")
                                .in(kinds.stream().map(NoticeKind::name).toList()))
                        .with(Sort.by(Sort.Order.desc("createdAt"), Sort.Order.desc("_id")))
                        .limit(MOST_OF_A_CASE),
                Notice.class,
                NoticeStore.NOTICES);
    }

    /** How a rung is climbed in the notice itself. */
    public sealed interface Effect {

        /** Nothing: others are told. */
        record None() implements Effect {}

        /** Its push goes out again, to these devices. */
        record Again(Instant expiresAt, List<String> devices) implements Effect {}

        /** The fallback channel says it. */
        record Fallback(Notice.Push push) implements Effect {}
    }

    /**
     * Takes a step, unless somebody heard meanwhile, the lease was lost, or its push is on its way; false when it was not taken.
     *
     * @param queue of ladders
     */
    public Mono<Boolean> climb(NoticeQueue queue, Notice notice, UUID token, Ladder.Step step, Effect effect) {
        Update update = queue.next(step.dueAt(), false);
        Query held = queue.held(notice.id(), token)
                .addCriteria(Criteria.where(RECEIVED_AT).exists(false));
        Climb climb = step.climb();
        if (climb != null) {
            update.push("ladder.climbs", climb);
        }
        Notice.Push push = notice.push();
        if (effect instanceof Effect.Again again && push != null) {
            held.addCriteria(Criteria.where("push.dueAt").exists(false));
            ParkedPushes.again(update, push, climbedAt(step), again.expiresAt(), again.devices());
        } else if (effect instanceof Effect.Fallback fallback) {
            update.set("fallback", fallback.push());
        }
        return mongo.updateFirst(held, update, Notice.class, NoticeStore.NOTICES)
                .map(result -> result.getModifiedCount() == 1);
    }

    private static Instant climbedAt(Ladder.Step step) {
        Climb climb = step.climb();
        if (climb == null) {
            throw new IllegalStateException("No rung to climb");
        }
        return climb.at();
    }
}
