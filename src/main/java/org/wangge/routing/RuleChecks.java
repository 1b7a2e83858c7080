package org.wangge.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Departments;
import org.wangge.category.Categories;
import org.wangge.dutylist.DutyLists;
import org.wangge.grid.GridCells;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.roster.Duty;
import org.wangge.routing.model.RuleSetFile;
import org.wangge.routing.rules.CompiledTable;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.analysis.Analysis;
import org.wangge.routing.rules.analysis.Finding;
import org.wangge.routing.rules.analysis.Finding.Code;
import org.wangge.routing.rules.analysis.Finding.Severity;
import org.wangge.shared.GridPath;
import org.wangge.shared.Refusal.Fault;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** Looks through a rule set as the district is today: what is wrong with its rows, and which of its examples go elsewhere. */
@Component
class RuleChecks {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String EXAMPLE_FAILS = "EXAMPLE_FAILS";

    /** What is asked of a whole table, not of some rows on top of one. */
    private static final Set<Code> OF_A_WHOLE = Set.of(Code.GAP, Code.DUTY_BREACH);

    private final GridCells grids;
    private final Categories categories;
    private final Offices offices;
    private final Departments departments;
    private final DutyLists duties;
    private final Duty duty;
    private final Calendars calendars;
    private final RuleSetViews views;
    private final RuleWords words;
    private final Blocking blocking;
    private final Clock clock;

    RuleChecks(
            GridCells grids,
            Categories categories,
            Offices offices,
            Departments departments,
            DutyLists duties,
            Duty duty,
            Calendars calendars,
            RuleSetViews views,
            RuleWords words,
            Blocking blocking,
            Clock clock) {
        this.grids = grids;
        this.categories = categories;
        this.offices = offices;
        this.departments = departments;
        this.duties = duties;
        this.duty = duty;
        this.calendars = calendars;
        this.views = views;
        this.words = words;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * What there is to say of a rule set, what blocks it first.
     *
     * @param district as which it is looked at, where it is nobody's
     */
    Mono<List<FindingView>> findings(RuleSetFile file, String district, Locale locale) {
        List<Rule> rules = file.rules();
        return analysed(rules, file.clockProfiles(), file.district() == null ? district : file.district())
                .map(found -> {
                    List<FindingView> all = new ArrayList<>();
                    failing(file, rules).forEach(example -> all.add(view(example, locale)));
                    found.forEach(one -> all.add(view(one, rules, file.acknowledged(), locale)));
                    all.sort(Comparator.comparing(FindingView::severity));
                    return all;
                });
    }

    private Mono<List<Finding>> analysed(List<Rule> rules, List<ClockProfile> profiles, String district) {
        Instant now = clock.instant();
        List<String> codes =
                offices.in(new GridPath(district)).stream().map(Office::code).toList();
        return Mono.zip(
                        Mono.fromSupplier(departments::open),
                        duty.planned(codes, now, now.plus(DutyAhead.LOOKED_AHEAD)))
                .flatMap(read -> blocking.call(LONGEST, () -> {
                    DutyAhead ahead = new DutyAhead(calendars.current(), now, read.getT2());
                    return Analysis.of(
                            rules,
                            new KnownToday(
                                    district, grids, categories, offices, read.getT1(), duties, ahead, profiles));
                }));
    }

    /** What blocks, as faults of the rule set, in the reader's language; empty when nothing does. */
    Mono<List<Fault>> blocking(RuleSetFile file, String district, Locale locale) {
        return findings(file, district, locale)
                .map(found -> found.stream()
                        .filter(one -> one.severity() == Severity.BLOCKS)
                        .map(RuleChecks::fault)
                        .toList());
    }

    /** What is wrong with rows that come on top of a table, as faults; empty when nothing is. */
    Mono<List<Fault>> blocking(List<Rule> rules, List<ClockProfile> profiles, String district, Locale locale) {
        return analysed(rules, profiles, district)
                .map(found -> found.stream()
                        .filter(one -> one.severity() == Severity.BLOCKS && !OF_A_WHOLE.contains(one.code()))
                        .map(one -> fault(view(one, rules, List.of(), locale)))
                        .toList());
    }

    private static Fault fault(FindingView found) {
        String pointer = found.rowNumber() == null ? "/rows" : "/rows/" + (found.rowNumber() - 1);
        if (found.column() != null && found.rowNumber() != null) {
            pointer = pointer + "/cells/" + found.column();
        }
        return Fault.of(
                found.example() == null ? pointer : "/examples", "routing-rules.finding", found.text(), found.code());
    }

    /** Keys of what can be acknowledged. */
    Mono<List<String>> toAcknowledge(RuleSetFile file, String district) {
        return analysed(file.rules(), file.clockProfiles(), file.district() == null ? district : file.district())
                .map(found -> found.stream()
                        .filter(one -> one.severity() == Severity.ACKNOWLEDGE)
                        .map(RuleChecks::key)
                        .distinct()
                        .toList());
    }

    private static String key(Finding found) {
        return found.code() + ":" + String.join("+", found.rules()) + ":" + found.column() + ":" + found.value();
    }

    private record Failing(RuleExample example, @Nullable Rule got) {}

    private static List<Failing> failing(RuleSetFile file, List<Rule> rules) {
        CompiledTable table = CompiledTable.of(rules);
        return file.examples().stream()
                .map(example ->
                        new Failing(example, table.decide(example.facts()).rule()))
                .filter(one -> !isAsExpected(one.example().expected(), one.got()))
                .toList();
    }

    private static boolean isAsExpected(RuleExample.Expected expected, @Nullable Rule got) {
        Outcome outcome = got == null ? null : got.outcome();
        return outcome != null
                && outcome.target() == expected.target()
                && (expected.code() == null || Objects.equals(outcome.code(), expected.code()));
    }

    private FindingView view(Failing failing, Locale locale) {
        Rule got = failing.got();
        return new FindingView(
                EXAMPLE_FAILS,
                Severity.BLOCKS,
                got == null ? List.of() : List.of(got.id()),
                null,
                null,
                null,
                failing.example().name(),
                words.failing(failing.example(), got, locale),
                failing.example().facts(),
                null,
                EXAMPLE_FAILS + ":" + failing.example().name(),
                false);
    }

    private FindingView view(Finding found, List<Rule> rules, List<String> acknowledged, Locale locale) {
        String key = key(found);
        return new FindingView(
                found.code().name(),
                found.severity(),
                found.rules(),
                number(found, rules),
                found.column(),
                found.value(),
                null,
                words.finding(found, rules, locale),
                found.witness(),
                found.proposed() == null ? null : views.row(found.proposed(), locale),
                key,
                acknowledged.contains(key));
    }

    private static @Nullable Integer number(Finding found, List<Rule> rules) {
        for (int row = 0; row < rules.size() && !found.rules().isEmpty(); row++) {
            if (rules.get(row).id().equals(found.rules().get(0))) {
                return row + 1;
            }
        }
        return null;
    }
}
