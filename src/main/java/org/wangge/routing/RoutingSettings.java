package org.wangge.routing;

import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How working time counts here.
 *
 * @param zone of the district
 * @param workingHours of a working day, as {@code HH:mm-HH:mm}, in order
 * @param workDay whether N working days are N times the hours of a day, or end with the N-th working day
 */
@Validated
@ConfigurationProperties("wangge.routing")
public record RoutingSettings(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue({"08:00-12:00", "14:00-18:00"}) List<String> workingHours,
        @DefaultValue("HOURS") WorkDayMeaning workDay) {

    /** The two meanings of "N working days" that are in use. */
    public enum WorkDayMeaning {
        /** N times the working hours of a day, from the start on. */
        HOURS,
        /** The end of the N-th working day after the day of the start. */
        END_OF_DAY
    }
}
