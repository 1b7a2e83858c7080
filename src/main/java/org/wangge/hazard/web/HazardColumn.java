package org.wangge.hazard.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardNoticeView;
import org.wangge.hazard.HazardView;
import org.wangge.shared.LocalizedText;

/** The columns of a table of hazards, in the order in which they are written. */
enum HazardColumn {
    NUMBER("number", "编号"),
    STATE("state", "状态"),
    LEVEL("level", "等级"),
    PLACE_NAME("placeName", "场所"),
    PLACE_ADDRESS("placeAddress", "地址"),
    PLACE_KIND("placeKind", "场所类型"),
    INDUSTRY("industry", "行业"),
    ITEM_ID("itemId", "检查项编号"),
    ITEM_TEXT("itemText", "隐患内容"),
    NOTE("note", "说明"),
    BASIS("basis", "依据"),
    SCORE("score", "风险分值"),
    OFFICE_CODE("officeCode", "街道编码"),
    OFFICE_NAME("officeName", "街道"),
    GRID_CODE("gridCode", "网格编码"),
    GRID_NAME("gridName", "网格"),
    FOUND_BY("foundBy", "检查人"),
    FOUND_AT("foundAt", "发现时间"),
    DUE_AT("dueAt", "整改期限"),
    OVERDUE("overdue", "是否逾期"),
    ROUND("round", "整改轮次"),
    RECURRENCES("recurrences", "复发次数"),
    NOTICE_NUMBER("noticeNumber", "通知书编号"),
    LISTING_LEVEL("listingLevel", "挂牌督办级别"),
    LISTED_UNTIL("listedUntil", "督办期限"),
    STOPPED("stopped", "是否停产停业"),
    CASE_NUMBER("caseNumber", "案件编号"),
    COST("cost", "整改资金（元）"),
    CLOSED_AT("closedAt", "销号时间");

    private final String key;
    private final String chinese;

    HazardColumn(String key, String chinese) {
        this.key = key;
        this.chinese = chinese;
    }

    String heading(Locale locale) {
        return new LocalizedText(chinese, key).in(locale);
    }

    @Nullable
    Object of(HazardView hazard) {
        HazardNoticeView notice = hazard.notice();
        HazardView.ListingView listing = hazard.listing();
        HazardView.StopView stop = hazard.stopOrder();
        return switch (this) {
            case NUMBER -> hazard.number();
            case STATE -> hazard.state();
            case LEVEL -> hazard.level();
            case PLACE_NAME -> hazard.place().name();
            case PLACE_ADDRESS -> hazard.place().address();
            case PLACE_KIND -> hazard.place().kind();
            case INDUSTRY -> hazard.place().industry();
            case ITEM_ID -> hazard.itemId();
            case ITEM_TEXT -> hazard.itemText();
            case NOTE -> hazard.note();
            case BASIS -> hazard.basis();
            case SCORE -> hazard.grade().score();
            case OFFICE_CODE -> hazard.officeCode();
            case OFFICE_NAME -> hazard.officeName();
            case GRID_CODE -> hazard.gridCode();
            case GRID_NAME -> hazard.gridName();
            case FOUND_BY -> hazard.foundBy().name();
            case FOUND_AT -> hazard.foundAt();
            case DUE_AT -> hazard.dueAt();
            case OVERDUE -> hazard.overdue();
            case ROUND -> hazard.round();
            case RECURRENCES -> hazard.recurrences();
            case NOTICE_NUMBER -> notice == null ? null : notice.number();
            case LISTING_LEVEL -> listing == null || listing.endedAt() != null ? null : listing.level();
            case LISTED_UNTIL -> listing == null || listing.endedAt() != null ? null : listing.until();
            case STOPPED -> stop != null && stop.liftedAt() == null;
            case CASE_NUMBER -> hazard.caseNumber();
            case COST -> hazard.cost();
            case CLOSED_AT -> hazard.closedAt();
        };
    }
}
