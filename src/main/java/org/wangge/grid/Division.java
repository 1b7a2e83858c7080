package org.wangge.grid;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.LocalizedText;

/**
 * One area of the administrative tree, under the code that was valid between two dates.
 *
 * @param code province, city and district 6 digits, sub-district 9, community 12
 * @param parentCode null for a province
 * @param validTo last day, null while it exists
 * @param aliases the same area's codes in older lists and other registers
 * @param approximately where it is, null when unknown
 * @param successors codes of the divisions that have its ground after its last day
 * @param illustrative true when parent or place were chosen for the demonstration and are not official
 */
public record Division(
        String code,
        LocalizedText names,
        Level level,
        @Nullable String parentCode,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<String> aliases,
        @Nullable GeoPoint approximately,
        boolean illustrative,
        @Nullable List<String> successors) {

    /** How deep in the tree. */
    public enum Level {
        PROVINCE,
        CITY,
        DISTRICT,
        TOWNSHIP,
        COMMUNITY;

        /** Digits of a code of this level. */
        public int digits() {
            return switch (this) {
                case PROVINCE, CITY, DISTRICT -> 6;
                case TOWNSHIP -> 9;
                case COMMUNITY -> 12;
            };
        }
    }

    public Division {
        aliases = List.copyOf(aliases);
        successors = successors == null ? List.of() : List.copyOf(successors);
    }

    /** One that nothing has followed yet. */
    public Division(
            String code,
            LocalizedText names,
            Level level,
            @Nullable String parentCode,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> aliases,
            @Nullable GeoPoint approximately,
            boolean illustrative) {
        this(code, names, level, parentCode, validFrom, validTo, aliases, approximately, illustrative, List.of());
    }

    @Override
    public List<String> successors() {
        return Objects.requireNonNullElse(successors, List.of());
    }

    /** Whether the code was in use on that day; unknown dates count as always. */
    public boolean validOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }
}
