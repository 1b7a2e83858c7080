package org.wangge.planning;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.checklist.Checklists;
import org.wangge.grid.Offices;
import org.wangge.planning.model.OfficeTally;
import org.wangge.planning.model.PlanFile;
import org.wangge.planning.model.PlanMachine;
import org.wangge.planning.model.PlanRules;
import org.wangge.planning.store.PlanStore;
import org.wangge.planning.store.PlanningQueries;
import org.wangge.planning.store.TaskStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/**
 * Plans and campaigns. Whoever asks sees those of the own area; those outside do not exist ({@code plan.not-found}).
 */
@Component
public class InspectionPlans {

    private final PlanStore store;
    private final PlanningQueries queries;
    private final TaskStore tasks;
    private final TaskGeneration generation;
    private final Campaigns campaigns;
    private final Checklists checklists;
    private final AreaNames areas;
    private final Offices offices;
    private final PlanViews views;
    private final Clock clock;

    InspectionPlans(
            PlanStore store,
            PlanningQueries queries,
            TaskStore tasks,
            TaskGeneration generation,
            Campaigns campaigns,
            Checklists checklists,
            AreaNames areas,
            Offices offices,
            PlanViews views,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.tasks = tasks;
        this.generation = generation;
        this.campaigns = campaigns;
        this.checklists = checklists;
        this.areas = areas;
        this.offices = offices;
        this.views = views;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     */
    public record Done(PlanView view, boolean replayed) {}

    /**
     * Makes a plan or campaign; it makes no tasks before it is activated or started. Refuses {@code plan.invalid} with the
     * fields at fault, {@code plan.area-unknown} and {@code plan.outside-area} also for an office that has a target, and
     * {@code plan.target-outside}. Repeatable by its operation.
     */
    public Mono<Done> create(PlanDraft draft, Call call) {
        Actor actor = call.actor();
        Operation operation = call.operation();
        actor.require(Permission.INSPECTION_PLAN);
        List<GridPath> ground = ground(draft.selection().areas(), actor);
        PlanRules.check(draft);
        requireOwnTargets(draft, ground, actor);
        Mono<PlanFile> made = checklists
                .current(draft.checklistCode())
                .switchIfEmpty(Mono.error(() ->
                        new Refused(Refusal.field("plan.checklist-unknown", "/checklistCode", draft.checklistCode()))))
                .map(list -> PlanRules.plan(Ids.next(), draft, ground, actor, operation, clock.instant()))
                .flatMap(store::insert);
        return VersionedWrites.make(made, operation, store::findByOperation).map(written -> done(written, call));
    }

    private Done done(Written<PlanFile> written, Call call) {
        return new Done(views.view(written.file(), call.actor(), call.locale()), written.replayed());
    }

    /** The areas named, each within the own area; all of the own area when none is named. */
    private List<GridPath> ground(List<String> named, Actor actor) {
        List<GridPath> ground = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            List<GridPath> paths = areas.paths(named.get(i));
            if (paths.isEmpty()) {
                throw new Refused(Refusal.field("plan.area-unknown", "/selection/areas/" + i, named.get(i)));
            }
            if (!paths.stream().allMatch(actor::covers)) {
                throw new Refused(Refusal.field("plan.outside-area", "/selection/areas/" + i, named.get(i)));
            }
            ground.addAll(paths);
        }
        return ground.isEmpty() ? actor.scopes() : ground;
    }

    /** Each target is of an office in the own area, and of one where the plan goes. */
    private void requireOwnTargets(PlanDraft draft, List<GridPath> ground, Actor actor) {
        for (String code : draft.targets().keySet()) {
            String pointer = "/targets/" + code;
            if (offices.find(code).isEmpty()) {
                throw new Refused(Refusal.field("plan.area-unknown", pointer, code));
            }
            if (!campaigns.coversAll(actor, code)) {
                throw new Refused(Refusal.field("plan.outside-area", pointer, code));
            }
            if (campaigns.ground(code).stream()
                    .noneMatch(area -> ground.stream().anyMatch(path -> path.contains(area) || area.contains(path)))) {
                throw new Refused(Refusal.field("plan.target-outside", pointer, code));
            }
        }
    }

    /**
     * Activates, pauses, starts or ends. Refuses {@code plan.wrong-state} and {@code plan.stale}, and {@code plan.invalid} where
     * no tasks can be made of it. Ending takes back what was not begun. Where making the tasks fails, the plan is as it was
     * before. Repeatable by its operation; and what is so already stays so.
     */
    public Mono<Done> act(UUID id, PlanKind kind, PlanStep step, Call call) {
        PlanMachine.table().requirePermission(step, call.actor());
        return VersionedWrites.change(
                        () -> editable(id, kind, call.actor()),
                        call,
                        plan -> plan.state() == step.to(),
                        plan -> PlanMachine.table()
                                .present(Refusal.of("plan.stale"), plan, call.actor(), clock.instant()),
                        plan -> decide(plan, step, call.actor()),
                        (plan, next) -> store.change(plan, next.file(), call.operation()))
                .flatMap(written -> follow(written).thenReturn(done(written, call)));
    }

    /** When a campaign ends, what it came to is written down with it. */
    private Mono<Decision<PlanFile>> decide(PlanFile plan, PlanStep step, Actor actor) {
        Decision<PlanFile> decision = PlanMachine.decide(plan, step, actor, clock.instant(), null);
        return decision instanceof Decision.Next && step == PlanStep.END && plan.kind() == PlanKind.CAMPAIGN
                ? campaigns
                        .closing(plan)
                        .map(tallies -> PlanMachine.decide(plan, step, actor, clock.instant(), tallies))
                : Mono.just(decision);
    }

    private Mono<Void> follow(Written<PlanFile> written) {
        PlanFile plan = written.file();
        return switch (plan.state()) {
            case ACTIVE ->
                generation
                        .generate(plan)
                        .then()
                        .onErrorResume(failure -> takeBack(written).then(Mono.error(failure)));
            case ENDED -> tasks.skipOpen(plan.id(), OfficeTally.PLAN_ENDED);
            default -> Mono.empty();
        };
    }

    /** A plan whose tasks could not be made is not active; what was made of them goes too, unless it had some before. */
    private Mono<Void> takeBack(Written<PlanFile> written) {
        PlanFile before = written.before();
        if (before == null) {
            return Mono.empty();
        }
        return store.change(written.file(), PlanMachine.restored(before, written.file()), null)
                .then(before.state() == PlanState.DRAFT ? tasks.removePlanned(before.id()) : Mono.empty());
    }

    private Mono<PlanFile> visible(UUID id, PlanKind kind, Actor actor) {
        return store.findVisible(id, kind, actor)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("plan.not-found"))));
    }

    /** A plan that reaches beyond the own area is changed by who covers all of it. */
    private Mono<PlanFile> editable(UUID id, PlanKind kind, Actor actor) {
        return visible(id, kind, actor).map(plan -> {
            if (!plan.isWithin(actor)) {
                throw new Refused(Refusal.of("access.forbidden", Permission.INSPECTION_PLAN.name()));
            }
            return plan;
        });
    }

    /** One plan or campaign; refuses {@code plan.not-found}. */
    public Mono<PlanView> find(UUID id, PlanKind kind, Actor actor, Locale locale) {
        actor.require(Permission.INSPECTION_READ);
        return visible(id, kind, actor).map(plan -> views.view(plan, actor, locale));
    }

    /** A page of plans or campaigns, the newest first. */
    public Mono<Page<PlanView>> list(
            PlanKind kind, int limit, @Nullable String cursor, boolean count, Actor actor, Locale locale) {
        actor.require(Permission.INSPECTION_READ);
        return queries.plans(kind, actor, limit, cursor, count)
                .map(page -> page.map(plan -> views.view(plan, actor, locale)));
    }

    /** How far a campaign has come in the reader's area, by office and in all; refuses {@code plan.not-found}. */
    public Mono<ProgressView> progress(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.INSPECTION_READ);
        return visible(id, PlanKind.CAMPAIGN, actor).flatMap(plan -> campaigns.progress(plan, actor, locale));
    }
}
