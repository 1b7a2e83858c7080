package org.wangge.roster.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.Versioned;

/**
 * The shifts of one office as stored; its code is its id, for the district's own the district's code.
 *
 * @param version 0 while nobody has planned anything
 */
public record Roster(String id, List<Shift> shifts, long version) implements Versioned {

    /** What was over before is dropped when something new is planned. */
    private static final Duration REMEMBERED = Duration.ofDays(31);

    public static Roster empty(String officeCode) {
        return new Roster(officeCode, List.of(), 0);
    }

    /** With other shifts, in order; what is so already stays so. */
    public Decision<Roster> planned(List<Shift> wanted, Instant now) {
        List<Shift> kept = wanted.stream()
                .filter(shift -> !shift.to().isBefore(now.minus(REMEMBERED)))
                .sorted(Comparator.comparing(Shift::from)
                        .thenComparing(Shift::role)
                        .thenComparing(Shift::accountId))
                .toList();
        return kept.equals(shifts)
                ? new Decision.Already<>()
                : new Decision.Next<>(new Roster(id, kept, version + 1), List.of());
    }

    /** It is made by the first plan, whoever's that is. */
    @Override
    public @Nullable String operationKey() {
        return null;
    }

    @Override
    public @Nullable String operationHash() {
        return null;
    }

    /** Saying the same again changes nothing, so that no repeat need be known. */
    @Override
    public @Nullable List<Operation.Done> operations() {
        return null;
    }

    @Override
    public String caption() {
        return "/api/v1/duty/" + id;
    }
}
