package org.wangge.routing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.routing.RuleSets.Done;
import org.wangge.routing.model.RuleSetContent;
import org.wangge.routing.model.RuleSetFile;
import org.wangge.routing.model.RuleSetFileBuilder;
import org.wangge.routing.model.RuleSetMachine;
import org.wangge.routing.model.StoredRule;
import org.wangge.routing.store.RuleSetStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.OptimisticRetry;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/** Makes rule sets: new drafts, the return to an earlier set, and the first one. */
@Component
public class RuleSetMaking {

    private final RuleSetStore store;
    private final RuleBook book;
    private final RuleChecks checks;
    private final RuleSets sets;
    private final Clock clock;

    RuleSetMaking(RuleSetStore store, RuleBook book, RuleChecks checks, RuleSets sets, Clock clock) {
        this.store = store;
        this.book = book;
        this.checks = checks;
        this.sets = sets;
        this.clock = clock;
    }

    /**
     * Makes a draft of the set that is in force in the actor's district, or of another one. Refuses {@code access.forbidden} for who does not
     * cover the district, and {@code routing-rules.not-found}. Repeatable by its operation.
     *
     * @param basedOn null for the one in force
     */
    public Mono<Done> create(@Nullable Integer basedOn, Call call) {
        Actor actor = call.actor().require(Permission.REFERENCE_EDIT);
        String district = ownDistrict(actor);
        int from = basedOn == null ? book.inForce(district, clock.instant()).number() : basedOn;
        Mono<RuleSetContent> content = from == 0
                ? Mono.just(new RuleSetContent(List.of(), List.of(), List.of()))
                : sets.visible(from, actor).map(RuleSetContent::of);
        return content.flatMap(begun -> insert(
                        number -> draft(number, district, begun, from == 0 ? null : from, call), call.operation()))
                .map(written -> done(written, call));
    }

    private Done done(Written<RuleSetFile> written, Call call) {
        RuleSetFile file = written.file();
        String difference = written.replayed() ? "" : file.state() + " from " + file.basedOn();
        return sets.done(written, difference, call);
    }

    private static String ownDistrict(Actor actor) {
        return actor.scopes().stream()
                .filter(scope -> scope.depth() == 1)
                .map(GridPath::district)
                .findFirst()
                .orElseThrow(() -> new Refused(Refusal.of("access.forbidden", Permission.REFERENCE_EDIT.name())));
    }

    private RuleSetFile draft(
            int number, String district, RuleSetContent content, @Nullable Integer basedOn, Call call) {
        Instant now = clock.instant();
        Operation operation = call.operation();
        return new RuleSetFile(
                number,
                district,
                RuleSetState.DRAFT,
                1,
                content.rows(),
                content.examples(),
                content.clockProfiles(),
                List.of(),
                basedOn,
                RuleSetMachine.name(call.actor()),
                RuleSetMachine.name(call.actor()),
                null,
                null,
                null,
                now,
                now,
                operation.key(),
                operation.key() == null ? null : operation.bodyHash(),
                null);
    }

    /** Under the next free number; when two take the same, one takes the next. */
    private Mono<Written<RuleSetFile>> insert(Function<Integer, RuleSetFile> made, Operation operation) {
        return OptimisticRetry.untilWritten(() -> store.last()
                .flatMap(last -> store.insert(made.apply(last + 1), RuleSetMachine.made(made.apply(last + 1))))
                .map(file -> new Written<>(file, false))
                .onErrorResume(
                        DuplicateKeyException.class, taken -> VersionedWrites.made(operation, store::findByOperation)));
    }

    /**
     * Makes what a set says decide again, at once, as a set of the next number; of the set in force, what decided before it. Nobody needs to approve
     * again what was approved once. Refuses {@code routing-rules.wrong-state} for what never decided, and
     * {@code routing-rules.unsound} when what it names is no longer there. Repeatable by its operation; what decides already stays so.
     */
    public Mono<Done> rollBack(int number, Call call) {
        Actor actor = call.actor();
        RuleSetMachine.table().requirePermission(RuleSetAction.ROLL_BACK, actor);
        String district = ownDistrict(actor);
        return sets.visible(number, actor)
                .flatMap(file -> {
                    Refusal refusal = RuleSetMachine.refusal(file, RuleSetAction.ROLL_BACK, actor, clock.instant());
                    return refusal == null
                            ? target(file, district, actor)
                            : Mono.<RuleSetFile>error(() -> new Refused(refusal));
                })
                .flatMap(target -> VersionedWrites.made(call.operation(), store::findByOperation)
                        .switchIfEmpty(Mono.defer(() -> again(target, district, call))))
                .flatMap(written -> book.run().then(Mono.fromSupplier(() -> done(written, call))));
    }

    private Mono<RuleSetFile> target(RuleSetFile file, String district, Actor actor) {
        if (file.id() != book.inForce(district, clock.instant()).number()) {
            return Mono.just(file);
        }
        return store.before(file, district)
                .flatMap(number -> sets.visible(number, actor))
                .switchIfEmpty(Mono.error(() ->
                        new Refused(Refusal.of("routing-rules.wrong-state", file.state(), RuleSetAction.ROLL_BACK))));
    }

    private Mono<Written<RuleSetFile>> again(RuleSetFile target, String district, Call call) {
        return checks.blocking(target, district, call.locale()).flatMap(faults -> {
            if (!faults.isEmpty()) {
                return Mono.error(() -> new Refused(
                        Refusal.of("routing-rules.unsound", faults.size()).withFaults(faults)));
            }
            Instant now = clock.instant();
            return insert(
                    number -> RuleSetFileBuilder.builder(
                                    draft(number, district, RuleSetContent.of(target), target.id(), call))
                            .state(RuleSetState.PUBLISHED)
                            .acknowledged(target.acknowledged())
                            .approver(target.approver())
                            .approvedAt(target.approvedAt())
                            .effectiveFrom(now)
                            .build(),
                    call.operation());
        });
    }

    /** Seeds the first set, which decides in every district that has none of its own, unless there is any. Repeatable. */
    public Mono<Void> introduce(FirstRuleSet seed) {
        return store.last()
                .filter(last -> last == 0)
                .flatMap(none -> store.insert(first(seed), RuleSetMachine.made(first(seed))))
                .onErrorResume(DuplicateKeyException.class, there -> Mono.empty())
                .then(book.run());
    }

    private RuleSetFile first(FirstRuleSet seed) {
        Instant now = clock.instant();
        PersonName server = RuleSetMachine.name(Actor.SYSTEM);
        return new RuleSetFile(
                1,
                null,
                RuleSetState.PUBLISHED,
                1,
                StoredRule.of(seed.rules()),
                List.of(),
                seed.clockProfiles(),
                List.of(),
                null,
                server,
                server,
                null,
                null,
                Instant.EPOCH,
                now,
                now,
                null,
                null,
                null);
    }
}
