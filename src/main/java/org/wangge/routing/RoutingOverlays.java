package org.wangge.routing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Offices;
import org.wangge.routing.model.OverlayFile;
import org.wangge.routing.model.OverlayRules;
import org.wangge.routing.model.RuleSetMachine;
import org.wangge.routing.model.StoredRule;
import org.wangge.routing.store.OverlayStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Cursor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/**
 * Emergency overlays: for some areas and some hours, rows that come before those of the rule set, and shorter limits. They end by the clock.
 * Whoever asks sees those of the own area, from within and from above ({@code routing-overlay.not-found}).
 */
@Component
public class RoutingOverlays {

    private final OverlayStore store;
    private final RuleBook book;
    private final RuleChecks checks;
    private final RuleSetViews views;
    private final Divisions divisions;
    private final Offices offices;
    private final GridCells grids;
    private final Clock clock;

    RoutingOverlays(
            OverlayStore store,
            RuleBook book,
            RuleChecks checks,
            RuleSetViews views,
            Divisions divisions,
            Offices offices,
            GridCells grids,
            Clock clock) {
        this.store = store;
        this.book = book;
        this.checks = checks;
        this.views = views;
        this.divisions = divisions;
        this.offices = offices;
        this.grids = grids;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     * @param difference what of it differs since, in one text; empty when nothing was written now
     */
    public record Done(OverlayView view, boolean replayed, String difference) {}

    /**
     * Begins an overlay at once. Refuses {@code routing-overlay.until} for an end that is past or more than 72 hours ahead,
     * {@code routing-overlay.area-unknown} also for what lies outside the own area, {@code routing-overlay.empty} for one that changes nothing,
     * and {@code routing-rules.unsound} for rows that name what is not there. Repeatable by its operation.
     */
    public Mono<Done> begin(OverlayDraft draft, Call call) {
        Actor actor = call.actor().require(Permission.CASE_ARBITRATE);
        Instant now = clock.instant();
        Refusal unfit = OverlayRules.unfit(draft.until(), now);
        if (unfit != null) {
            return VersionedWrites.made(call.operation(), store::findByOperation)
                    .flatMap(written -> done(written, "", call))
                    .switchIfEmpty(Mono.error(() -> new Refused(unfit)));
        }
        if (draft.rows().isEmpty() && draft.clockFactor() == null) {
            return Mono.error(() -> new Refused(Refusal.of("routing-overlay.empty")));
        }
        List<String> areas = areas(draft.areas(), actor);
        String district = new GridPath(areas.get(0)).district();
        List<ClockProfile> profiles = book.inForce(district, now).factors().entrySet().stream()
                .map(entry -> new ClockProfile(entry.getKey(), entry.getValue()))
                .toList();
        return checks.blocking(draft.rows(), profiles, district, call.locale())
                .flatMap(faults -> faults.isEmpty()
                        ? VersionedWrites.make(
                                store.insert(file(draft, district, areas, call, now)),
                                call.operation(),
                                store::findByOperation)
                        : Mono.<Written<OverlayFile>>error(
                                () -> new Refused(Refusal.of("routing-rules.unsound", faults.size())
                                        .withFaults(faults))))
                .flatMap(written -> done(
                        written,
                        written.file().kind() + " " + written.file().areas() + " until "
                                + written.file().until(),
                        call));
    }

    private Mono<Done> done(Written<OverlayFile> written, String difference, Call call) {
        return book.run()
                .thenReturn(new Done(
                        view(written.file(), call.actor(), call.locale()),
                        written.replayed(),
                        written.replayed() ? "" : difference));
    }

    private static OverlayFile file(OverlayDraft draft, String district, List<String> areas, Call call, Instant now) {
        Operation operation = call.operation();
        return new OverlayFile(
                Ids.next(),
                district,
                draft.name(),
                draft.kind(),
                areas,
                areas.stream()
                        .flatMap(area -> new GridPath(area).ancestry().stream())
                        .distinct()
                        .toList(),
                StoredRule.of(draft.rows()),
                draft.clockFactor(),
                now,
                draft.until(),
                RuleSetMachine.name(call.actor()),
                null,
                1,
                now,
                operation.key(),
                operation.key() == null ? null : operation.bodyHash(),
                null);
    }

    private List<String> areas(List<String> codes, Actor actor) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            List<GridPath> named = paths(code);
            boolean own = !named.isEmpty()
                    && named.stream().allMatch(actor::covers)
                    && named.stream()
                            .allMatch(path ->
                                    paths.isEmpty() || path.district().equals(new GridPath(paths.get(0)).district()));
            if (!own) {
                throw new Refused(Refusal.field("routing-overlay.area-unknown", "/areas/" + i, code));
            }
            named.stream().map(GridPath::value).forEach(paths::add);
        }
        return paths.stream().distinct().toList();
    }

    /** An office stands for its own area, and for what it handles of others'. */
    private List<GridPath> paths(String code) {
        Optional<GridPath> one =
                divisions.pathOf(code).or(() -> grids.find(code).map(GridCell::path));
        return one.map(List::of)
                .orElseGet(() -> offices.find(code)
                        .map(office -> offices.areasHandledBy(office.code()))
                        .orElse(List.of()));
    }

    /** A page of overlays, the newest first, also those that have ended; refuses {@code request.cursor-invalid}. */
    public Mono<Page<OverlayView>> list(int limit, @Nullable String cursor, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        Cursor after = Cursor.read(cursor, "routing-overlays");
        return store.visible(actor, limit + 1, after == null ? null : after.uuid())
                .map(file -> view(file, actor, locale))
                .collectList()
                .map(found -> Page.of(
                        found,
                        limit,
                        last -> new Cursor("routing-overlays", "", last.id().toString())));
    }

    /** One overlay; refuses {@code routing-overlay.not-found}. */
    public Mono<OverlayView> find(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        return visible(id, actor).map(file -> view(file, actor, locale));
    }

    /** Ends it now. Refuses {@code routing-overlay.stale}. Repeatable; one that has ended stays so. */
    public Mono<Done> end(UUID id, Call call) {
        return change(id, file -> OverlayRules.end(file, call.actor(), clock.instant()), call);
    }

    /**
     * Gives it another end. Refuses {@code routing-overlay.until}, {@code routing-overlay.ended} and {@code routing-overlay.stale}.
     * Repeatable.
     */
    public Mono<Done> extend(UUID id, Instant until, Call call) {
        return change(id, file -> OverlayRules.extend(file, until, call.actor(), clock.instant()), call);
    }

    private Mono<Done> change(UUID id, Function<OverlayFile, Decision<OverlayFile>> decide, Call call) {
        Actor actor = call.actor().require(Permission.CASE_ARBITRATE);
        return VersionedWrites.change(
                        () -> visible(id, actor),
                        call,
                        file -> Refusal.of("routing-overlay.stale")
                                .withPresent(file.version(), OverlayRules.openActions(file, actor, clock.instant())),
                        file -> Mono.just(decide.apply(file)),
                        (file, next) -> store.change(file, next.file(), call.operation()))
                .flatMap(written -> done(
                        written,
                        written.before() == null
                                ? ""
                                : "until " + written.before().until() + " -> "
                                        + written.file().until(),
                        call));
    }

    private Mono<OverlayFile> visible(UUID id, Actor actor) {
        return store.findVisible(id, actor)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("routing-overlay.not-found"))));
    }

    private OverlayView view(OverlayFile file, Actor actor, Locale locale) {
        Instant now = clock.instant();
        return new OverlayView(
                file.id(),
                file.name(),
                file.kind(),
                file.district(),
                file.areas(),
                file.rules().stream().map(rule -> views.row(rule, locale)).toList(),
                file.clockFactor(),
                file.from(),
                file.until(),
                file.isInForce(now),
                person(file.by()),
                file.endedBy() == null ? null : person(file.endedBy()),
                file.version(),
                OverlayRules.openActions(file, actor, now));
    }

    private static RuleSetView.PersonView person(PersonName name) {
        return new RuleSetView.PersonView(name.id(), name.name());
    }
}
