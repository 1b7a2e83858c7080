package org.wangge.notification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.Refused;

/** What an administrator can say of who is told, and what nobody can switch off. */
class PolicyRulesTests {

    private static <E extends Enum<E>> List<E> words(Class<E> type, String text) {
        return Stream.of(text.split("\\+"))
                .filter(word -> !word.equals("-"))
                .map(word -> Enum.valueOf(type, word))
                .toList();
    }

    /** Audience, notice, when, unless, channels, urgency and grouping, with spaces between. */
    private static Row row(String text) {
        String[] cells = text.strip().split(" ");
        return new Row(
                Audience.valueOf(cells[0]),
                NoticeKind.valueOf(cells[1]),
                words(Condition.class, cells[2]),
                words(Condition.class, cells[3]),
                words(Way.class, cells[4]),
                Urgency.valueOf(cells[5]),
                Grouping.valueOf(cells[6]));
    }

    private static List<Row> rows(String text) {
        return Stream.of(text.split(";"))
                .filter(line -> !line.isBlank())
                .map(PolicyRulesTests::row)
                .toList();
    }

    @Test
    void each_kind_of_event_is_delivered_with_rows_or_with_none() {
        assertThat(Policies.DELIVERED).containsOnlyKeys(PolicySubject.kinds());
        assertThat(Policies.DELIVERED).allSatisfy(PolicyRules::check);
    }

    @Test
    void what_is_delivered_rings_as_its_template_says_and_is_urgent_only_where_a_hazard_may_hurt() {
        assertThat(Policies.DELIVERED.entrySet().stream()
                        .filter(policy -> policy.getValue().stream().anyMatch(row -> row.urgency() == Urgency.URGENT))
                        .map(policy -> policy.getKey()))
                .containsExactlyInAnyOrder(
                        "hazard.find",
                        "hazard.flag-major",
                        "hazard.remind-major",
                        "hazard.order-stop",
                        "hazard.escalate");
        assertThat(Policies.DELIVERED.values().stream().flatMap(List::stream).filter(row -> row.goesBy(Way.FALLBACK)))
                .allSatisfy(row -> assertThat(Ladder.isFor(row.notice())).isTrue())
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Another subject's.
                "case.file | FINDER CASE_FILED - - INBOX LOW SUBJECT | /rows/0/audience notice-policy.audience-unfit",
                "case.file | ASSIGNEES CASE_FILED - - INBOX LOW SUBJECT | /rows/0/audience notice-policy.audience-unfit",
                "hazard.list | REPORTERS HAZARD_LISTED - - INBOX LOW SUBJECT | /rows/0/audience notice-policy.audience-unfit",
                "webhook.paused | DESK WEBHOOK_PAUSED - - INBOX LOW SUBJECT | /rows/0/audience notice-policy.audience-unfit",
                "case.file | DESK HAZARD_LISTED - - INBOX LOW SUBJECT | /rows/0/notice notice-policy.notice-unfit",
                "case.file | DESK CASE_UNHEARD - - INBOX LOW SUBJECT | /rows/0/notice notice-policy.notice-unfit",
                "task.missed | DESK TASKS_DUE - - INBOX LOW DIGEST | /rows/0/notice notice-policy.notice-unfit",
                "case.file | DESK CASE_DISPATCHED - - INBOX LOW SUBJECT | /rows/0/notice notice-policy.notice-unfit",
                "case.file | DESK CASE_FILED GRAVE - INBOX LOW SUBJECT | /rows/0/when notice-policy.condition-unfit",
                "hazard.list | DESK HAZARD_LISTED - MERGED INBOX LOW SUBJECT | /rows/0/unless notice-policy.condition-unfit",
                "task.missed | DESK TASKS_MISSED CLOSED - INBOX LOW DIGEST | /rows/0/when notice-policy.condition-unfit",
                // What says nothing, or cannot be done.
                "case.file | DESK CASE_FILED OPEN OPEN INBOX LOW SUBJECT | /rows/0/unless notice-policy.condition-twice",
                "case.file | DESK CASE_FILED - - PUSH LOW SUBJECT | /rows/0/channels notice-policy.inbox-missing",
                "case.file | DESK CASE_FILED - - INBOX+FALLBACK LOW SUBJECT | /rows/0/channels notice-policy.fallback-unfit",
                "case.file | DESK CASE_FILED - - INBOX LOW DIGEST | /rows/0/grouping notice-policy.grouping-unfit",
                "task.missed | DESK TASKS_MISSED - - INBOX LOW SUBJECT | /rows/0/grouping notice-policy.grouping-unfit",
                // Assignments.
                "case.rework | '' | /rows notice-policy.assignment-missing",
                "case.dispatch | DESK CASE_FILED - - INBOX LOW SUBJECT | /rows notice-policy.assignment-missing",
                // Who is told of something else first is not told of the assignment.
                "case.dispatch | HANDLERS CASE_COMMENTED - - INBOX LOW SUBJECT; HANDLERS CASE_DISPATCHED - - INBOX+PUSH NORMAL SUBJECT | /rows notice-policy.assignment-missing",
                "case.dispatch | HANDLERS CASE_DISPATCHED URGENT - INBOX+PUSH NORMAL SUBJECT | /rows/0/when notice-policy.assignment-conditional",
                "case.rework | HANDLERS CASE_REWORK - OPEN INBOX+PUSH NORMAL SUBJECT | /rows/0/unless notice-policy.assignment-conditional",
                "case.request-check | ASKED CHECK_ASKED - - INBOX NORMAL SUBJECT | /rows/0/channels notice-policy.assignment-silent",
                "case.request-verification | ASKED VERIFICATION_ASKED - - INBOX+PUSH LOW SUBJECT | /rows/0/urgency notice-policy.assignment-low",
                "task.due | ASSIGNEES TASKS_DUE - - INBOX+PUSH LOW DIGEST | /rows/0/urgency notice-policy.assignment-low"
            })
    void what_cannot_be_said_is_refused_where_it_stands(String kind, String rows, String fault) {
        assertThatThrownBy(() -> PolicyRules.check(kind, rows(rows))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("notice-policy.invalid");
            assertThat(refused.refusal().faults().stream()
                            .map(one -> one.pointer() + " " + one.code())
                            .collect(Collectors.joining(", ")))
                    .isEqualTo(fault);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case.file | ",
                "case.file | WATCHERS CASE_FILED URGENT CLOSED INBOX NORMAL NONE",
                "case.dispatch | HANDLERS CASE_DISPATCHED - - INBOX+PUSH URGENT NONE; GRID_WORKERS CASE_COMMENTED - - INBOX LOW SUBJECT",
                "hazard.list | DISTRICT HAZARD_LISTED - - INBOX LOW NONE",
                "task.due | ASSIGNEES TASKS_DUE - - INBOX+PUSH NORMAL DIGEST",
                "webhook.paused | "
            })
    void what_is_no_assignment_can_be_said_otherwise_or_not_at_all(String policy) {
        String[] cells = policy.split("\\|", -1);
        PolicyRules.check(cells[0].strip(), rows(cells[1]));
    }

    @Test
    void of_a_restricted_case_only_those_hear_whom_it_names_or_who_may_read_it() {
        assertThat(Arrays.stream(Audience.values()).filter(Audience::isNamedByCase))
                .containsExactly(
                        Audience.REPORTERS,
                        Audience.HANDLERS,
                        Audience.NAMED_DEPARTMENTS,
                        Audience.SENDER,
                        Audience.ASKED,
                        Audience.ASKER);
    }
}
