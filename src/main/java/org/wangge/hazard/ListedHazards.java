package org.wangge.hazard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.store.HazardStore;
import org.wangge.shared.Cursor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Page;
import reactor.core.publisher.Mono;

/** The major hazards under listed supervision (挂牌督办), as everyone may see them: no people, and nothing that leads on to them. */
@Component
public class ListedHazards {

    private final HazardStore store;

    ListedHazards(HazardStore store) {
        this.store = store;
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

    /** A page of those under supervision now, by number; refuses {@code request.cursor-invalid}. Empty areas mean everywhere. */
    public Mono<Page<PublicHazard>> list(
            Set<ListingLevel> levels,
            Collection<GridPath> areas,
            int limit,
            @Nullable String cursor,
            boolean count,
            Locale locale) {
        Set<ListingLevel> asked = levels.isEmpty() ? Set.of(ListingLevel.values()) : levels;
        String fingerprint = "listed"
                + Integer.toHexString(
                        List.of(levels.toString(), areas.toString()).hashCode());
        Cursor after = Cursor.read(cursor, fingerprint);
        return store.listed(asked, areas, after == null ? null : after.id(), limit + 1)
                .collectList()
                .flatMap(found -> {
                    Page<PublicHazard> page = Page.of(found, limit, last -> new Cursor(fingerprint, "", last.number()))
                            .map(file -> PublicHazard.of(file, locale));
                    return count ? store.countListed(asked, areas).map(page::withTotal) : Mono.just(page);
                });
    }
}
