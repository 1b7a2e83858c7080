package org.wangge.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.routing.Desks.Placed;
import org.wangge.routing.rules.CompiledTable;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.Verdict;

/** Asks the overlays in their order, then the set; the first row that decides does. Synchronous, from memory. */
@Component
class Rulings {

    private final Desks desks;

    Rulings(Desks desks) {
        this.desks = desks;
    }

    /**
     * What one table said.
     *
     * @param overlay null for the rule set
     */
    record Heard(@Nullable OverlayTable overlay, Verdict verdict) {}

    /**
     * A ruling with the desk it leads to, and what each table said.
     *
     * @param heard up to the one that decided; with a trace, all of them
     */
    record Ruled(Ruling ruling, RoutingDecision.Desk desk, List<Heard> heard) {}

    Ruled decide(RoutingFacts facts, RuleTable table, List<OverlayTable> overlays, Versions versions, boolean traced) {
        List<Heard> heard = new ArrayList<>();
        Heard decided = null;
        for (OverlayTable overlay : overlays) {
            if (decided == null || traced) {
                Heard one = new Heard(overlay, ask(overlay.table(), facts, traced));
                heard.add(one);
                decided = decided == null && one.verdict().rule() != null ? one : decided;
            }
        }
        if (decided == null || traced) {
            Heard last = new Heard(null, ask(table.table(), facts, traced));
            heard.add(last);
            decided = decided == null && last.verdict().rule() != null ? last : decided;
        }
        return ruled(facts, table, overlays, versions, heard, decided);
    }

    /** The versions of what the facts came from. */
    record Versions(long dutyList, long calendar) {}

    private static Verdict ask(CompiledTable table, RoutingFacts facts, boolean traced) {
        return traced ? table.explain(facts) : table.decide(facts);
    }

    private Ruled ruled(
            RoutingFacts facts,
            RuleTable table,
            List<OverlayTable> overlays,
            Versions versions,
            List<Heard> heard,
            @Nullable Heard decided) {
        Rule rule = decided == null ? null : decided.verdict().rule();
        Outcome outcome = rule == null ? null : rule.outcome();
        Placed placed = outcome == null || outcome.target() == null
                ? desks.fallThrough(
                        facts, table.number() == 0 ? Ruling.FellThrough.NO_RULES : Ruling.FellThrough.NO_ROW)
                : desks.place(outcome, facts);
        String profile = outcome == null ? null : outcome.clockProfile();
        Ruling ruling = new Ruling(
                table.number(),
                decided == null || decided.overlay() == null
                        ? null
                        : decided.overlay().file().id(),
                rule == null ? null : rule.id(),
                outcome == null ? null : outcome.target(),
                outcome == null ? null : outcome.code(),
                placed.desk().code(),
                placed.departmentCode(),
                placed.personRole(),
                watchers(heard, decided),
                profile,
                factor(profile, table, overlays),
                placed.fellThrough(),
                versions.dutyList(),
                versions.calendar(),
                overlays.stream().map(overlay -> overlay.file().id()).toList(),
                facts);
        return new Ruled(ruling, placed.desk(), heard);
    }

    /** Those of the tables that were asked before, whose rows went on, and of the one that decided. */
    private static List<String> watchers(List<Heard> heard, @Nullable Heard decided) {
        Set<String> watchers = new LinkedHashSet<>();
        for (Heard one : heard) {
            watchers.addAll(one.verdict().watchers());
            if (one == decided) {
                break;
            }
        }
        return List.copyOf(watchers);
    }

    /** The shortest of the row's and those of the overlays; null when none says any. */
    private static @Nullable Double factor(@Nullable String profile, RuleTable table, List<OverlayTable> overlays) {
        return Stream.concat(
                        Stream.ofNullable(profile).map(table.factors()::get),
                        overlays.stream().map(overlay -> overlay.file().clockFactor()))
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
    }
}
