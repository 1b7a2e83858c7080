package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestStore;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refused;

class AreasStoreTests {

    private final TestStore store = TestStore.open();
    private final Directory directory = new Directory(store).withAreas();
    private final Offices offices = directory.get(Offices.class);
    private final Divisions divisions = directory.get(Divisions.class);

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    @Test
    void a_hosted_area_is_handled_by_its_host_and_both_codes_are_known() {
        Offices.Handling hosted = offices.responsibleFor(GridPath.of("510703", "510703002", "510703002001"));
        assertThat(hosted.handling().code()).isEqualTo("510703GXQ");
        assertThat(hosted.ofArea().code()).isEqualTo("510703002");
        assertThat(hosted.hosted()).isTrue();

        Offices.Handling own = offices.responsibleFor(GridPath.of("510703", "510703001"));
        assertThat(own.handling()).isEqualTo(own.ofArea());
        assertThat(own.hosted()).isFalse();

        assertThat(offices.areasHandledBy("510703GXQ"))
                .containsExactly(GridPath.of("510703", "510703002"), GridPath.of("510703", "510703GXQ"));
        assertThat(offices.areasHandledBy("510703002")).isEmpty();
    }

    @Test
    void an_office_missing_from_the_new_list_is_ended_not_deleted() {
        List<Office> fewer = new ArrayList<>(Directory.offices());
        fewer.remove(0);
        done(offices.replaceAll(fewer));

        assertThat(offices.in(Directory.DISTRICT)).extracting(Office::code).doesNotContain("510703001");
        assertThat(offices.get("510703001").validTo()).isEqualTo(LocalDate.of(2026, 1, 4));
    }

    @Test
    void another_instance_sees_changed_offices_when_it_looks() {
        try (Directory other = new Directory(store)) {
            assertThat(value(other.get(GridCells.class).refreshIfChanged())).isTrue();
            assertThat(other.get(Offices.class).in(Directory.DISTRICT)).hasSize(3);
            assertThat(value(other.get(GridCells.class).refreshIfChanged())).isFalse();

            done(offices.replaceAll(Directory.offices()));
            assertThat(value(other.get(GridCells.class).refreshIfChanged())).isFalse();

            done(divisions.putAll(
                    List.of(Directory.division("510703002002", "三河堰社区", Division.Level.COMMUNITY, "510703002"))));
            assertThat(value(other.get(GridCells.class).refreshIfChanged())).isTrue();
            assertThat(other.get(Divisions.class).pathOf("510703002002"))
                    .contains(GridPath.of("510703", "510703002", "510703002002"));
        }
    }

    @Test
    void faulty_offices_are_refused_with_each_fault_and_change_nothing() {
        List<Office> faulty = List.of(
                Directory.office("510703001", "城厢街道", "cx", Office.Kind.SUB_DISTRICT, null),
                Directory.office("510703002", "普明街道", "PM", Office.Kind.SUB_DISTRICT, "510703XXX"),
                Directory.office("510703002", "普明街道", "PM", Office.Kind.SUB_DISTRICT, null));

        assertThatThrownBy(() -> done(offices.replaceAll(faulty)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().faults())
                                .extracting(fault -> fault.pointer() + " " + fault.code())
                                .containsExactly(
                                        "/0/prefix office.prefix-invalid",
                                        "/1/hostedBy office.host-invalid",
                                        "/2/code office.code-invalid",
                                        "/2/prefix office.prefix-invalid"));
        assertThat(offices.get("510703001").prefix()).isEqualTo("CX");
    }

    @Test
    void the_tree_is_walked_up_and_down_and_an_alias_finds_the_present_code() {
        done(divisions.putAll(List.of(new Division(
                "510703002003",
                new LocalizedText("双碑社区", ""),
                Division.Level.COMMUNITY,
                "510703002",
                LocalDate.of(2020, 1, 1),
                null,
                List.of("510703007008", "510703001001"),
                null,
                true))));

        assertThat(divisions.find("510703007008")).map(Division::code).contains("510703002003");
        assertThat(divisions.find("510703001001"))
                .map(division -> division.names().zh())
                .as("a code in use wins over an alias")
                .contains("顺河街社区");
        assertThat(divisions.below("510703002"))
                .extracting(Division::code)
                .containsExactly("510703002001", "510703002003");
        assertThat(divisions.of(Directory.DISTRICT))
                .extracting(Division::code)
                .startsWith("510000", "510700", "510703", "510703001", "510703002", "510703001001")
                .doesNotContain("510704");
        assertThat(divisions.pathOf("510700")).isEmpty();
        assertThat(divisions.pathOf("510703")).contains(Directory.DISTRICT);
    }

    @Test
    void what_has_ended_has_no_path_any_more_but_is_still_found() {
        Division ended = new Division(
                "510703001001",
                new LocalizedText("顺河街社区", ""),
                Division.Level.COMMUNITY,
                "510703001",
                null,
                LocalDate.of(2025, 12, 31),
                List.of(),
                null,
                false);
        done(divisions.putAll(List.of(ended)));

        assertThat(divisions.find("510703001001")).contains(ended);
        assertThat(divisions.pathOf("510703001001")).isEmpty();
    }

    @Test
    void divisions_with_a_bad_code_or_parent_are_refused() {
        List<Division> faulty = List.of(
                Directory.division("51070300", "短", Division.Level.TOWNSHIP, "510703"),
                Directory.division("510703009", "无上级", Division.Level.TOWNSHIP, "510799"),
                Directory.division("510703009001", "隔级", Division.Level.COMMUNITY, "510703"));

        assertThatThrownBy(() -> done(divisions.putAll(faulty))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("division.invalid");
            assertThat(refused.refusal().faults())
                    .extracting(fault -> fault.pointer() + " " + fault.code())
                    .containsExactly(
                            "/0/code division.code-invalid",
                            "/1/parentCode division.parent-invalid",
                            "/2/parentCode division.parent-invalid");
        });
        assertThat(divisions.find("510703009")).isEmpty();
    }
}
