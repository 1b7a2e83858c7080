package org.wangge.dutylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.json.JsonMapper;

/** The seeded lists: every category for each of the thirteen offices, found at once. */
@WanggeTest
class SeededDutyListsTests {

    private static final String FENGGU = "510703100";
    private static final String CHENGXIANG = "510703001";
    private static final List<String> THIRTEEN = List.of(
            CHENGXIANG,
            "510703003",
            "510703006",
            "510703009",
            "510703011",
            "510703012",
            "510703013",
            FENGGU,
            "510703103",
            "510703106",
            "510703107",
            "510703110",
            "510703113");

    @Autowired
    private DutyLists lists;

    private DutyClass of(String office, String category) {
        return lists.duty(office, category).orElseThrow().dutyClass();
    }

    /** As the file has them: other tests make more. */
    private static List<String> seededCategories() {
        try {
            return new JsonMapper()
                    .readTree(Files.readAllBytes(Path.of("seeds/base/categories.json")))
                    .get("categories")
                    .valueStream()
                    .map(category -> category.get("code").stringValue())
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void each_of_the_thirteen_offices_has_every_seeded_category_and_zones_have_no_list() {
        List<String> seeded = seededCategories();
        assertThat(THIRTEEN).allSatisfy(office -> {
            assertThat(lists.version(office)).isPositive();
            assertThat(seeded)
                    .allSatisfy(code -> assertThat(lists.duty(office, code))
                            .as(office + " " + code)
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
