package org.wangge.dutylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.fixtures.WanggeTest;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.shared.GridPath;

/** The seeded lists: every category for each of the thirteen offices, found at once. */
@WanggeTest
class SeededDutyListsTests {

    private static final String FENGGU = "510703100";
    private static final String CHENGXIANG = "510703001";

    @Autowired
    private DutyLists lists;

    @Autowired
    private Categories categories;

    @Autowired
    private Offices offices;

    private DutyClass of(String office, String category) {
        return lists.duty(office, category).orElseThrow().dutyClass();
    }

    @Test
    void each_of_the_thirteen_offices_has_every_seeded_category_and_zones_have_no_list() {
        List<Office> all = offices.in(new GridPath("510703"));
        List<String> seeded = categories.all().stream()
                .filter(category ->
                        !category.source().isEmpty() || category.code().equals(Category.TO_BE_CLASSIFIED))
                .map(Category::code)
                .toList();
        assertThat(all)
                .filteredOn(office -> office.kind() != Office.Kind.ZONE)
                .hasSizeGreaterThanOrEqualTo(13)
                .filteredOn(office -> office.code().compareTo("510703114") < 0)
                .allSatisfy(office -> {
                    assertThat(lists.version(office.code())).isPositive();
                    assertThat(seeded)
                            .allSatisfy(code -> assertThat(lists.duty(office.code(), code))
                                    .as(office.code() + " " + code)
                                    .isPresent());
                });
        assertThat(lists.version("510703GXQ")).isZero();
        assertThat(lists.duty("510703GXQ", "G0201")).isEmpty();
    }

    @Test
    void towns_do_more_in_farming_water_and_fire() {
        assertThat(List.of("G0505", "G0504", "G0219"))
                .allSatisfy(code -> assertThat(of(CHENGXIANG, code)).isEqualTo(DutyClass.ASSIST))
                .allSatisfy(code -> assertThat(of(FENGGU, code)).isEqualTo(DutyClass.BASIC));
    }

    @Test
    void what_is_taken_back_has_a_department_that_leads() {
        DutyLists.Duty lifts = lists.duty(CHENGXIANG, "G0213").orElseThrow();
        assertThat(lifts.dutyClass()).isEqualTo(DutyClass.TAKEN_BACK);
        assertThat(lifts.leadDepartment()).isEqualTo("510703-SJJ");
        assertThat(lifts.version()).isPositive();
    }

    @Test
    void what_is_on_no_list_has_no_duty() {
        assertThat(lists.duty("999999999", "G0201")).isEmpty();
        assertThat(lists.duty(CHENGXIANG, "G9871")).isEmpty();
    }
}
