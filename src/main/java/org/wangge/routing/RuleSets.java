package org.wangge.routing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.routing.model.RuleSetChange;
import org.wangge.routing.model.RuleSetContent;
import org.wangge.routing.model.RuleSetFile;
import org.wangge.routing.model.RuleSetFileBuilder;
import org.wangge.routing.model.RuleSetMachine;
import org.wangge.routing.store.RuleSetStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Cursor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/**
 * The rule sets by which reports find their desk: written, checked, approved by a second person, published from a date on. Whoever
 * asks sees those of the own district and the seeded one; who neither writes nor approves them only those that were published.
 */
@Component
public class RuleSets {

    private final RuleSetStore store;
    private final RuleBook book;
    private final RuleChecks checks;
    private final RuleSetViews views;
    private final Clock clock;

    RuleSets(RuleSetStore store, RuleBook book, RuleChecks checks, RuleSetViews views, Clock clock) {
        this.store = store;
        this.book = book;
        this.checks = checks;
        this.views = views;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     * @param difference what of the set differs since, in one text; empty when nothing was written now
     */
    public record Done(RuleSetView view, boolean replayed, String difference) {}

    /** A page of rule sets without their rows, the newest first; refuses {@code request.cursor-invalid}. */
    public Mono<Page<RuleSetView>> list(int limit, @Nullable String cursor, Actor actor) {
        actor.require(Permission.AREA_READ);
        Cursor after = Cursor.read(cursor, "routing-rules");
        return store.of(districts(actor), maySeeDrafts(actor), limit + 1, after == null ? null : after.number())
                .map(file -> views.summary(shown(file, actor), actor, clock.instant()))
                .collectList()
                .map(found ->
                        Page.of(found, limit, last -> new Cursor("routing-rules", "", String.valueOf(last.version()))));
    }

    /** One rule set; refuses {@code routing-rules.not-found}. */
    public Mono<RuleSetView> find(int number, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        return visible(number, actor).map(file -> views.whole(file, actor, clock.instant(), locale));
    }

    /** The last hundred changes of a rule set, the newest last; refuses {@code routing-rules.not-found}. */
    public Mono<List<RuleSetChange>> changes(int number, Actor actor) {
        actor.require(Permission.REFERENCE_EDIT);
        return visible(number, actor).flatMap(file -> store.changes(number));
    }

    /** What there is to say of a rule set as the district is today, what blocks it first; refuses {@code routing-rules.not-found}. */
    public Mono<List<FindingView>> findings(int number, Actor actor, Locale locale) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return visible(number, actor).flatMap(file -> checks.findings(file, district(actor), locale));
    }

    static String district(Actor actor) {
        return actor.scopes().get(0).district();
    }

    private static List<String> districts(Actor actor) {
        return actor.scopes().stream().map(GridPath::district).distinct().toList();
    }

    private static boolean maySeeDrafts(Actor actor) {
        return actor.may(Permission.REFERENCE_EDIT) || actor.may(Permission.CASE_ARBITRATE);
    }

    /** Refuses {@code routing-rules.not-found}. */
    Mono<RuleSetFile> visible(int number, Actor actor) {
        return store.findVisible(number, districts(actor), maySeeDrafts(actor))
                .map(file -> shown(file, actor))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("routing-rules.not-found"))));
    }

    /** With the state that follows from the dates. */
    private RuleSetFile shown(RuleSetFile file, Actor actor) {
        return file.state() == RuleSetState.PUBLISHED
                        && book.isSuperseded(file.id(), file.effectiveFrom(), districts(actor), clock.instant())
                ? RuleSetFileBuilder.builder(file)
                        .state(RuleSetState.SUPERSEDED)
                        .build()
                : file;
    }

    /**
     * Gives a draft other rows, examples and clock profiles; a set that was checked or approved is a draft again. Nothing but their shape is
     * checked: what is wrong with them is found by {@link #act} and {@link RuleChecks}. Refuses {@code routing-rules.wrong-state}, and
     * {@code routing-rules.stale} with what changed since the version seen. Repeatable; the same content changes nothing.
     *
     * @param content made of what is stored, as some kinds of tables hold only a part of it
     */
    public Mono<Done> edit(int number, Function<RuleSetContent, RuleSetContent> content, Call call) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return change(
                number,
                file -> false,
                file -> Mono.just(RuleSetMachine.edit(
                        file, content.apply(RuleSetContent.of(file)), call.actor(), clock.instant())),
                call);
    }

    private Mono<Done> change(
            int number,
            Predicate<RuleSetFile> settled,
            Function<RuleSetFile, Mono<Decision<RuleSetFile>>> decide,
            Call call) {
        return VersionedWrites.change(
                        () -> visible(number, call.actor()),
                        call,
                        settled,
                        file -> RuleSetMachine.table()
                                .present(Refusal.of("routing-rules.stale"), file, call.actor(), clock.instant()),
                        decide,
                        (file, next) -> store.change(file, next, call.operation()))
                .onErrorResume(Refused.class, refused -> withDifference(number, refused, call))
                .flatMap(written -> book.run().then(Mono.fromSupplier(() -> done(written, call))));
    }

    /** A refusal of a stale version says what became of which row since. */
    private <T> Mono<T> withDifference(int number, Refused refused, Call call) {
        Long seen = call.seenVersion();
        if (seen == null || !refused.refusal().code().equals("routing-rules.stale")) {
            return Mono.error(refused);
        }
        return store.changes(number)
                .map(lines -> lines.stream()
                        .filter(line -> line.version() > seen)
                        .flatMap(line -> line.rows().stream().map(row -> fault(line, row)))
                        .toList())
                .flatMap(
                        faults -> Mono.error(() -> new Refused(refused.refusal().withFaults(faults))));
    }

    private static Fault fault(RuleSetChange line, RuleSetChange.RowChange row) {
        return Fault.of(
                "/rows/" + row.row(),
                "routing-rules.row-changed",
                row.row(),
                row.kind(),
                line.by().name(),
                row.before() == null ? "-" : row.before(),
                row.after() == null ? "-" : row.after());
    }

    /**
     * Checks, approves, publishes or withdraws. Checking and publishing run the analysis and the examples: what blocks is refused with
     * {@code routing-rules.unsound}, and the draft stays as it is. Refuses {@code routing-rules.four-eyes} when who changed it last approves
     * it, {@code routing-rules.effective-past}, {@code routing-rules.wrong-state} and {@code routing-rules.stale}. Repeatable; what is so
     * already stays so.
     *
     * @param effectiveFrom of a set that is published, null for now
     */
    public Mono<Done> act(int number, RuleSetAction action, @Nullable Instant effectiveFrom, Call call) {
        RuleSetMachine.table().requirePermission(action, call.actor());
        return change(
                number,
                file -> isSettled(file, action, effectiveFrom),
                file -> decide(file, action, effectiveFrom, call),
                call);
    }

    private static boolean isSettled(RuleSetFile file, RuleSetAction action, @Nullable Instant effectiveFrom) {
        return switch (action) {
            case APPROVE -> file.state() == RuleSetState.APPROVED;
            case PUBLISH ->
                file.state() == RuleSetState.PUBLISHED
                        && (effectiveFrom == null || effectiveFrom.equals(file.effectiveFrom()));
            case WITHDRAW -> file.state() == RuleSetState.WITHDRAWN;
            default -> false;
        };
    }

    private Mono<Decision<RuleSetFile>> decide(
            RuleSetFile file, RuleSetAction action, @Nullable Instant effectiveFrom, Call call) {
        Instant now = clock.instant();
        if (action == RuleSetAction.PUBLISH && effectiveFrom != null && effectiveFrom.isBefore(now)) {
            return Mono.just(
                    new Decision.No<>(Refusal.field("routing-rules.effective-past", "/effectiveFrom", effectiveFrom)));
        }
        Decision<RuleSetFile> decision = RuleSetMachine.step(file, action, effectiveFrom, call.actor(), now);
        if (!(decision instanceof Decision.Next<RuleSetFile> next)) {
            return Mono.just(decision);
        }
        return switch (action) {
            case CHECK, PUBLISH ->
                checks.blocking(file, district(call.actor()), call.locale())
                        .map(faults -> faults.isEmpty()
                                ? decision
                                : new Decision.No<>(Refusal.of("routing-rules.unsound", faults.size())
                                        .withFaults(faults)));
            case APPROVE ->
                checks.toAcknowledge(file, district(call.actor()))
                        .map(keys -> new Decision.Next<>(
                                RuleSetFileBuilder.builder(next.file())
                                        .acknowledged(keys)
                                        .build(),
                                next.events(),
                                next.line()));
            default -> Mono.just(decision);
        };
    }

    private Done done(Written<RuleSetFile> written, Call call) {
        return done(written, difference(written), call);
    }

    Done done(Written<RuleSetFile> written, String difference, Call call) {
        RuleSetFile file = shown(written.file(), call.actor());
        return new Done(
                views.whole(file, call.actor(), clock.instant(), call.locale()), written.replayed(), difference);
    }

    private static String difference(Written<RuleSetFile> written) {
        RuleSetFile before = written.before();
        if (before == null) {
            return "";
        }
        RuleSetFile after = written.file();
        List<String> parts = new ArrayList<>();
        if (before.state() != after.state()) {
            parts.add(before.state() + " -> " + after.state());
        }
        RuleSetChange.between(RuleSetContent.of(before), RuleSetContent.of(after))
                .forEach(row -> parts.add(row.toString()));
        return String.join("\n", parts);
    }
}
