package org.wangge.routing.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.ClockProfile;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.RoutingFacts.PositionQuality;
import org.wangge.routing.RoutingFacts.Source;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.RuleExample;
import org.wangge.routing.model.RuleSetContent;
import org.wangge.routing.model.StoredRule;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** The bodies that clients send about rules; their shape only, what is right is found by the analysis. */
final class RuleBodies {

    private RuleBodies() {}

    record IntervalBody(@Nullable Double from, @Nullable Double to) {}

    record CellBody(
            @Size(max = 2000) @Nullable List<@NotBlank @Size(max = 100) String> values,
            @Size(max = 50) @Nullable List<@NotNull IntervalBody> intervals,
            @Nullable Boolean negated) {

        /** Null where it is not of the kind of its column. */
        @Nullable
        Cell cell(Column column) {
            boolean not = Boolean.TRUE.equals(negated);
            if (column.kind() == Column.Kind.NUMBER) {
                return intervals == null || values != null
                        ? null
                        : new Cell.Within(
                                intervals.stream()
                                        .map(one -> new Cell.Interval(one.from, one.to))
                                        .toList(),
                                not);
            }
            return values == null || intervals != null ? null : new Cell.Codes(values, not);
        }
    }

    record OutcomeBody(
            Outcome.@Nullable Target target,
            @Size(max = 40) @Nullable String code,
            @Size(max = 40) @Nullable String clockProfile,
            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 40) String> watchers,
            @Nullable Boolean goOn) {

        Outcome outcome() {
            return new Outcome(
                    target, code, clockProfile, watchers == null ? List.of() : watchers, Boolean.TRUE.equals(goOn));
        }
    }

    /** A row may come back as it was given, with its sentence. */
    @JsonIgnoreProperties("sentence")
    record RowBody(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_.-]{1,60}")
            String id,

            @Nullable Map<Column, @Valid @NotNull CellBody> cells,
            @NotNull @Valid OutcomeBody outcome,
            @Size(max = 500) @Nullable String note) {

        private Rule rule(String pointer, List<Fault> faults) {
            Map<Column, Cell> all = new EnumMap<>(Column.class);
            if (cells != null) {
                cells.forEach((column, body) -> {
                    Cell cell = body.cell(column);
                    if (cell == null) {
                        faults.add(Fault.of(pointer + "/cells/" + column, "routing-rules.cell-kind", column.name()));
                    } else {
                        all.put(column, cell);
                    }
                });
            }
            return new Rule(id, all, outcome.outcome(), note);
        }

        /** Refuses {@code routing-rules.invalid} with the cells that are not of the kind of their column. */
        static List<Rule> rules(List<RowBody> rows) {
            List<Fault> faults = new ArrayList<>();
            List<Rule> rules = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                rules.add(rows.get(i).rule("/rows/" + i, faults));
            }
            if (!faults.isEmpty()) {
                throw new Refused(Refusal.of("routing-rules.invalid").withFaults(faults));
            }
            return rules;
        }
    }

    /** What is not said is as usual: a worker's report from within its grid in working hours. */
    record FactsBody(
            @NotNull @Pattern(regexp = "[0-9A-Z]{1,20}(/[0-9A-Z]{1,20}){0,4}")
            String area,

            @Size(max = 40) @Nullable String category,
            @Nullable Boolean urgent,
            @Nullable Source source,
            @Nullable PositionQuality position,
            @DecimalMin("0") @Nullable Double accuracyMetres,
            @Size(max = 40) @Nullable String placeKind,
            @Nullable TimeClass time,
            @Size(max = 100) @Nullable List<@NotBlank @Size(max = 100) String> words,
            @Nullable DutyClass duty,
            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 40) String> overlays,
            @Size(max = 40) @Nullable String role) {

        RoutingFacts facts() {
            return new RoutingFacts(
                    area,
                    category == null ? "G9999" : category,
                    Boolean.TRUE.equals(urgent),
                    source == null ? Source.WORKER : source,
                    position == null ? PositionQuality.INSIDE : position,
                    accuracyMetres,
                    placeKind,
                    time == null ? TimeClass.WORKING_HOURS : time,
                    words == null ? List.of() : words,
                    duty,
                    overlays == null ? List.of() : overlays,
                    role);
        }
    }

    record ExpectedBody(
            @NotNull Outcome.Target target,
            @Size(max = 40) @Nullable String code) {}

    record ExampleBody(
            @NotBlank @Size(max = 100) String name,
            @NotNull @Valid FactsBody facts,
            @NotNull @Valid ExpectedBody expected) {

        RuleExample example() {
            return new RuleExample(name, facts.facts(), new RuleExample.Expected(expected.target, expected.code));
        }
    }

    record ClockProfileBody(
            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,40}") String name,
            @NotNull @DecimalMin("0.01") @DecimalMax("10") Double factor) {}

    /** Examples and clock profiles that are not named stay as they are. */
    record ContentBody(
            @NotNull @Size(max = 2000) List<@Valid @NotNull RowBody> rows,
            @Size(max = 500) @Nullable List<@Valid @NotNull ExampleBody> examples,
            @Size(max = 50) @Nullable List<@Valid @NotNull ClockProfileBody> clockProfiles) {

        Function<RuleSetContent, RuleSetContent> content() {
            List<StoredRule> stored = StoredRule.of(RowBody.rules(rows));
            return before -> new RuleSetContent(
                    stored,
                    examples == null
                            ? before.examples()
                            : examples.stream().map(ExampleBody::example).toList(),
                    clockProfiles == null
                            ? before.clockProfiles()
                            : clockProfiles.stream()
                                    .map(one -> new ClockProfile(one.name, one.factor))
                                    .toList());
        }
    }

    record DraftBody(@Nullable Integer basedOn) {}

    record PublishBody(@Nullable Instant effectiveFrom) {}

    record NothingBody() {}
}
