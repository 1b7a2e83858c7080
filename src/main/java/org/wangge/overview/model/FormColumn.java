package org.wangge.overview.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    UNITS_CHECKED("检查单位数", "Units checked", "inspected-places", "month"),
    GENERAL_FOUND("一般隐患排查数", "General hazards found", "hazards", "foundMonth", Part.GENERAL, Part.NOT_VOIDED),
    GENERAL_FIXED("一般隐患整改数", "General hazards fixed", "hazards", "foundMonth", Part.GENERAL, Part.CLOSED),
    GENERAL_RATE("一般隐患整改率（%）", "General hazards fixed (%)"),
    MAJOR_FOUND("重大隐患排查数", "Major hazards found", "hazards", "foundMonth", Part.MAJOR, Part.NOT_VOIDED),
    MAJOR_CLOSED("重大隐患整改销号数", "Major hazards closed", "hazards", "foundMonth", Part.MAJOR, Part.CLOSED),
    MAJOR_RATE("重大隐患整改率（%）", "Major hazards closed (%)"),
    /** All that stand at the end of the month: each of them has to be in the plan. */
    MAJOR_PLANNED("列入治理计划的重大隐患数", "Major hazards in the plan", "hazards", "standing", Part.MAJOR, Part.NOT_VOIDED),
    MAJOR_ALL_ELEMENTS(
            "其中五到位数",
            "Of which all five elements met",
            "hazards",
            "standing",
            Part.MAJOR,
            Part.NOT_VOIDED,
            Part.PLANNED),
    LISTED("挂牌督办数", "Hazards under listed supervision", "hazards", "listedIn", Part.NOT_VOIDED),
    LISTED_PROVINCIAL("其中省级挂牌督办数", "Of which provincial", "hazards", "listedIn", Part.NOT_VOIDED, Part.PROVINCIAL),
    /** The sum of what the listed hazards cost. */
    MONEY_SPENT("整改资金（元）", "Money spent (yuan)", "hazards", "closedMonth", Part.CLOSED);

    /** One condition of a list. */
    private enum Part {
        GENERAL("level", "GENERAL,SUSPECTED_MAJOR"),
        MAJOR("level", "MAJOR"),
        NOT_VOIDED("state", "FOUND,NOTICED,RECTIFYING,RECHECK_DUE,TRANSFERRED,CLOSED"),
        CLOSED("state", "CLOSED"),
        PLANNED("planned", "true"),
        PROVINCIAL("listingLevel", "PROVINCE");

        private final String parameter;
        private final String value;

        Part(String parameter, String value) {
            this.parameter = parameter;
            this.value = value;
        }
    }

    private final String chinese;
    private final String english;
    private final @Nullable String list;
    private final String monthParameter;
    private final Part[] parts;

    /** A column that follows from two others. */
    FormColumn(String chinese, String english) {
        this(chinese, english, null, "");
    }

    FormColumn(String chinese, String english, @Nullable String list, String monthParameter, Part... parts) {
        this.chinese = chinese;
        this.english = english;
        this.list = list;
        this.monthParameter = monthParameter;
        this.parts = parts;
    }

    public String heading(Locale locale) {
        return new LocalizedText(chinese, english).in(locale);
    }

    /** The path of the list behind the number; null for a rate. */
    public @Nullable String list() {
        return list;
    }

    /** What that list is narrowed by in this month. */
    public Map<String, String> query(String month) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(monthParameter, month);
        for (Part part : parts) {
            query.put(part.parameter, part.value);
        }
        return query;
    }
}
