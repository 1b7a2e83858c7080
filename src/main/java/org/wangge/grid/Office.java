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
 * @param hostedBy the office that handles this one's area, null when it does so itself
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
        @Nullable String hostedBy,
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

    public Office {
        aliases = List.copyOf(aliases);
    }
}
