package org.wangge.grid;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/**
 * An office that dispatches: of a sub-district or town, or of a development zone that runs others (托管).
 *
 * @param code the sub-district's nine digits, or the zone's own code ({@code 510703GXQ})
 * @param prefix two letters that begin its case numbers
 * @param hosting who handles this one's area in its stead, and when; empty when it always does so itself
 * @param path the area, {@code 510703/510703001}
 * @param phone shown to the public
 * @param validTo last day, null while it exists
 * @param aliases older codes, and those of other registers
 */
public record Office(
        String code,
        LocalizedText names,
        String prefix,
        Kind kind,
        List<Hosting> hosting,
        GridPath path,
        String phone,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<String> aliases) {

    /** What the office is. */
    public enum Kind {
        /** 街道办事处. */
        SUB_DISTRICT,
        /** 镇人民政府. */
        TOWN,
        /** 开发区管委会: has no grids of its own, hosts others. */
        ZONE
    }

    /**
     * That another office handles the area (托管).
     *
     * @param by the code of that office
     * @param from first day, null for always
     * @param to last day, null while nobody ended it
     */
    public record Hosting(
            String by, @Nullable LocalDate from, @Nullable LocalDate to) {

        public boolean holdsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }

        /** Whether there is a day on which both hold. */
        public boolean meets(Hosting other) {
            return (to == null || other.from == null || !other.from.isAfter(to))
                    && (other.to == null || from == null || !from.isAfter(other.to));
        }
    }

    public Office {
        hosting = List.copyOf(hosting);
        aliases = List.copyOf(aliases);
    }

    /** One that is hosted for good, or not at all. */
    public Office(
            String code,
            LocalizedText names,
            String prefix,
            Kind kind,
            @Nullable String hostedBy,
            GridPath path,
            String phone,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> aliases) {
        this(
                code,
                names,
                prefix,
                kind,
                hostedBy == null ? List.of() : List.of(new Hosting(hostedBy, null, null)),
                path,
                phone,
                validFrom,
                validTo,
                aliases);
    }

    /** The office that handles this one's area on that day, null when it does so itself. */
    public @Nullable String hostedBy(LocalDate day) {
        return hosting.stream()
                .filter(one -> one.holdsOn(day))
                .map(Hosting::by)
                .findFirst()
                .orElse(null);
    }

    /** Whether it is there on that day. */
    public boolean existsOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }

    /** The same with another last day. */
    public Office endedOn(LocalDate lastDay) {
        return new Office(code, names, prefix, kind, hosting, path, phone, validFrom, lastDay, aliases);
    }
}
