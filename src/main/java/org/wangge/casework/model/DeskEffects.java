package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.account.Department;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.StepOutcome;
import org.wangge.casework.model.BetweenOffices.Arbitration;
import org.wangge.casework.model.BetweenOffices.Named;
import org.wangge.casework.model.BetweenOffices.Objection;
import org.wangge.casework.model.BetweenOffices.Transfer;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/** A case goes from desk to desk. At each the dispatch clock begins anew; what was left of the handler's limit stays (R3, R7, R8). */
public final class DeskEffects extends CaseStep {

    /** Why a case comes to another desk without anybody's naming it. */
    public enum Cause {
        UNANSWERED,
        REFUSED,
        GIVEN_AWAY_TWICE,
        OBJECTION,
        RETURNED_AGAIN,
        OFFICE_ENDED
    }

    private final BetweenOffices between;
    private final Desk district;

    DeskEffects(CaseFile file, Actor actor, CaseContext facts, CaseState to) {
        super(file, actor, facts, to);
        this.between = file.between();
        this.district = Desk.district(file.area().gridPath());
    }

    Decision<CaseFile> decide(CaseCommand command) {
        return switch (command.action()) {
            case TRANSFER -> offer(command);
            case ANSWER_TRANSFER -> answer((CaseCommand.AnswerTransfer) command);
            case LAPSE_TRANSFER -> lapse(command);
            case ESCALATE -> escalate(command);
            case ARBITRATE -> arbitrate((CaseCommand.Arbitrate) command);
            default -> move(command);
        };
    }

    /** It stays at the desk until the other one answers; meanwhile that one's clock runs. */
    private Decision<CaseFile> offer(CaseCommand command) {
        Desk receiver = requireNonNull(facts.desk());
        if (receiver.isSameAs(file.desk())) {
            return new Decision.No<>(Refusal.field("case.transfer-own", "/officeCode", receiver.name()));
        }
        next.between(
                between.with(new Transfer(receiver, file.desk(), me, facts.now(), requireNonNull(command.reason()))));
        clocks(clocks.pause(Stage.DISPATCH).start(Stage.TRANSFER, Clocks.ANSWER));
        return because(command).to(receiver.people()).moved();
    }

    /** What was given away twice is nobody's by itself: the district says whose it is. So it does when the other one refuses. */
    private Decision<CaseFile> answer(CaseCommand.AnswerTransfer answer) {
        Transfer offered = requireNonNull(between.transfer());
        BetweenOffices handed = handedOver(offered);
        boolean settled = answer.accept() && handed.handOvers() < BetweenOffices.MOST_HAND_OVERS;
        Desk desk = settled ? offered.to() : district;
        next.between(
                answer.accept()
                        ? handed
                        : handed.with(new Objection(
                                file.category().code(),
                                null,
                                offered.to().code(),
                                me,
                                facts.now(),
                                Objection.State.OPEN)));
        arrive(desk);
        Draft line = answer.reason() == null ? line(answer.action()) : because(answer);
        return line.to(desk.people())
                .outcome(StepOutcome.of(answer.action(), answer.accept()))
                .moved();
    }

    /** Only offices hand over: what the district offers is no dispute. */
    private BetweenOffices handedOver(Transfer offered) {
        return between.handedOver(offered.from().isDistricts() ? 0 : 1);
    }

    private Decision<CaseFile> lapse(CaseCommand command) {
        next.between(handedOver(requireNonNull(between.transfer())));
        arrive(district);
        return line(command.action()).to(district.people()).moved();
    }

    private Decision<CaseFile> escalate(CaseCommand command) {
        arrive(district);
        return because(command).to(district.people()).moved();
    }

    private Decision<CaseFile> arbitrate(CaseCommand.Arbitrate word) {
        Desk desk = requireNonNull(facts.desk());
        Department lead = facts.department();
        Named office = word.officeCode() == null ? null : new Named(desk.code(), desk.name());
        Boolean upheld = upheld(word, desk, lead);
        BetweenOffices decided = between.with(new Arbitration(
                office,
                lead == null ? null : new Named(lead.code(), lead.name()),
                facts.assisting(),
                new Named(file.category().code(), file.category().name()),
                me,
                facts.now(),
                word.reason(),
                upheld));
        Objection objection = between.objection();
        next.between(objection == null || upheld == null ? decided : decided.with(objection.decided(upheld)));
        party(lead == null ? null : lead.code());
        facts.assisting().stream()
                .filter(assisting -> assisting.areas().isEmpty())
                .forEach(assisting -> party(assisting.code()));
        arrive(desk);
        return because(word).to(receiver(desk, lead)).moved();
    }

    /** Null without an open objection. Who objects is right when somebody else gets it, unless the district says otherwise. */
    private @Nullable Boolean upheld(CaseCommand.Arbitrate word, Desk desk, @Nullable Department lead) {
        Objection objection = between.objection();
        if (objection == null || !objection.isOpen()) {
            return null;
        }
        if (word.upheld() != null) {
            return word.upheld();
        }
        return objection.departmentCode() != null && lead != null
                ? !lead.code().equals(objection.departmentCode())
                : !desk.code().equals(objection.officeCode());
    }

    private LocalizedText receiver(Desk desk, @Nullable Department lead) {
        List<LocalizedText> all = lead == null ? List.of(desk.people()) : List.of(desk.people(), lead.name());
        return new LocalizedText(
                String.join("、", all.stream().map(LocalizedText::zh).toList()),
                String.join(", ", all.stream().map(LocalizedText::en).toList()));
    }

    /** The office of the desk has ended. Nobody gave it away, so that no clock changes. */
    private Decision<CaseFile> move(CaseCommand command) {
        Desk desk = requireNonNull(facts.desk());
        if (desk.isSameAs(file.desk())) {
            return new Decision.Already<>();
        }
        next.desk(desk);
        return line(command.action()).to(desk.people()).moved();
    }

    private void arrive(Desk desk) {
        next.desk(desk);
        clocks(clocks.stop(Stage.TRANSFER).stop(Stage.DISPATCH).start(Stage.DISPATCH, Clocks.DESK));
    }

    /** Why a case came to another desk without anybody's naming it; null when somebody did, or it did not. */
    public static @Nullable Cause movedByItself(CaseFile before, CaseFile after) {
        CaseAction action = after.lastLine().action();
        if (before.desk().isSameAs(after.desk())) {
            return null;
        }
        return switch (action) {
            case LAPSE_TRANSFER -> Cause.UNANSWERED;
            case MOVE_DESK -> Cause.OFFICE_ENDED;
            case RETURN -> after.between().isObjected() ? Cause.OBJECTION : Cause.RETURNED_AGAIN;
            case ANSWER_TRANSFER -> after.between().isObjected() ? Cause.REFUSED : givenAway(after);
            default -> null;
        };
    }

    private static @Nullable Cause givenAway(CaseFile after) {
        return after.desk().isDistricts() ? Cause.GIVEN_AWAY_TWICE : null;
    }
}
