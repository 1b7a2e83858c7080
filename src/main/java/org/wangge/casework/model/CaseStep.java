package org.wangge.casework.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.DoubtCode;
import org.wangge.casework.StepOutcome;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;
import org.wangge.work.Decision;
import org.wangge.work.Journal;

/** One step of a case in the making: what it starts from, what it makes of that, and the line it leaves. */
abstract class CaseStep {

    final CaseFile file;
    final Actor actor;
    final CaseContext facts;
    final CaseState to;
    final PersonName me;
    final Clocks clocks;
    final CaseFileBuilder next;
    private final Doubts doubts;

    CaseStep(CaseFile file, Actor actor, CaseContext facts, CaseState to) {
        this.file = file;
        this.actor = actor;
        this.facts = facts;
        this.to = to;
        this.me = new PersonName(actor.id(), actor.name());
        this.clocks = Clocks.of(file.clocks(), facts.calendar(), facts.now());
        this.next = CaseFileBuilder.builder(file)
                .state(to)
                .version(file.version() + 1)
                .updatedAt(facts.now());
        this.doubts = new Doubts(facts.now());
        if (!actor.equals(Actor.SYSTEM)) {
            party(actor.id());
        }
    }

    final void clocks(Clocks now) {
        next.clocks(now.list()).dueAt(now.dueAt()).provisional(now.provisional());
    }

    /** A limit for accepting or handling, as the rules that decided shorten or lengthen it. */
    final Limit within(Limit usual) {
        return file.ruling() == null ? usual : file.ruling().within(usual);
    }

    final void party(UUID account) {
        party(account.toString());
    }

    final void party(@Nullable String department) {
        if (department != null) {
            next.parties(joined(next.parties(), List.of(department)));
        }
    }

    final void media(List<UUID> more) {
        next.mediaIds(joined(next.mediaIds(), more));
    }

    final void absorb(List<MergedReport> reports) {
        next.merged(joined(next.merged(), reports));
        reports.stream().flatMap(MergedReport::reporterIds).forEach(this::party);
    }

    private static <E> List<E> joined(List<E> known, List<E> more) {
        return Stream.concat(known.stream(), more.stream()).distinct().toList();
    }

    private static <E> List<E> newest(List<E> known, List<E> more, int most) {
        List<E> all = joined(known, more);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** Those of the photos that are there; the others are named as missing. */
    final List<UUID> there(List<UUID> photos) {
        return doubts.photos(photos, facts.photos(), "/mediaIds");
    }

    /** Something of what was sent that is not used. */
    final void doubt(DoubtCode code, String field, String given) {
        doubts.add(code, field, given);
    }

    final Draft line(CaseAction action) {
        return new Draft(action);
    }

    /** A line that says why. */
    final Draft because(CaseCommand command) {
        return line(command.action()).because(Objects.requireNonNull(command.reason()));
    }

    /** The line that the step leaves, as far as it is said. */
    final class Draft {

        private final CaseAction action;
        private PersonName by = me;
        private @Nullable LocalizedText receiver;
        private @Nullable Reason reason;
        private @Nullable String text;
        private @Nullable LocalizedText standing;
        private @Nullable StepOutcome outcome;
        private List<UUID> photos = List.of();

        private Draft(CaseAction action) {
            this.action = action;
        }

        Draft by(PersonName who) {
            by = who;
            return this;
        }

        Draft to(LocalizedText whom) {
            receiver = whom;
            return this;
        }

        Draft to(PersonName whom) {
            return to(new LocalizedText(whom.name(), whom.name()));
        }

        Draft because(Reason why) {
            reason = why;
            return saying(why.text());
        }

        /** Somebody's own words. */
        Draft saying(@Nullable String words) {
            text = words;
            return this;
        }

        /** Words that are the same for everybody, in both languages. */
        Draft saying(LocalizedText words) {
            standing = words;
            return saying(words.zh());
        }

        Draft outcome(@Nullable StepOutcome found) {
            outcome = found;
            return this;
        }

        Draft photos(List<UUID> shown) {
            photos = shown;
            return this;
        }

        Decision<CaseFile> moved() {
            PhoneTime deviceTime = facts.deviceTime();
            doubts.done(deviceTime, "X-Device-Time");
            int sequence = file.timelineLength() + 1;
            TimelineLine draft = new TimelineLine(
                    Ids.next(),
                    sequence,
                    facts.now(),
                    deviceTime == null ? null : deviceTime.moment(),
                    by,
                    action,
                    file.state(),
                    to,
                    receiver == null ? null : receiver.zh(),
                    reason,
                    text,
                    photos,
                    facts.operation().requestId(),
                    file.timelineHash(),
                    "",
                    receiver == null && standing == null && outcome == null
                            ? null
                            : new TimelineLine.Wording(receiver, standing, outcome));
            TimelineLine line = draft.sealed();
            CaseFile after = next.areas(Desk.found(
                            next.area().gridPath(),
                            Stream.concat(Stream.of(next.desk()), next.between().desks())))
                    .doubts(newest(file.doubts(), doubts.at(sequence), CaseFile.DOUBTS_KEPT))
                    .timeline(newest(file.timeline(), List.of(line), Journal.LINES_KEPT))
                    .timelineLength(sequence)
                    .timelineHash(line.hash())
                    .build();
            return new Decision.Next<>(after, List.of(Events.of(file, after)));
        }
    }
}
