package org.wangge.hazard.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.Acceptor;
import org.wangge.hazard.DoubtCode;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile.Fix;
import org.wangge.hazard.model.HazardFile.Follower;
import org.wangge.hazard.model.HazardFile.Listing;
import org.wangge.hazard.model.HazardFile.MajorDecision;
import org.wangge.hazard.model.HazardFile.Notice;
import org.wangge.hazard.model.HazardFile.Review;
import org.wangge.hazard.model.HazardFile.Stop;
import org.wangge.hazard.model.HazardMachine.Decision;
import org.wangge.shared.Actor;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;

/** What each action changes, and the line it leaves. */
final class HazardEffects extends HazardStep {

    /** The department decides on a suspected major hazard within this time (domain: within hours). */
    static final Duration DECISION_LIMIT = Duration.ofHours(2);

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Period LONGEST_TIME = Period.ofYears(1);
    /** As good as for ever; what is beyond is a slip. */
    private static final Period LONGEST_LISTING = Period.ofYears(100);

    private final Acceptor actsAs;

    private HazardEffects(HazardFile file, Actor actor, HazardFacts facts) {
        super(file, actor, facts);
        this.actsAs = Acceptor.of(actor);
    }

    static Decision of(HazardFile file, HazardCommand command, Actor actor, HazardFacts facts) {
        return new HazardEffects(file, actor, facts).decide(command);
    }

    private Decision decide(HazardCommand command) {
        if (command instanceof HazardCommand.Reasoned reasoned) {
            return reasoned(reasoned);
        }
        if (command instanceof HazardCommand.IssueNotice notice) {
            return issueNotice(notice);
        }
        if (command instanceof HazardCommand.JoinNotice joining) {
            return joinNotice(joining);
        }
        if (command instanceof HazardCommand.StartRectification start) {
            change.set("state", HazardState.RECTIFYING);
            if (start.plan() != null) {
                change.set("plan", start.plan());
            }
            return moved(command.action(), null, null, file.dueAt(), List.of());
        }
        if (command instanceof HazardCommand.ReportRectified done) {
            return reportRectified(done);
        }
        if (command instanceof HazardCommand.Recheck recheck) {
            return recheck(recheck);
        }
        if (command instanceof HazardCommand.Extend extend) {
            return extend(extend);
        }
        return decideAboutMajor(command);
    }

    private Decision decideAboutMajor(HazardCommand command) {
        if (command instanceof HazardCommand.Stop stop) {
            return stop(stop);
        }
        if (command instanceof HazardCommand.ListHazard listing) {
            return list(listing);
        }
        if (command instanceof HazardCommand.Unlist unlist) {
            Listing listed = requireNonNull(file.listing());
            if (!listed.isInForce()) {
                return new Decision.Already();
            }
            endListing(listed);
            Reason reason = unlist.reason();
            return moved(command.action(), reason, reason == null ? null : reason.text(), null, List.of());
        }
        return HazardNews.of(file, command, facts);
    }

    private Decision reasoned(HazardCommand.Reasoned command) {
        Reason reason = command.reason();
        switch (command.action()) {
            case FLAG_MAJOR ->
                change.set("level", HazardLevel.SUSPECTED_MAJOR)
                        .set("decision", new MajorDecision(me, facts.now(), reason, null, null, null, null))
                        .set("confirmBy", facts.now().plus(DECISION_LIMIT))
                        .set("grade", HazardGrade.of(file.item(), HazardLevel.SUSPECTED_MAJOR, file.recurrences()));
            case CONFIRM_MAJOR -> {
                decided(HazardLevel.MAJOR, reason);
                if (file.state() == HazardState.RECTIFYING || file.state() == HazardState.RECHECK_DUE) {
                    // Without the five elements nothing counts as being put right.
                    change.set("state", HazardState.NOTICED)
                            .set("fix", null)
                            .set("review", null)
                            .set("escalateAt", escalateAt(file.dueAt()));
                }
            }
            case DOWNGRADE -> decided(HazardLevel.GENERAL, reason);
            case TRANSFER ->
                change.set("state", HazardState.TRANSFERRED)
                        .set("open", null)
                        .set("escalateAt", null)
                        .set("confirmBy", null)
                        .set("escalations", file.escalations() + 1);
            case VOID -> end(HazardState.VOIDED);
            default -> throw new IllegalArgumentException("Needs no reason: " + command.action());
        }
        return moved(command.action(), reason, reason.text(), null, List.of());
    }

    private void decided(HazardLevel level, Reason reason) {
        MajorDecision asked = requireNonNull(file.decision());
        change.set("level", level)
                .set(
                        "decision",
                        new MajorDecision(
                                asked.flaggedBy(),
                                asked.flaggedAt(),
                                asked.flagReason(),
                                level == HazardLevel.MAJOR,
                                me,
                                facts.now(),
                                reason))
                .set("confirmBy", null)
                .set("grade", HazardGrade.of(file.item(), level, file.recurrences()));
    }

    private Decision issueNotice(HazardCommand.IssueNotice command) {
        Refusal wrong = wrongDue(command.dueAt());
        if (wrong != null) {
            return new Decision.No(wrong);
        }
        String number = requireNonNull(facts.noticeNumber());
        Instant agreed = agreed(command.dueAt());
        Instant dueAt = agreed == null ? usualDueAt(file) : agreed;
        List<Follower> with = facts.others().stream()
                .map(other -> new Follower(other.id(), agreed == null ? usualDueAt(other) : agreed))
                .toList();
        Notice notice = with.isEmpty()
                ? new Notice(number, file.level(), me, facts.now(), dueAt, null, null, null)
                : new Notice(number, file.level(), me, facts.now(), dueAt, null, with, true);
        return noticed(notice);
    }

    /** All that follow have the time of the one that leads, and the dates that were set then. */
    private Decision joinNotice(HazardCommand.JoinNotice joining) {
        return noticed(
                new Notice(null, file.level(), me, joining.issuedAt(), joining.dueAt(), joining.lead(), null, null));
    }

    private Decision noticed(Notice notice) {
        Instant dueAt = notice.dueAt();
        change.set("state", HazardState.NOTICED)
                .set("notice", notice)
                .set("dueAt", dueAt)
                .set("escalateAt", escalateAt(dueAt));
        return moved(HazardAction.ISSUE_NOTICE, null, notice.printedNumber(), dueAt, List.of());
    }

    private Instant usualDueAt(HazardFile of) {
        return HazardFacts.endOfDayAfter(facts.now(), Period.parse(of.item().deadline()), facts.zone());
    }

    /** Why this date cannot be set by who acts now; null when it can, and for what was agreed on offline. */
    private @Nullable Refusal wrongDue(@Nullable PhoneTime given) {
        return given == null || facts.deviceTime() != null ? null : wrongDate(given.moment(), "/dueAt");
    }

    /**
     * The date that was agreed on, with a doubt when it had passed before this was heard of: the place was told it, so it holds.
     * Null for the usual one, also when the one given cannot be.
     */
    private @Nullable Instant agreed(@Nullable PhoneTime given) {
        Instant dueAt = given == null ? null : given.moment();
        if (given == null || wrongDate(dueAt, "/dueAt") == null) {
            return dueAt;
        }
        Instant doneAt = doubts.doneAt();
        boolean passed = dueAt != null && !dueAt.isAfter(facts.now()) && doneAt != null && dueAt.isAfter(doneAt);
        doubts.add(passed ? DoubtCode.DUE_PASSED : DoubtCode.DUE_UNREAL, "/dueAt", given.given());
        return passed ? dueAt : null;
    }

    private String minute(Instant moment) {
        return MINUTES.format(moment.atZone(facts.zone()));
    }

    private @Nullable Refusal wrongDate(@Nullable Instant dueAt, String pointer) {
        Instant latest = HazardFacts.endOfDayAfter(facts.now(), LONGEST_TIME, facts.zone());
        return dueAt != null && dueAt.isAfter(facts.now()) && !dueAt.isAfter(latest)
                ? null
                : Refusal.field("hazard.date", pointer, minute(facts.now()), minute(latest));
    }

    private Decision reportRectified(HazardCommand.ReportRectified done) {
        List<UUID> photos = doubts.photos(done.mediaIds(), facts.photos());
        long fen = done.cost() == null ? 0 : done.cost().movePointRight(2).longValue();
        change.set("state", HazardState.RECHECK_DUE)
                .set("fix", new Fix(done.note(), me, facts.now()))
                .set("review", null)
                .set("costFen", file.costFen() + fen)
                .set("escalateAt", null)
                .media(photos);
        return moved(done.action(), null, done.note(), null, photos);
    }

    private Decision recheck(HazardCommand.Recheck recheck) {
        List<UUID> photos = doubts.photos(recheck.mediaIds(), facts.photos());
        change.media(photos);
        if (recheck.passed()) {
            passed(recheck.note());
            return moved(recheck.action(), null, recheck.note(), null, photos);
        }
        Refusal wrong = wrongDue(recheck.dueAt());
        if (wrong != null) {
            return new Decision.No(wrong);
        }
        Instant agreed = agreed(recheck.dueAt());
        Instant dueAt = agreed == null ? usualDueAt(file) : agreed;
        change.set("state", HazardState.RECTIFYING)
                .set("round", file.round() + 1)
                .set("fix", null)
                .set("review", null)
                .set("dueAt", dueAt)
                .set("escalateAt", escalateAt(dueAt));
        return moved(recheck.action(), null, recheck.note(), dueAt, photos);
    }

    /** Closes it if this person's word is enough; otherwise it stays due for whose word is (domain 3.3, step 9). */
    private void passed(@Nullable String note) {
        if (actsAs.isLessThan(file.neededAcceptor())) {
            change.set("review", new Review(actsAs, me, facts.now(), note));
        } else {
            change.set("review", null);
            end(HazardState.CLOSED);
        }
    }

    private Decision extend(HazardCommand.Extend extend) {
        Instant from = file.dueAt() == null || file.dueAt().isBefore(facts.now()) ? facts.now() : file.dueAt();
        Instant dueAt = HazardFacts.endOfDayAfter(from, Period.ofDays(extend.days()), facts.zone());
        Refusal wrong = wrongDate(dueAt, "/days");
        if (wrong != null) {
            return new Decision.No(wrong);
        }
        change.set("dueAt", dueAt).set("escalateAt", escalateAt(dueAt));
        return moved(extend.action(), extend.reason(), extend.reason().text(), dueAt, List.of());
    }

    private Decision stop(HazardCommand.Stop stop) {
        if (stop.action() == HazardAction.ORDER_STOP) {
            change.set("stop", new Stop(stop.text(), me, facts.now(), null, null, null));
        } else {
            Stop ordered = requireNonNull(file.stop());
            change.set("stop", new Stop(ordered.text(), ordered.by(), ordered.at(), stop.text(), me, facts.now()));
        }
        return moved(stop.action(), null, stop.text(), null, List.of());
    }

    private Decision list(HazardCommand.ListHazard listing) {
        LocalDate today = LocalDate.ofInstant(facts.now(), facts.zone());
        if (!listing.until().isAfter(today) || listing.until().isAfter(today.plus(LONGEST_LISTING))) {
            return new Decision.No(Refusal.field(
                    "hazard.date",
                    "/until",
                    today.toString(),
                    today.plus(LONGEST_LISTING).toString()));
        }
        change.set("listing", new Listing(listing.level(), listing.until(), me, facts.now(), null));
        return moved(listing.action(), null, listing.level() + " " + listing.until(), null, List.of());
    }
}
