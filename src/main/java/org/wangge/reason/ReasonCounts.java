package org.wangge.reason;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reason;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How often each reason was given: for steps of cases and hazards, at inspections, and for tasks that were skipped. */
@Component
public class ReasonCounts {

    /** A year and a day, so that a year by the calendar fits. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private final ObjectProvider<ReasonsGiven> given;
    private final Reasons reasons;

    ReasonCounts(ObjectProvider<ReasonsGiven> given, Reasons reasons) {
        this.given = given;
        this.reasons = reasons;
    }

    /**
     * One reason and how often it was given; the field names are part of the contract.
     *
     * @param label what it says in the reader's language, null for one that nobody knows
     */
    public record Count(
            String action, String code, @Nullable String label, long count) {}

    /**
     * The counts of this person's area, by action, the most frequent first. Refuses {@code request.malformed} for a period that
     * ends before it begins or is longer than a year.
     *
     * @param areas empty for all of the person's area
     * @param action null for all
     */
    public Mono<List<Count>> counts(
            List<GridPath> areas, @Nullable String action, Instant from, Instant to, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ_AREA);
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw QueryValues.malformed("to", "field.form");
        }
        return Flux.fromStream(given.orderedStream())
                .concatMap(module -> module.given(areas, from, to, actor))
                .filter(one -> action == null || one.action().equals(action))
                .collect(Collectors.groupingBy(one -> one, Collectors.counting()))
                .map(counted -> counted.entrySet().stream()
                        .map(entry -> count(entry, locale))
                        .sorted(Comparator.comparing(Count::action)
                                .thenComparing(
                                        Comparator.comparingLong(Count::count).reversed())
                                .thenComparing(Count::code))
                        .toList());
    }

    private Count count(Map.Entry<ReasonsGiven.Given, Long> counted, Locale locale) {
        String action = counted.getKey().action();
        String code = counted.getKey().code();
        GivenReason shown = reasons.shown(action, new Reason(code, null), locale);
        return new Count(action, code, shown == null ? null : shown.label(), counted.getValue());
    }
}
