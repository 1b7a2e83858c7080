package org.wangge.casework.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseView;
import org.wangge.shared.LocalizedText;

/** The columns of a table of cases, in the order in which they are written. */
enum CaseColumn {
    NUMBER("Number", "编号"),
    STATE("State", "状态"),
    CATEGORY_CODE("Category code", "类别编码"),
    CATEGORY_NAME("Category", "类别"),
    DESCRIPTION("Description", "描述"),
    ADDRESS("Address", "地址"),
    OFFICE_CODE("Office code", "街道编码"),
    OFFICE_NAME("Office", "街道"),
    GRID_CODE("Grid code", "网格编码"),
    GRID_NAME("Grid", "网格"),
    LONGITUDE("Longitude", "经度"),
    LATITUDE("Latitude", "纬度"),
    URGENT("Urgent", "是否紧急"),
    SELF_HANDLED("Self-handled", "是否自办"),
    REPORTER("Reporter", "上报人"),
    OCCURRED_AT("Occurred at", "发生时间"),
    REPORTED_AT("Reported at", "上报时间"),
    CONDITION("Filing condition", "立案条件"),
    DEPARTMENT("Department", "处置部门"),
    ASSIGNEE("Assignee", "处置人"),
    DUE_AT("Due at", "当前时限"),
    OVERDUE("Overdue", "是否逾期"),
    RETURNS("Returns", "回退次数"),
    RESULT("Result", "处置结果"),
    CLOSED_AT("Closed at", "办结时间"),
    UPDATED_AT("Updated at", "更新时间");

    private final LocalizedText heading;

    CaseColumn(String english, String chinese) {
        this.heading = new LocalizedText(chinese, english);
    }

    String heading(Locale locale) {
        return heading.in(locale);
    }

    @Nullable
    Object of(CaseView file) {
        CaseView.PositionView at = file.position();
        CaseView.AssignmentView with = file.assignment();
        return switch (this) {
            case NUMBER -> file.number();
            case STATE -> file.state();
            case CATEGORY_CODE -> file.category().code();
            case CATEGORY_NAME -> file.category().name();
            case DESCRIPTION -> file.description();
            case ADDRESS -> file.address();
            case OFFICE_CODE -> file.routing().officeCode();
            case OFFICE_NAME -> file.routing().officeName();
            case GRID_CODE -> file.area().gridCode();
            case GRID_NAME -> file.area().gridName();
            case LONGITUDE -> at == null ? null : at.longitude();
            case LATITUDE -> at == null ? null : at.latitude();
            case URGENT -> file.urgent();
            case SELF_HANDLED -> file.selfHandled();
            case REPORTER -> file.reporter().name();
            case OCCURRED_AT -> file.occurredAt();
            case REPORTED_AT -> file.reportedAt();
            case CONDITION -> file.filing() == null ? null : file.filing().condition();
            case DEPARTMENT -> with == null ? null : with.departmentName();
            case ASSIGNEE -> with == null ? null : with.assigneeName();
            case DUE_AT -> file.dueAt();
            case OVERDUE -> file.overdue();
            case RETURNS -> file.returns();
            case RESULT -> file.result() == null ? null : file.result().text();
            case CLOSED_AT -> file.closedAt();
            case UPDATED_AT -> file.updatedAt();
        };
    }
}
