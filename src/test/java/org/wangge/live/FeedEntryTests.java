package org.wangge.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;

/** Who may hear of an entry. */
class FeedEntryTests {

    private static final UUID ME = new UUID(1, 1);
    private static final String HERE = "510703/510703001";
    private static final String ELSEWHERE = "510703/510703002";

    private static Actor reader(String scope, Permission... permissions) {
        return new Actor(
                ME,
                "甲",
                Set.of(Role.DISPATCHER),
                Set.copyOf(Arrays.asList(permissions)),
                List.of(new GridPath(scope)),
                Set.of("510703001-A"));
    }

    private static FeedEntryBuilder of(FeedSubject subject) {
        return Entry.with(new UUID(9, 1)).subject(subject);
    }

    @Test
    void a_case_is_heard_of_in_its_area_by_who_reads_the_area() {
        FeedEntry entry = of(FeedSubject.CASE).build();
        assertThat(entry.isFor(reader(HERE, Permission.CASE_READ, Permission.CASE_READ_AREA)))
                .isTrue();
        assertThat(entry.isFor(reader("510703", Permission.CASE_READ, Permission.CASE_READ_AREA)))
                .isTrue();
        assertThat(entry.isFor(reader(ELSEWHERE, Permission.CASE_READ, Permission.CASE_READ_AREA)))
                .isFalse();
        assertThat(entry.isFor(reader(HERE + "/510703001001", Permission.CASE_READ, Permission.CASE_READ_AREA)))
                .isFalse();
        assertThat(entry.isFor(reader(HERE, Permission.CASE_READ))).isFalse();
        assertThat(entry.isFor(reader(HERE, Permission.CASE_READ_AREA))).isFalse();
    }

    @Test
    void a_party_hears_of_its_case_wherever_it_lies() {
        assertThat(of(FeedSubject.CASE)
                        .parties(List.of(ME.toString()))
                        .build()
                        .isFor(reader(ELSEWHERE, Permission.CASE_READ)))
                .isTrue();
        assertThat(of(FeedSubject.CASE)
                        .parties(List.of("510703001-A"))
                        .build()
                        .isFor(reader(ELSEWHERE, Permission.CASE_READ)))
                .isTrue();
        assertThat(of(FeedSubject.CASE).parties(List.of(ME.toString())).build().isFor(reader(ELSEWHERE)))
                .isFalse();
    }

    @Test
    void a_restricted_case_is_heard_of_by_who_may_read_such_and_by_its_parties() {
        FeedEntryBuilder entry = of(FeedSubject.CASE).restricted(true);
        Actor usual = reader(HERE, Permission.CASE_READ, Permission.CASE_READ_AREA);
        assertThat(entry.build().isFor(usual)).isFalse();
        assertThat(entry.build()
                        .isFor(reader(
                                HERE,
                                Permission.CASE_READ,
                                Permission.CASE_READ_AREA,
                                Permission.CASE_READ_RESTRICTED)))
                .isTrue();
        assertThat(entry.parties(List.of(ME.toString())).build().isFor(usual)).isTrue();
    }

    @Test
    void hazards_and_tasks_are_for_who_may_read_them_in_the_area() {
        FeedEntry hazard = of(FeedSubject.HAZARD).build();
        FeedEntry task = of(FeedSubject.TASK).build();
        assertThat(hazard.isFor(reader(HERE, Permission.HAZARD_READ))).isTrue();
        assertThat(hazard.isFor(reader(HERE, Permission.INSPECTION_READ))).isFalse();
        assertThat(hazard.isFor(reader(ELSEWHERE, Permission.HAZARD_READ))).isFalse();
        assertThat(task.isFor(reader(HERE, Permission.INSPECTION_READ))).isTrue();
        assertThat(task.isFor(reader(HERE, Permission.HAZARD_READ))).isFalse();
        assertThat(task.isFor(reader(ELSEWHERE, Permission.INSPECTION_READ))).isFalse();
    }

    @Test
    void a_notice_is_for_its_recipient_alone() {
        assertThat(of(FeedSubject.NOTICE).person(ME).build().isFor(reader(ELSEWHERE)))
                .isTrue();
        assertThat(of(FeedSubject.NOTICE).person(new UUID(1, 2)).build().isFor(reader("510703", Permission.values())))
                .isFalse();
    }

    @Test
    void an_area_is_named_by_its_code_at_whichever_level() {
        FeedEntry entry = of(FeedSubject.CASE).build();
        assertThat(entry.liesIn("510703")).isTrue();
        assertThat(entry.liesIn("510703001")).isTrue();
        assertThat(entry.liesIn("510703002")).isFalse();
        assertThat(entry.liesIn("703001")).isFalse();
    }
}
