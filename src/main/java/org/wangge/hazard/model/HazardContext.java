package org.wangge.hazard.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Operation;
import org.wangge.shared.PhoneTime;

/**
 * What a decision needs besides the hazard and the command; read before deciding, so that deciding asks nobody.
 *
 * @param zone whose days count
 * @param deviceTime the phone's time of the act; null when it did not say, and then who acts can still mend what is wrong
 * @param photos those named that are there
 * @param noticeNumber for the notice to be issued, null with other commands
 * @param others the hazards that follow on that notice
 */
public record HazardContext(
        Instant now,
        ZoneId zone,
        Operation operation,
        @Nullable PhoneTime deviceTime,
        Set<UUID> photos,
        @Nullable String noticeNumber,
        List<HazardFile> others) {

    /** For a step that names nothing else. */
    public static HazardContext of(Instant now, ZoneId zone, Operation operation, @Nullable PhoneTime deviceTime) {
        return new HazardContext(now, zone, operation, deviceTime, Set.of(), null, List.of());
    }

    public HazardContext with(Set<UUID> there) {
        return new HazardContext(now, zone, operation, deviceTime, there, noticeNumber, others);
    }

    public HazardContext with(String number, List<HazardFile> following) {
        return new HazardContext(now, zone, operation, deviceTime, photos, number, following);
    }

    /** When it was done by the phone's clock, however wrong; null when it did not say, or named no year that can be kept. */
    public @Nullable Instant deviceAt() {
        return deviceTime == null ? null : deviceTime.moment();
    }

    /** The last second of the day so many natural days after; the same day for none. */
    public static Instant endOfDayAfter(Instant from, Period days, ZoneId zone) {
        return LocalDate.ofInstant(from, zone)
                .plus(days)
                .atTime(LocalTime.of(23, 59, 59))
                .atZone(zone)
                .toInstant();
    }

    /** The month in which a form counts what happens then. */
    public static String month(Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone)).toString();
    }
}
