package org.wangge.place;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.LocalizedText;

/**
 * What sort of place it is: a shop, a building site, or a facility that nobody owns, such as a hydrant.
 *
 * @param checklistCode the list to inspect it by, unless a plan says otherwise
 * @param inherentScore its risk without any open hazard, 1 to 64
 * @param industry by which the monthly form counts
 * @param fields what its places are described by; null for all that there is, none of it required
 * @param edition null for one that is only proposed
 */
public record PlaceKind(
        String code,
        LocalizedText names,
        String checklistCode,
        int inherentScore,
        String industry,
        LocalizedText industryNames,
        @Nullable Fields fields,
        @Nullable Edition edition) {

    /** A kind whose places may be described by anything. */
    public PlaceKind(
            String code,
            LocalizedText names,
            String checklistCode,
            int inherentScore,
            String industry,
            LocalizedText industryNames) {
        this(code, names, checklistCode, inherentScore, industry, industryNames, null, null);
    }

    /** Whether a field of a place is asked for. */
    public enum Use {
        REQUIRED,
        OPTIONAL,
        /** Its places have no such thing. */
        NONE
    }

    /** What places of a kind are described by, beside name, address and position. */
    public record Fields(Use owner, Use contact, Use licenceNumber, Use areaSquareMetres) {

        static final Fields ANY = new Fields(Use.OPTIONAL, Use.OPTIONAL, Use.OPTIONAL, Use.OPTIONAL);
    }

    /**
     * Which edition it is; every change makes the next.
     *
     * @param retired no place becomes one of it any more; those that are stay
     * @param publishedBy null for one that came with the program
     */
    public record Edition(
            long version,
            boolean retired,
            Instant publishedAt,
            @Nullable String publishedBy) {}

    /** What its places are described by. */
    public Fields usedFields() {
        return fields == null ? Fields.ANY : fields;
    }

    /** Which edition it is, from 1; older builds did not count. */
    public long version() {
        return edition == null ? 1 : edition.version();
    }

    /** Whether no place may become one of it. */
    public boolean isRetired() {
        return edition != null && edition.retired();
    }

    /** The same in another edition. */
    public PlaceKind of(@Nullable Edition other) {
        return new PlaceKind(code, names, checklistCode, inherentScore, industry, industryNames, usedFields(), other);
    }
}
