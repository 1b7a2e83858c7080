package org.wangge.casework;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.CaseView.ArbitrationView;
import org.wangge.casework.CaseView.DeskView;
import org.wangge.casework.CaseView.ObjectionView;
import org.wangge.casework.CaseView.PersonView;
import org.wangge.casework.CaseView.TransferView;
import org.wangge.casework.model.BetweenOffices;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Desk;
import org.wangge.casework.model.Stage;
import org.wangge.casework.model.StageClock;
import org.wangge.reason.Reasons;
import org.wangge.shared.PersonName;

/** Makes the views of where a case waits, in their reader's language. */
@Component
class DeskViews {

    private final Reasons reasons;

    DeskViews(Reasons reasons) {
        this.reasons = reasons;
    }

    DeskView desk(Desk desk, Locale locale) {
        return new DeskView(desk.code(), desk.name().in(locale), desk.kind());
    }

    @Nullable
    TransferView transfer(CaseFile file, Locale locale) {
        BetweenOffices.Transfer offered = file.between().transfer();
        return offered == null
                ? null
                : new TransferView(
                        offered.to().code(),
                        offered.to().name().in(locale),
                        offered.from().code(),
                        offered.from().name().in(locale),
                        person(offered.by()),
                        offered.at(),
                        dueAt(file),
                        reasons.shown(CaseAction.TRANSFER.code(), offered.reason(), locale));
    }

    /** Of the clock, which is computed anew when a calendar comes. */
    private static @Nullable Instant dueAt(CaseFile file) {
        return file.clocks().stream()
                .filter(clock -> clock.stage() == Stage.TRANSFER && clock.state() == StageClock.State.RUNNING)
                .map(StageClock::dueAt)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    ArbitrationView arbitration(CaseFile file, Locale locale) {
        BetweenOffices.Arbitration word = file.between().arbitration();
        return word == null
                ? null
                : new ArbitrationView(
                        word.office() == null ? null : word.office().code(),
                        word.lead() == null ? null : word.lead().code(),
                        word.assisting().stream()
                                .map(BetweenOffices.Assisting::code)
                                .toList(),
                        word.upheld(),
                        person(word.by()),
                        word.at(),
                        reasons.shown(CaseAction.ARBITRATE.code(), word.reason(), locale));
    }

    static @Nullable ObjectionView objection(CaseFile file) {
        BetweenOffices.Objection raised = file.between().objection();
        return raised == null
                ? null
                : new ObjectionView(
                        raised.item(),
                        raised.departmentCode(),
                        raised.officeCode(),
                        person(raised.by()),
                        raised.at(),
                        raised.state());
    }

    private static PersonView person(PersonName name) {
        return new PersonView(name.id(), name.name());
    }
}
