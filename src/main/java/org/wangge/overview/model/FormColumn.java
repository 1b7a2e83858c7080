package org.wangge.overview.model;

import java.time.YearMonth;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.shared.LocalizedText;

/**
 * The columns of the monthly form, in its order, and the list behind each number.
 *
 * <p>What was found in the month and what of it was put right are counted of the same hazards, so that a rate is never above one: of
 * those found in the month, how many are closed by now. A form of a past month therefore gets better as its hazards are closed. A hazard
 * that is only suspected to be major counts as a general one until the department confirms it; what was voided was none. Plan and
 * supervision are stocks: how things stood at the end of the month, or now while it lasts; what was confirmed, planned, listed or
 * closed after it does not change them. Money counts in the month in which its
 * hazard was closed, once and for good.
 */
public enum FormColumn {
    /** Places with an inspection submitted in the month, each once. */
    UNITS_CHECKED("检查单位数", "Units checked"),
    GENERAL_FOUND("一般隐患排查数", "General hazards found", month -> general(month).in(notVoided())),
    GENERAL_FIXED("一般隐患整改数", "General hazards fixed", month -> general(month).in(HazardState.CLOSED)),
    GENERAL_RATE("一般隐患整改率（%）", "General hazards fixed (%)"),
    MAJOR_FOUND(
            "重大隐患排查数",
            "Major hazards found",
            month -> HazardFilter.foundIn(month).of(HazardLevel.MAJOR).in(notVoided())),
    MAJOR_CLOSED(
            "重大隐患整改销号数",
            "Major hazards closed",
            month -> HazardFilter.foundIn(month).of(HazardLevel.MAJOR).in(HazardState.CLOSED)),
    MAJOR_RATE("重大隐患整改率（%）", "Major hazards closed (%)"),
    /** All that stand at the end of the month: each of them has to be in the plan. */
    MAJOR_PLANNED("列入治理计划的重大隐患数", "Major hazards in the plan", FormColumn::majorStanding),
    MAJOR_ALL_ELEMENTS(
            "其中五到位数",
            "Of which all five elements met",
            month -> majorStanding(month).planned()),
    LISTED("挂牌督办数", "Hazards under listed supervision", FormColumn::listed),
    LISTED_PROVINCIAL("其中省级挂牌督办数", "Of which provincial", month -> listed(month).listedBy(ListingLevel.PROVINCE)),
    /** The sum of what the listed hazards cost. */
    MONEY_SPENT(
            "整改资金（元）",
            "Money spent (yuan)",
            month -> HazardFilter.closedIn(month).in(HazardState.CLOSED));

    private final String chinese;
    private final String english;
    private final @Nullable Function<YearMonth, HazardFilter> hazards;

    /** A column that counts no hazards, or follows from two others. */
    FormColumn(String chinese, String english) {
        this(chinese, english, null);
    }

    FormColumn(String chinese, String english, @Nullable Function<YearMonth, HazardFilter> hazards) {
        this.chinese = chinese;
        this.english = english;
        this.hazards = hazards;
    }

    private static HazardFilter general(YearMonth month) {
        return HazardFilter.foundIn(month).of(HazardLevel.GENERAL, HazardLevel.SUSPECTED_MAJOR);
    }

    private static HazardFilter majorStanding(YearMonth month) {
        return HazardFilter.standingIn(month).of(HazardLevel.MAJOR).in(notVoided());
    }

    private static HazardFilter listed(YearMonth month) {
        return HazardFilter.listedIn(month).in(notVoided());
    }

    private static HazardState[] notVoided() {
        return new HazardState[] {
            HazardState.FOUND,
            HazardState.NOTICED,
            HazardState.RECTIFYING,
            HazardState.RECHECK_DUE,
            HazardState.TRANSFERRED,
            HazardState.CLOSED
        };
    }

    /** All that was found in the month, of any level. */
    public static HazardFilter found(YearMonth month) {
        return HazardFilter.foundIn(month).in(notVoided());
    }

    public String heading(Locale locale) {
        return new LocalizedText(chinese, english).in(locale);
    }

    public boolean isRate() {
        return this == GENERAL_RATE || this == MAJOR_RATE;
    }

    /** The hazards behind the number; null when it counts none. */
    public @Nullable HazardFilter hazards(YearMonth month) {
        return hazards == null ? null : hazards.apply(month);
    }
}
