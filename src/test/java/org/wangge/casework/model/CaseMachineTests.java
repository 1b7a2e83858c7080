package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.casework.model.CaseFixtures.DISPATCHER;
import static org.wangge.casework.model.CaseFixtures.HANDLER;
import static org.wangge.casework.model.CaseFixtures.MONDAY;
import static org.wangge.casework.model.CaseFixtures.OTHER_WORKER;
import static org.wangge.casework.model.CaseFixtures.SUPERVISOR;
import static org.wangge.casework.model.CaseFixtures.WORKER;
import static org.wangge.casework.model.CaseFixtures.apply;
import static org.wangge.casework.model.CaseFixtures.by;
import static org.wangge.casework.model.CaseFixtures.command;
import static org.wangge.casework.model.CaseFixtures.facts;
import static org.wangge.casework.model.CaseFixtures.in;
import static org.wangge.casework.model.CaseFixtures.play;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.shared.Actor;
import org.wangge.shared.PersonName;
import org.wangge.shared.Role;
import org.wangge.work.Decision;

class CaseMachineTests {

    private static final Set<CaseAction> MAKING = EnumSet.of(CaseAction.REPORT, CaseAction.SELF_HANDLE);

    private static final Set<CaseState> WORKED_ON_AT_A_DESK = EnumSet.of(
            CaseState.REPORTED,
            CaseState.VERIFYING,
            CaseState.DISPATCHED,
            CaseState.RESOLVED,
            CaseState.CHECKING,
            CaseState.CLOSED);

    /** Cases to which in their state something else applies than to most; the table has only what differs. */
    private static final Map<String, CaseFile> SPECIAL = new LinkedHashMap<>();

    static {
        SPECIAL.put("returned-twice", CaseFixtures.returnedTwice());
        SPECIAL.put(
                "district-decided", play(CaseFixtures.returnedTwice(), MONDAY, by(SUPERVISOR, CaseAction.DISPATCH)));
        SPECIAL.put("reworked", play(in(CaseState.RESOLVED), MONDAY, by(DISPATCHER, CaseAction.REWORK)));
        SPECIAL.put("self-handled", CaseFixtures.selfHandled());
        SPECIAL.put("sampled", sampled(MONDAY));
        CaseFile offered = play(in(CaseState.FILED), MONDAY, by(DISPATCHER, CaseAction.TRANSFER));
        CaseFile withDistrict = play(in(CaseState.FILED), MONDAY, by(DISPATCHER, CaseAction.ESCALATE));
        SPECIAL.put("offered", offered);
        SPECIAL.put("next-door", play(offered, MONDAY, by(CaseFixtures.NEIGHBOUR, CaseAction.ANSWER_TRANSFER)));
        SPECIAL.put("with-district", withDistrict);
        SPECIAL.put("arbitrated", play(withDistrict, MONDAY, by(SUPERVISOR, CaseAction.ARBITRATE)));
        for (CaseState state : WORKED_ON_AT_A_DESK) {
            SPECIAL.put(state + " with-district", CaseFixtures.atDistrict(in(state)));
        }
    }

    private static CaseFile sampled(Instant when) {
        return play(CaseFixtures.selfHandled(), when, by(DISPATCHER, CaseAction.REQUEST_CHECK));
    }

    /** The reviewed table: every action in every state by every role, each person being as close to the case as it can be. */
    @Test
    void every_state_action_and_role_is_as_reviewed() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("state,action," + Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(",")));
        for (CaseState state : CaseState.values()) {
            rows(in(state)).forEach(row -> rows.add(state + "," + row));
        }
        SPECIAL.forEach((which, file) -> {
            List<String> usual = rows(in(file.state()));
            rows(file).stream()
                    .filter(row -> !usual.contains(row))
                    .forEach(row -> rows.add(which(file, which) + "," + row));
        });
        String table = String.join("\n", rows) + "\n";
        Files.writeString(Path.of("target", "transitions.csv"), table);
        assertThat(table)
                .isEqualTo(
                        new ClassPathResource("casework/transitions.csv").getContentAsString(StandardCharsets.UTF_8));
    }

    private static String which(CaseFile file, String which) {
        return which.startsWith(file.state() + " ") ? which : file.state() + " " + which;
    }

    private static List<String> rows(CaseFile file) {
        return Arrays.stream(CaseAction.values())
                .filter(action -> !MAKING.contains(action))
                .map(action -> action.code() + ","
                        + Arrays.stream(Role.values())
                                .map(role -> outcome(file, action, CaseFixtures.of(role)))
                                .collect(Collectors.joining(",")))
                .toList();
    }

    private static String outcome(CaseFile file, CaseAction action, Actor closest) {
        Actor actor = asked(action, closest);
        Decision<CaseFile> decision = CaseMachine.decide(
                file, command(action), actor, new CaseFixtures.Step(actor, command(action)).facts(MONDAY, file));
        if (decision instanceof Decision.Next<CaseFile> moved) {
            return moved.file().state().name();
        }
        return decision instanceof Decision.No<CaseFile> no ? no.refusal().code() : "already";
    }

    /** The worker who was asked is another than the one who reported. */
    private static Actor asked(CaseAction action, Actor closest) {
        boolean answers = action == CaseAction.VERIFY || action == CaseAction.CHECK;
        return answers && closest.equals(WORKER) ? OTHER_WORKER : closest;
    }

    @Test
    void open_actions_are_exactly_what_the_machine_lets_through() {
        List<CaseFile> files = new ArrayList<>(SPECIAL.values());
        Arrays.stream(CaseState.values()).map(CaseFixtures::in).forEach(files::add);
        for (CaseFile file : files) {
            for (Actor actor : List.of(WORKER, OTHER_WORKER, HANDLER, DISPATCHER, SUPERVISOR, CaseFixtures.ADMIN)) {
                List<String> allowed = Arrays.stream(CaseAction.values())
                        .filter(action -> !MAKING.contains(action))
                        .filter(action -> CaseMachine.decide(
                                        file,
                                        command(action),
                                        actor,
                                        new CaseFixtures.Step(actor, command(action)).facts(MONDAY, file))
                                instanceof Decision.Next)
                        .map(CaseAction::code)
                        .toList();
                assertThat(CaseMachine.table().openActions(file, actor, MONDAY))
                        .as("%s %s for %s", file.number(), file.state(), actor.name())
                        .containsExactlyInAnyOrderElementsOf(allowed);
            }
        }
    }

    @Test
    void another_reporter_cannot_withdraw() {
        assertThat(refusal(in(CaseState.REPORTED), CaseAction.WITHDRAW, OTHER_WORKER))
                .isEqualTo("case.not-yours");
    }

    @Test
    void after_two_returns_only_the_district_dispatches() {
        CaseFile twice = CaseFixtures.returnedTwice();
        assertThat(refusal(twice, CaseAction.DISPATCH, DISPATCHER)).isEqualTo("case.needs-arbitration");
        assertThat(play(twice, MONDAY, by(SUPERVISOR, CaseAction.DISPATCH)).state())
                .isEqualTo(CaseState.DISPATCHED);
        assertThat(play(twice, MONDAY, by(CaseFixtures.BOTH, CaseAction.DISPATCH))
                        .state())
                .isEqualTo(CaseState.DISPATCHED);
    }

    @Test
    void until_then_the_district_leaves_dispatching_and_revoking_to_the_office() {
        assertThat(refusal(in(CaseState.FILED), CaseAction.DISPATCH, SUPERVISOR))
                .isEqualTo("case.office-dispatches");
        assertThat(CaseMachine.table().openActions(in(CaseState.FILED), SUPERVISOR, MONDAY))
                .doesNotContain("dispatch");
        assertThat(refusal(in(CaseState.HANDLING), CaseAction.REVOKE, SUPERVISOR))
                .isEqualTo("access.forbidden");
        assertThat(play(in(CaseState.FILED), MONDAY, by(CaseFixtures.BOTH, CaseAction.DISPATCH))
                        .state())
                .isEqualTo(CaseState.DISPATCHED);
    }

    @Test
    void a_failed_check_is_not_closed_but_reworked() {
        CaseFile failed = apply(
                in(CaseState.CHECKING), new CaseCommand.Check(false, "还锁着", List.of()), OTHER_WORKER, facts(MONDAY));
        assertThat(refusal(failed, CaseAction.CLOSE, DISPATCHER)).isEqualTo("case.check-failed");
        CaseFile again = play(
                failed,
                MONDAY,
                by(DISPATCHER, CaseAction.REWORK),
                by(HANDLER, CaseAction.ACCEPT),
                by(HANDLER, CaseAction.RESOLVE));
        assertThat(play(again, MONDAY, by(DISPATCHER, CaseAction.CLOSE)).state())
                .isEqualTo(CaseState.CLOSED);
    }

    @Test
    void a_closed_case_is_opened_again_within_thirty_days_only() {
        CaseFile closed = in(CaseState.CLOSED);
        Decision<CaseFile> late = CaseMachine.decide(
                closed, command(CaseAction.REOPEN), DISPATCHER, facts(MONDAY.plus(Duration.ofDays(31))));
        assertThat(late)
                .isInstanceOfSatisfying(
                        Decision.No.class, no -> assertThat(no.refusal().code()).isEqualTo("case.closed-too-long"));
        assertThat(CaseMachine.table().openActions(closed, DISPATCHER, MONDAY.plus(Duration.ofDays(31))))
                .doesNotContain("reopen");
    }

    @Test
    void what_was_settled_on_the_spot_may_be_sampled_for_a_month_and_stays_closed() {
        Instant later = MONDAY.plus(Duration.ofHours(5));
        CaseFile sampled = sampled(later);
        assertThat(sampled.state()).isEqualTo(CaseState.CHECKING);
        assertThat(sampled.dueAt()).isEqualTo(later.plus(Duration.ofMinutes(30)));
        CaseFile failed = apply(sampled, new CaseCommand.Check(false, "又锁上了", List.of()), OTHER_WORKER, facts(later));
        assertThat(failed.state()).isEqualTo(CaseState.CLOSED);
        assertThat(failed.closedAt()).isEqualTo(MONDAY);
        assertThat(failed.dueAt()).isNull();
        assertThat(requireNonNull(failed.check()).positive()).isFalse();
        CaseFile reopened = play(failed, later, by(DISPATCHER, CaseAction.REOPEN));
        assertThat(reopened.state()).isEqualTo(CaseState.FILED);
        assertThat(reopened.check()).isNull();
        assertThat(((Decision.No<CaseFile>) CaseMachine.decide(
                                CaseFixtures.selfHandled(),
                                command(CaseAction.REQUEST_CHECK),
                                DISPATCHER,
                                facts(MONDAY.plus(Duration.ofDays(31)))))
                        .refusal()
                        .code())
                .isEqualTo("case.closed-too-long");
    }

    @Test
    void nobody_checks_what_they_settled_themselves_on_the_spot() {
        Decision<CaseFile> asked = CaseMachine.decide(
                CaseFixtures.selfHandled(),
                new CaseCommand.RequestCheck(WORKER.id(), null),
                DISPATCHER,
                facts(MONDAY).with(new PersonName(WORKER.id(), WORKER.name()), null));
        assertThat(((Decision.No<CaseFile>) asked).refusal().code()).isEqualTo("case.checker-is-handler");
        assertThat(refusal(sampled(MONDAY), CaseAction.CHECK, WORKER)).isEqualTo("case.not-yours");
    }

    @Test
    void what_a_department_closed_after_it_was_opened_again_is_no_sample_any_more() {
        CaseFile closed = play(
                CaseFixtures.selfHandled(),
                MONDAY,
                by(DISPATCHER, CaseAction.REOPEN),
                by(DISPATCHER, CaseAction.DISPATCH),
                by(HANDLER, CaseAction.ACCEPT),
                by(HANDLER, CaseAction.RESOLVE),
                by(DISPATCHER, CaseAction.CLOSE));
        assertThat(refusal(closed, CaseAction.REQUEST_CHECK, DISPATCHER)).isEqualTo("case.wrong-state");
    }

    @Test
    void a_case_is_not_merged_into_itself_or_into_one_that_ended() {
        CaseFile file = in(CaseState.REPORTED);
        Decision<CaseFile> self = CaseMachine.decide(
                file,
                new CaseCommand.Merge(file.id()),
                DISPATCHER,
                facts(MONDAY).with(file));
        assertThat(((Decision.No<CaseFile>) self).refusal().code()).isEqualTo("case.merge-self");
        CaseFile ended = play(
                CaseFixtures.reported(new UUID(1, 9), "CX-260105-0009"), MONDAY, by(DISPATCHER, CaseAction.DECLINE));
        Decision<CaseFile> dead = CaseMachine.decide(
                file,
                new CaseCommand.Merge(ended.id()),
                DISPATCHER,
                facts(MONDAY).with(ended));
        assertThat(((Decision.No<CaseFile>) dead).refusal().code()).isEqualTo("case.merge-target");
        Decision<CaseFile> closed = CaseMachine.decide(
                file,
                new CaseCommand.Merge(sampled(MONDAY).id()),
                DISPATCHER,
                facts(MONDAY).with(sampled(MONDAY)));
        assertThat(((Decision.No<CaseFile>) closed).refusal().code()).isEqualTo("case.merge-target");
    }

    @Test
    void absorbing_the_same_case_twice_changes_nothing() {
        CaseFile file = in(CaseState.REPORTED);
        CaseCommand absorb = command(CaseAction.ABSORB);
        Decision<CaseFile> first =
                CaseMachine.decide(file, absorb, Actor.SYSTEM, facts(MONDAY).with(CaseFixtures.another(false, false)));
        assertThat(first).isInstanceOf(Decision.Next.class);
        assertThat(file(first).parties()).contains(OTHER_WORKER.id().toString());
        CaseFile joined = file(first);
        assertThat(CaseMachine.decide(
                        joined, absorb, Actor.SYSTEM, facts(MONDAY).with(CaseFixtures.another(false, false))))
                .isInstanceOf(Decision.Already.class);
    }

    @Test
    void a_case_ends_with_what_it_came_from_in_every_open_state_and_keeps_the_result_it_had() {
        for (CaseState state : CaseState.values()) {
            Decision<CaseFile> decision =
                    CaseMachine.decide(in(state), command(CaseAction.CONCLUDE), Actor.SYSTEM, facts(MONDAY));
            assertThat(decision instanceof Decision.Next<CaseFile> moved
                            && moved.file().state() == CaseState.CLOSED)
                    .as(state.name())
                    .isEqualTo(state.isOpen());
        }
        CaseFile resolved = in(CaseState.RESOLVED);
        Decision<CaseFile> decision =
                CaseMachine.decide(resolved, command(CaseAction.CONCLUDE), Actor.SYSTEM, facts(MONDAY));
        assertThat(file(decision).outcome())
                .isInstanceOfSatisfying(
                        CaseFile.Outcome.class,
                        outcome -> assertThat(outcome.result())
                                .isEqualTo(requireNonNull(resolved.outcome()).result()));
    }

    @Test
    void the_timeline_is_a_chain_that_shows_every_change() {
        CaseFile file = in(CaseState.CLOSED);
        String previous = TimelineLine.BEGINNING;
        for (TimelineLine line : file.timeline()) {
            assertThat(line.previousHash()).isEqualTo(previous);
            assertThat(line.hash()).isEqualTo(line.expectedHash());
            previous = line.hash();
        }
        assertThat(file.timelineHash()).isEqualTo(previous);
        TimelineLine line = file.timeline().get(2);
        TimelineLine forged = new TimelineLine(
                line.id(),
                line.sequence(),
                line.at(),
                line.deviceAt(),
                line.actor(),
                line.action(),
                line.from(),
                line.to(),
                "somebody else",
                line.reason(),
                line.text(),
                line.mediaIds(),
                line.requestId(),
                line.previousHash(),
                line.hash(),
                line.wording());
        assertThat(forged.expectedHash()).isNotEqualTo(forged.hash());
    }

    private static CaseFile file(Decision<CaseFile> decision) {
        return ((Decision.Next<CaseFile>) decision).file();
    }

    private static String refusal(CaseFile file, CaseAction action, Actor actor) {
        return ((Decision.No<CaseFile>) CaseMachine.decide(file, command(action), actor, facts(MONDAY)))
                .refusal()
                .code();
    }
}
