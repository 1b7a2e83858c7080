package org.wangge.dutylist.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wangge.account.Department;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyDifference;
import org.wangge.dutylist.DutyDraft;
import org.wangge.dutylist.DutyDraft.Line;
import org.wangge.dutylist.DutyItem;
import org.wangge.dutylist.model.DutyListRules.Checked;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal.Fault;

/** What a duty list must look like; each fault is said with its place. */
class DutyListRulesTests {

    private static final Department FIRE =
            new Department("510703-XFJ", new LocalizedText("区消防救援大队", "Fire Brigade"), "510703", "510703");
    private static final Department OF_AN_OFFICE =
            new Department("510703001-YJ", new LocalizedText("城厢应急办", "Emergency Unit"), "510703001", "510703");
    private static final DutyListRules RULES =
            new DutyListRules(Set.of("G0201", "G0202", "G0203")::contains, List.of(FIRE, OF_AN_OFFICE));

    private static Line line(int row, String category, DutyClass dutyClass, String lead) {
        return Line.of(row, new DutyItem(category, dutyClass, lead, null));
    }

    private static Checked check(Line... lines) {
        return RULES.check(new DutyDraft(List.of(lines), Map.of(), List.of()));
    }

    private static List<String> found(Checked checked) {
        List<String> found = new ArrayList<>();
        checked.findings()
                .forEach(one -> found.add(one.row() + " " + one.column() + " "
                        + one.fault().pointer() + " " + one.fault().code()));
        return found;
    }

    @Test
    void a_list_that_is_right_has_its_matters_by_category() {
        Checked checked = check(
                line(1, "G0203", DutyClass.TAKEN_BACK, "510703-XFJ"),
                line(2, "G0201", DutyClass.BASIC, null),
                line(3, "G0202", DutyClass.ASSIST, "区消防救援大队"));
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.items())
                .containsExactly(
                        new DutyItem("G0201", DutyClass.BASIC, null, null),
                        new DutyItem("G0202", DutyClass.ASSIST, "510703-XFJ", null),
                        new DutyItem("G0203", DutyClass.TAKEN_BACK, "510703-XFJ", null));
    }

    @Test
    void an_unknown_category_and_one_that_comes_twice_are_found_with_their_rows() {
        Checked checked = check(
                line(1, "G0201", DutyClass.BASIC, null),
                line(2, "G9871", DutyClass.BASIC, null),
                line(3, "G0201", DutyClass.ASSIST, "510703-XFJ"));
        assertThat(found(checked))
                .containsExactly(
                        "2 category /items/1/category dutylist.category-unknown",
                        "3 category /items/2/category dutylist.category-twice");
        assertThat(checked.findings().get(1).fault().arguments()).containsExactly("G0201", "1");
        assertThat(checked.items()).containsExactly(new DutyItem("G0201", DutyClass.BASIC, null, null));
    }

    @Test
    void what_is_assisted_in_or_taken_back_needs_a_department_of_the_district() {
        Checked checked = check(
                line(1, "G0201", DutyClass.ASSIST, null),
                line(2, "G0202", DutyClass.TAKEN_BACK, "510703-NONE"),
                line(3, "G0203", DutyClass.TAKEN_BACK, "510703001-YJ"));
        assertThat(found(checked))
                .containsExactly(
                        "1 leadDepartment /items/0/leadDepartment dutylist.lead-missing",
                        "2 leadDepartment /items/1/leadDepartment dutylist.lead-unknown",
                        "3 leadDepartment /items/2/leadDepartment dutylist.lead-not-district");
    }

    @Test
    void what_the_office_does_itself_may_name_a_department_too_if_there_is_one() {
        assertThat(check(line(1, "G0201", DutyClass.BASIC, "510703001-YJ")).findings())
                .isEmpty();
        assertThat(found(check(line(1, "G0201", DutyClass.BASIC, "X"))))
                .containsExactly("1 leadDepartment /items/0/leadDepartment dutylist.lead-unknown");
    }

    @Test
    void a_list_without_matters_is_found_empty_unless_something_else_is_wrong_with_the_whole() {
        assertThat(found(check())).containsExactly("null items /items dutylist.empty");
        Checked headless = RULES.check(
                new DutyDraft(List.of(), Map.of(), List.of(Fault.of("事项编码", "dutylist.column-missing", "事项编码"))));
        assertThat(found(headless)).containsExactly("null 事项编码 事项编码 dutylist.column-missing");
    }

    @Test
    void of_a_cell_one_thing_is_said_and_columns_go_by_the_headings_of_the_table() {
        Line merged = new Line(
                7,
                "G9871",
                null,
                null,
                "x".repeat(201),
                List.of(
                        Fault.of("category", "dutylist.cell-merged"),
                        Fault.of("dutyClass", "dutylist.class-unknown", "？")));
        DutyDraft table =
                new DutyDraft(List.of(merged), Map.of("category", "编码", "dutyClass", "类别", "basis", "依据"), List.of());
        assertThat(found(RULES.check(table)))
                .containsExactly(
                        "7 编码 /items/0/category dutylist.cell-merged",
                        "7 类别 /items/0/dutyClass dutylist.class-unknown",
                        "7 依据 /items/0/basis field.size");
    }

    @Test
    void the_difference_of_two_lists_names_what_is_new_changed_and_gone() {
        List<DutyItem> before = List.of(
                new DutyItem("G0201", DutyClass.BASIC, null, null), new DutyItem("G0202", DutyClass.BASIC, null, null));
        List<DutyItem> after = List.of(
                new DutyItem("G0202", DutyClass.TAKEN_BACK, "510703-XFJ", null),
                new DutyItem("G0203", DutyClass.BASIC, null, null));
        assertThat(DutyDifference.between(before, after))
                .extracting(DutyDifference::toString)
                .containsExactly("G0201 BASIC>-", "G0202 BASIC>TAKEN_BACK 510703-XFJ", "G0203 ->BASIC");
        assertThat(DutyDifference.between(before, before)).isEmpty();
    }
}
