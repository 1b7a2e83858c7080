package org.wangge.routing.model;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.LocalizedText;

/** What the statutory holidays are called in English (国务院《全国年节及纪念日放假办法》, art. 2, as the State Council words it). */
public final class HolidayNames {

    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("元旦", "New Year's Day"),
            Map.entry("春节", "Spring Festival"),
            Map.entry("清明节", "Qingming Festival"),
            Map.entry("清明", "Qingming Festival"),
            Map.entry("劳动节", "Labour Day"),
            Map.entry("端午节", "Dragon Boat Festival"),
            Map.entry("端午", "Dragon Boat Festival"),
            Map.entry("中秋节", "Mid-Autumn Festival"),
            Map.entry("中秋", "Mid-Autumn Festival"),
            Map.entry("国庆节", "National Day"),
            Map.entry("国庆", "National Day"));

    private HolidayNames() {}

    /**
     * The name in both languages. Two holidays in one ({@code 国庆节、中秋节}) are told as both.
     *
     * @param english as whoever published the calendar said it; null when nobody did, then as the holiday is known
     */
    public static LocalizedText of(String chinese, @Nullable String english) {
        return new LocalizedText(chinese, english == null || english.isBlank() ? known(chinese) : english);
    }

    /** Empty when the name is no holiday's. */
    private static String known(String chinese) {
        String[] holidays = chinese.strip().split("[、，,]\\s*", -1);
        return Arrays.stream(holidays).allMatch(ENGLISH::containsKey)
                ? Arrays.stream(holidays).map(ENGLISH::get).collect(Collectors.joining(" and "))
                : "";
    }
}
