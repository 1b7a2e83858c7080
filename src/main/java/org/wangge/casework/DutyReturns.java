package org.wangge.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.store.DutyReturnLines;
import org.wangge.category.Categories;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyLists;
import org.wangge.grid.Offices;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** Cases that were given back because the matter is not on the office's duty list, for whoever keeps the lists. */
@Component
public class DutyReturns {

    /** A year and a day, so that a year by the calendar fits. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final int CASES_TOLD = 10;

    private final DutyReturnLines lines;
    private final DutyLists lists;
    private final Categories categories;
    private final Offices offices;

    DutyReturns(DutyReturnLines lines, DutyLists lists, Categories categories, Offices offices) {
        this.lines = lines;
        this.lists = lists;
        this.categories = categories;
        this.offices = offices;
    }

    /**
     * How often a category was given back in an area; the field names are part of the contract.
     *
     * @param dutyClass as the list has it now; null when it does not name the category
     * @param leadDepartment code of the department that leads now, null when none does
     * @param listVersion of the list now, 0 without one
     * @param cases the last ones, the newest first; without those that this person may not know of
     */
    public record Count(
            String officeCode,
            String officeName,
            String category,
            String categoryName,
            long count,
            @Nullable DutyClass dutyClass,
            @Nullable String leadDepartment,
            long listVersion,
            List<Returned> cases) {}

    /** A case that was given back. */
    public record Returned(UUID id, String number, Instant at) {}

    private record Key(String office, String category) {}

    private static final class Tally {

        private final Deque<Returned> last = new ArrayDeque<>();
        private long count;

        void add(DutyReturnLines.Line line, boolean mayKnow) {
            count++;
            if (mayKnow || !line.restricted()) {
                last.add(new Returned(line.caseId(), line.number(), line.at()));
            }
            if (last.size() > CASES_TOLD) {
                last.stream().min(Comparator.comparing(Returned::at)).ifPresent(last::remove);
            }
        }

        List<Returned> newestFirst() {
            return last.stream()
                    .sorted(Comparator.comparing(Returned::at).reversed())
                    .toList();
        }
    }

    /**
     * The counts of this person's area by office and category, the most frequent of an office first. Refuses {@code access.forbidden} to who
     * neither keeps the lists nor arbitrates, and {@code request.malformed} for a period that ends before it begins or is longer
     * than a year.
     *
     * @param areas empty for all of the person's area
     */
    public Mono<List<Count>> counts(List<GridPath> areas, Instant from, Instant to, Actor actor, Locale locale) {
        actor.requireAny(Permission.REFERENCE_EDIT, Permission.CASE_ARBITRATE);
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw QueryValues.malformed("to", "field.form");
        }
        boolean mayKnow = actor.may(Permission.CASE_READ_RESTRICTED);
        return lines.given(areas, from, to, actor)
                .collect(
                        HashMap<Key, Tally>::new,
                        (tallies, line) -> tallies.computeIfAbsent(
                                        new Key(line.officeCode(), line.category()), none -> new Tally())
                                .add(line, mayKnow))
                .map(tallies -> sorted(tallies, locale));
    }

    private List<Count> sorted(Map<Key, Tally> tallies, Locale locale) {
        List<Count> counts = new ArrayList<>();
        tallies.forEach((key, tally) -> counts.add(count(key, tally, locale)));
        counts.sort(Comparator.comparing(Count::officeCode)
                .thenComparing(Comparator.comparingLong(Count::count).reversed())
                .thenComparing(Count::category));
        return counts;
    }

    private Count count(Key key, Tally tally, Locale locale) {
        DutyLists.Duty duty = lists.duty(key.office(), key.category()).orElse(null);
        return new Count(
                key.office(),
                offices.find(key.office())
                        .map(office -> office.names().in(locale))
                        .orElse(key.office()),
                key.category(),
                categories
                        .find(key.category())
                        .map(category -> category.names().in(locale))
                        .orElse(key.category()),
                tally.count,
                duty == null ? null : duty.dutyClass(),
                duty == null ? null : duty.leadDepartment(),
                lists.version(key.office()),
                tally.newestFirst());
    }
}
