package org.wangge.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Divisions;
import org.wangge.grid.Offices;
import org.wangge.routing.RoutingExplanation.RefusedBy;
import org.wangge.routing.RoutingExplanation.Step;
import org.wangge.routing.Rulings.Heard;
import org.wangge.routing.Rulings.Ruled;
import org.wangge.routing.Rulings.Versions;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.Verdict;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Says why a report is where it is, by asking again the rules that decided; stores nothing. */
@Component
public class RoutingExplanations {

    private final Router router;
    private final Rulings rulings;
    private final RuleBook book;
    private final RuleSets sets;
    private final RuleWords words;
    private final Offices offices;
    private final Divisions divisions;

    RoutingExplanations(
            Router router,
            Rulings rulings,
            RuleBook book,
            RuleSets sets,
            RuleWords words,
            Offices offices,
            Divisions divisions) {
        this.router = router;
        this.rulings = rulings;
        this.book = book;
        this.sets = sets;
        this.words = words;
        this.offices = offices;
        this.divisions = divisions;
    }

    /** A decision that was not made, and why it would be. */
    public record Evaluated(RoutingDecision where, RoutingExplanation explanation) {}

    /**
     * Where a report would go. Refuses {@code routing-rules.not-found} for a set that this person may not see.
     *
     * @param where as {@link Router#route} and {@link Router#withPlace} decide
     * @param version number of the rule set, also of a draft; null for the one in force
     */
    public Mono<Evaluated> evaluate(
            RoutingDecision where, RoutingReport report, @Nullable Integer version, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        Mono<RuleTable> asked = version == null
                ? Mono.fromSupplier(() -> book.inForce(where.area().district(), report.at()))
                : sets.visible(version, actor).map(RuleTable::of);
        return asked.map(table -> {
            Ruled ruled = router.rule(where, report, table, book.overlays(where.area(), report.at()), true);
            return new Evaluated(
                    router.ruled(where, ruled),
                    new RoutingExplanation(
                            view(ruled.ruling(), locale),
                            trace(ruled, locale),
                            true,
                            null,
                            ruled.ruling().facts()));
        });
    }

    /** Why a report went where it went. The facts are those of then; desks, departments and duty lists those of today. */
    public Mono<RoutingExplanation> explain(Ruling ruling, Locale locale) {
        Mono<List<OverlayTable>> overlays =
                Flux.fromIterable(ruling.overlays()).concatMap(book::overlay).collectList();
        return Mono.zip(book.table(ruling.ruleSetVersion()).defaultIfEmpty(RuleTable.NONE), overlays)
                .map(read -> {
                    Ruled now = again(ruling, ruling.facts(), read.getT1(), read.getT2(), true);
                    boolean agrees = ruling.agreesWith(now.ruling());
                    return new RoutingExplanation(
                            view(ruling, locale),
                            trace(now, locale),
                            agrees,
                            agrees ? null : view(now.ruling(), locale),
                            ruling.facts());
                });
    }

    private Ruled again(
            Ruling ruling, RoutingFacts facts, RuleTable table, List<OverlayTable> overlays, boolean traced) {
        return rulings.decide(
                facts, table, overlays, new Versions(ruling.dutyListVersion(), ruling.calendarVersion()), traced);
    }

    /** What these would have been without an overlay, in their order. */
    public Mono<List<RulingView>> without(UUID overlay, Collection<Ruling> all, Locale locale) {
        return Mono.zip(
                        Flux.fromStream(all.stream().map(Ruling::ruleSetVersion).distinct())
                                .concatMap(book::table)
                                .collectMap(RuleTable::number),
                        Flux.fromStream(all.stream()
                                        .flatMap(ruling -> ruling.overlays().stream())
                                        .filter(id -> !id.equals(overlay))
                                        .distinct())
                                .concatMap(book::overlay)
                                .collectMap(one -> one.file().id()))
                .map(read -> all.stream()
                        .map(ruling -> view(without(ruling, overlay, read.getT1(), read.getT2()), locale))
                        .toList());
    }

    private Ruling without(
            Ruling ruling, UUID overlay, Map<Integer, RuleTable> tables, Map<UUID, OverlayTable> overlays) {
        List<OverlayTable> kept = new ArrayList<>();
        for (UUID id : ruling.overlays()) {
            OverlayTable one = overlays.get(id);
            if (one != null && !id.equals(overlay)) {
                kept.add(one);
            }
        }
        RoutingFacts facts = RoutingFactsBuilder.builder(ruling.facts())
                .overlays(FactsOfReports.kinds(kept))
                .build();
        RuleTable table = tables.getOrDefault(ruling.ruleSetVersion(), RuleTable.NONE);
        return again(ruling, facts, table, kept, false).ruling();
    }

    private List<Step> trace(Ruled ruled, Locale locale) {
        List<Step> trace = new ArrayList<>();
        boolean decided = false;
        for (Heard heard : ruled.heard()) {
            Rule decides = decided ? null : heard.verdict().rule();
            for (Verdict.Step step : heard.verdict().trace()) {
                trace.add(step(heard, step, decides, ruled.ruling().facts(), locale));
            }
            decided = decided || decides != null;
        }
        return trace;
    }

    private Step step(Heard heard, Verdict.Step step, @Nullable Rule decides, RoutingFacts facts, Locale locale) {
        OverlayTable overlay = heard.overlay();
        return new Step(
                overlay == null ? null : overlay.file().id(),
                step.rule().id(),
                words.sentence(step.rule(), locale),
                step.matched(),
                step.rule() == decides,
                step.refusedBy() == null ? null : new RefusedBy(step.refusedBy(), words.step(step, facts, locale)));
    }

    /** A ruling for people, with the names of today. */
    public RulingView view(Ruling ruling, Locale locale) {
        String desk = ruling.deskCode();
        boolean district = desk.equals(new GridPath(ruling.facts().area()).district());
        LocalizedText name = district
                ? divisions.find(desk).map(one -> one.names()).orElse(new LocalizedText(desk, desk))
                : offices.find(desk).map(one -> one.names()).orElse(new LocalizedText(desk, desk));
        return new RulingView(
                ruling.ruleSetVersion(),
                ruling.overlayId(),
                ruling.row(),
                ruling.target(),
                ruling.code(),
                new RulingView.DeskView(
                        desk,
                        name.in(locale),
                        district ? RulingView.DeskView.Kind.DISTRICT : RulingView.DeskView.Kind.OFFICE),
                ruling.departmentCode(),
                ruling.personRole(),
                ruling.watchers(),
                ruling.clockProfile(),
                ruling.clockFactor(),
                ruling.fellThrough(),
                ruling.dutyListVersion(),
                ruling.calendarVersion(),
                ruling.overlays());
    }
}
