package org.wangge.hazard;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.store.HazardQueries;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.listing.Match;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;
import reactor.core.publisher.Mono;

/** The major hazards under listed supervision (挂牌督办), as everyone may see them: no people, and nothing that leads on to them. */
@Component
public class ListedHazards {

    private static final Order BY_NUMBER = new Order("number", false);
    private static final Filter<Set<ListingLevel>> LEVEL =
            Filter.of("level", Filter.anyOf(ListingLevel.class), Match.in("listing.level"));
    private static final Filters ROWS = Filters.of(List.of(BY_NUMBER.field()), LEVEL, Filters.office("areas"));

    private final HazardQueries queries;
    private final Clock clock;

    ListedHazards(HazardQueries queries, Clock clock) {
        this.clock = clock;
        this.queries = queries;
    }

    /**
     * A hazard in public.
     *
     * @param since when it was listed
     * @param until by when it is to be closed out
     * @param stopped whether work or use is stopped there now
     */
    public record PublicHazard(
            String number,
            String placeName,
            String placeAddress,
            String itemText,
            LocalizedText itemTexts,
            ListingLevel level,
            Instant since,
            LocalDate until,
            HazardState state,
            String officeName,
            LocalizedText officeNames,
            boolean stopped) {

        static PublicHazard of(HazardFile file, Locale locale) {
            HazardFile.Listing listing = Objects.requireNonNull(file.listing());
            return new PublicHazard(
                    file.number(),
                    file.place().name(),
                    file.place().address(),
                    file.item().text().in(locale),
                    file.item().text(),
                    listing.level(),
                    listing.at(),
                    listing.until(),
                    file.state(),
                    file.area().officeName().in(locale),
                    file.area().officeName(),
                    file.stop() != null && file.stop().isInForce());
        }
    }

    /** Which of them a request asks for; refuses {@code request.malformed} with the parameter at fault. */
    public static Narrowing filter(QueryValues query) {
        return ROWS.read(query, BY_NUMBER);
    }

    /** A page of those under supervision now, by number; refuses {@code request.cursor-invalid}. */
    public Mono<Page<PublicHazard>> list(
            Narrowing filter, int limit, @Nullable String cursor, boolean count, Locale locale) {
        Narrowing narrowed =
                filter.value(LEVEL) == null ? filter.with(LEVEL, EnumSet.allOf(ListingLevel.class)) : filter;
        return queries.listed(narrowed, clock.instant(), limit, cursor, count)
                .map(page -> page.map(file -> PublicHazard.of(file, locale)));
    }
}
