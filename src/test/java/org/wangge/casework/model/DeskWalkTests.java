package org.wangge.casework.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.casework.model.CaseFixtures.DISPATCHER;
import static org.wangge.casework.model.CaseFixtures.EMERGENCY;
import static org.wangge.casework.model.CaseFixtures.HANDLER;
import static org.wangge.casework.model.CaseFixtures.MONDAY;
import static org.wangge.casework.model.CaseFixtures.NEIGHBOUR;
import static org.wangge.casework.model.CaseFixtures.NEIGHBOURING_HANDLER;
import static org.wangge.casework.model.CaseFixtures.NEXT_DOOR;
import static org.wangge.casework.model.CaseFixtures.OTHER_WORKER;
import static org.wangge.casework.model.CaseFixtures.REASON;
import static org.wangge.casework.model.CaseFixtures.SUPERVISOR;
import static org.wangge.casework.model.CaseFixtures.WORKER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.wangge.account.Department;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.fixtures.ProofSize;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Reason;
import org.wangge.work.Decision;

/** Whatever its people do with a case, it lies at a desk, and somebody there or whoever has it can carry it on. */
@NullUnmarked
class DeskWalkTests {

    private static final int WALKS = ProofSize.of(200, 4_000);
    private static final int STEPS = 40;
    private static final List<Actor> PEOPLE =
            List.of(WORKER, OTHER_WORKER, HANDLER, NEIGHBOURING_HANDLER, DISPATCHER, NEIGHBOUR, SUPERVISOR);
    private static final Department NEXT_UNIT =
            new Department("510703003-YJ", new LocalizedText("工区应急办", "Gongqu Emergency Unit"), "510703003", "510703");

    /** To end it, or to say something, is no way on. */
    private static final Set<CaseAction> NO_WAY_ON = EnumSet.of(CaseAction.COMMENT, CaseAction.VOID);

    private record Move(Actor actor, CaseCommand command, CaseContext facts) {}

    private final Random random = new Random(15);

    @Test
    void nobody_is_left_without_a_case_and_no_case_without_a_desk() {
        EnumSet<CaseAction> taken = EnumSet.noneOf(CaseAction.class);
        for (int walk = 0; walk < WALKS; walk++) {
            CaseFile file =
                    random.nextInt(5) == 0 ? CaseFixtures.atDistrict(CaseFixtures.reported()) : CaseFixtures.reported();
            Instant now = MONDAY;
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(50)));
                CaseFile before = file;
                List<Move> moves = moves(file, now);
                if (moves.isEmpty()) {
                    assertThat(file.state().isOpen()).isFalse();
                    break;
                }
                Move move = moves.get(random.nextInt(moves.size()));
                file = CaseFixtures.apply(file, move.command(), move.actor(), move.facts());
                taken.add(move.command().action());
                assertSound(before, file, move, now);
            }
        }
        assertThat(taken)
                .contains(
                        CaseAction.TRANSFER,
                        CaseAction.ANSWER_TRANSFER,
                        CaseAction.LAPSE_TRANSFER,
                        CaseAction.ESCALATE,
                        CaseAction.ARBITRATE,
                        CaseAction.MOVE_DESK,
                        CaseAction.REOPEN,
                        CaseAction.RECONSIDER,
                        CaseAction.UNFILE,
                        CaseAction.REWORK);
    }

    private static void assertSound(CaseFile before, CaseFile file, Move move, Instant now) {
        String what = before.state() + " at " + before.desk().code() + ", "
                + move.command() + " by " + move.actor().name() + ": " + file.state() + " at "
                + file.desk().code() + " after " + file.returns() + " returns";
        assertThat(file.areas())
                .as(what)
                .containsAll(file.area().gridPath().ancestry())
                .containsAll(file.desk().areas());
        assertThat(file.clocks().stream().filter(clock -> clock.state() == StageClock.State.RUNNING))
                .as(what)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(file.between().transfer() == null || file.state() == CaseState.FILED)
                .as(what)
                .isTrue();
        if (!file.state().isOpen()) {
            return;
        }
        assertThat(file.state() == CaseState.RESOLVED || file.dueAt() != null)
                .as(what)
                .isTrue();
        assertThat(PEOPLE.stream().filter(actor -> carriesOn(file, actor, now)))
                .as(what)
                .isNotEmpty();
    }

    private static boolean carriesOn(CaseFile file, Actor actor, Instant now) {
        return CaseMachine.table().openActions(file, actor, now).stream()
                .map(code -> CaseAction.of(code).orElseThrow())
                .anyMatch(action -> !NO_WAY_ON.contains(action));
    }

    /** All that may be done now, also by the server itself; endings are rare, or no walk would be long. */
    private List<Move> moves(CaseFile file, Instant now) {
        List<Move> moves = new ArrayList<>();
        for (Actor actor : PEOPLE) {
            for (String code : CaseMachine.table().openActions(file, actor, now)) {
                CaseAction action = CaseAction.of(code).orElseThrow();
                boolean ends = EnumSet.of(CaseAction.VOID, CaseAction.WITHDRAW, CaseAction.MERGE, CaseAction.COMMENT)
                        .contains(action);
                if (!ends || random.nextInt(40) == 0) {
                    add(moves, file, actor, command(action), now);
                }
            }
        }
        add(moves, file, Actor.SYSTEM, new CaseCommand.LapseTransfer(), now);
        if (random.nextInt(10) == 0) {
            add(moves, file, Actor.SYSTEM, new CaseCommand.MoveDesk(), now);
        }
        return moves;
    }

    /** Only what the machine lets through: a dispatch to another than the lead is not. */
    private void add(List<Move> moves, CaseFile file, Actor actor, CaseCommand command, Instant now) {
        CaseContext facts = facts(file, actor, command, now);
        if (CaseMachine.decide(file, command, actor, facts) instanceof Decision.Next) {
            moves.add(new Move(actor, command, facts));
        }
    }

    private CaseCommand command(CaseAction action) {
        return switch (action) {
            case ANSWER_TRANSFER -> new CaseCommand.AnswerTransfer(random.nextBoolean(), REASON);
            case RETURN ->
                new CaseCommand.Because(action, random.nextInt(3) == 0 ? new Reason("NOT_ON_DUTY_LIST", null) : REASON);
            case DISPATCH ->
                new CaseCommand.Dispatch(random.nextBoolean() ? EMERGENCY.code() : NEXT_UNIT.code(), null, null);
            default -> CaseFixtures.command(action);
        };
    }

    private CaseContext facts(CaseFile file, Actor actor, CaseCommand command, Instant now) {
        if (command instanceof CaseCommand.Dispatch dispatch) {
            return CaseFixtures.facts(now)
                    .with(dispatch.departmentCode().equals(EMERGENCY.code()) ? EMERGENCY : NEXT_UNIT);
        }
        if (command instanceof CaseCommand.MoveDesk) {
            return CaseFixtures.facts(now)
                    .with(
                            random.nextBoolean()
                                    ? NEXT_DOOR
                                    : Desk.district(file.area().gridPath()));
        }
        CaseContext usual = new CaseFixtures.Step(actor, command).facts(now, file);
        if (command instanceof CaseCommand.Arbitrate && random.nextBoolean()) {
            boolean home = random.nextBoolean();
            return usual.with(home ? CaseFixtures.reported().desk() : NEXT_DOOR).with(home ? EMERGENCY : NEXT_UNIT);
        }
        return usual;
    }
}
