package org.wangge.hazard.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
import org.wangge.hazard.model.HazardFile.Lead;
import org.wangge.hazard.model.HazardFile.Listing;
import org.wangge.hazard.model.HazardFile.MajorDecision;
import org.wangge.hazard.model.HazardFile.Notice;
import org.wangge.hazard.model.HazardFile.Review;
import org.wangge.hazard.model.HazardFile.Stop;
import org.wangge.shared.Actor;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/** What each action changes, and the line it leaves. */
final class HazardEffects extends HazardStep {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Period LONGEST_TIME = Period.ofYears(1);
    /** As good as for ever; what is beyond is a slip. */
    private static final Period LONGEST_LISTING = Period.ofYears(100);

    private final Acceptor actsAs;

    private HazardEffects(HazardFile file, Actor actor, HazardContext facts, Set<HazardState> to) {
        super(file, actor, facts, to);
        this.actsAs = Acceptor.of(actor);
    }

    static Decision<HazardFile> of(
            HazardFile file, HazardCommand command, Actor actor, HazardContext facts, Set<HazardState> to) {
        return actor.equals(Actor.SYSTEM)
                ? new HazardNews(file, facts, to).decide(command)
                : new HazardEffects(file, actor, facts, to).decide(command);
    }

    private Decision<HazardFile> decide(HazardCommand command) {
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
            next.plan(start.plan() == null ? file.plan() : start.plan());
            return moved(command.action(), null, file.dueAt());
        }
        if (command instanceof HazardCommand.ReportRectified done) {
            return reportRectified(done);
        }
        if (command instanceof HazardCommand.Recheck recheck) {
            return recheck(recheck);
        }
        return command instanceof HazardCommand.Extend extend ? extend(extend) : decideAboutMajor(command);
    }

    private Decision<HazardFile> decideAboutMajor(HazardCommand command) {
        if (command instanceof HazardCommand.Stop stop) {
            return stop(stop);
        }
        if (command instanceof HazardCommand.ListHazard listing) {
            return list(listing);
        }
        if (command instanceof HazardCommand.Unlist unlist) {
            Listing listed = requireNonNull(file.listing());
            if (!listed.isInForce()) {
                return new Decision.Already<>();
            }
            endListing(listed);
            Reason reason = unlist.reason();
            return reason == null ? moved(command.action(), null, null) : moved(command.action(), reason);
        }
        throw new IllegalArgumentException("Nothing that people do: " + command.action());
    }

    private Decision<HazardFile> reasoned(HazardCommand.Reasoned command) {
        Reason reason = command.reason();
        switch (command.action()) {
            case FLAG_MAJOR -> {
                level(HazardLevel.SUSPECTED_MAJOR);
                next.decision(new MajorDecision(me, facts.now(), reason, null, null, null, null))
                        .confirmBy(facts.now().plus(DECISION_LIMIT));
            }
            case CONFIRM_MAJOR -> {
                decided(HazardLevel.MAJOR, reason);
                if (next.state() != file.state()) {
                    next.fix(null).review(null).escalateAt(escalateAt(file.dueAt()));
                }
            }
            case DOWNGRADE -> decided(HazardLevel.GENERAL, reason);
            case TRANSFER -> next.open(null).escalateAt(null).confirmBy(null).escalations(file.escalations() + 1);
            case VOID -> end();
            default -> throw new IllegalArgumentException("Needs no reason: " + command.action());
        }
        return moved(command.action(), reason);
    }

    private void decided(HazardLevel level, Reason reason) {
        MajorDecision asked = requireNonNull(file.decision());
        level(level);
        next.decision(new MajorDecision(
                        asked.flaggedBy(),
                        asked.flaggedAt(),
                        asked.flagReason(),
                        level == HazardLevel.MAJOR,
                        me,
                        facts.now(),
                        reason))
                .confirmBy(null);
    }

    private Decision<HazardFile> issueNotice(HazardCommand.IssueNotice command) {
        Refusal wrong = wrongDue(command.dueAt());
        if (wrong != null) {
            return new Decision.No<>(wrong);
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
    private Decision<HazardFile> joinNotice(HazardCommand.JoinNotice joining) {
        Lead lead = new Lead(joining.leadId(), joining.number());
        return noticed(new Notice(null, file.level(), me, joining.issuedAt(), joining.dueAt(), lead, null, null));
    }

    private Decision<HazardFile> noticed(Notice notice) {
        next.notice(notice);
        dueAt(notice.dueAt());
        return moved(HazardAction.ISSUE_NOTICE, notice.printedNumber(), notice.dueAt());
    }

    private Instant usualDueAt(HazardFile of) {
        return HazardContext.endOfDayAfter(facts.now(), Period.parse(of.item().deadline()), facts.zone());
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
        Instant latest = HazardContext.endOfDayAfter(facts.now(), LONGEST_TIME, facts.zone());
        return dueAt != null && dueAt.isAfter(facts.now()) && !dueAt.isAfter(latest)
                ? null
                : Refusal.field("hazard.date", pointer, minute(facts.now()), minute(latest));
    }

    private Decision<HazardFile> reportRectified(HazardCommand.ReportRectified done) {
        List<UUID> photos = doubts.photos(done.mediaIds(), facts.photos(), "/mediaIds");
        long fen = done.cost() == null ? 0 : done.cost().movePointRight(2).longValue();
        media(photos);
        next.fix(new Fix(done.note(), me, facts.now()))
                .review(null)
                .costFen(file.costFen() + fen)
                .escalateAt(null);
        return moved(done.action(), null, done.note(), null, photos);
    }

    private Decision<HazardFile> recheck(HazardCommand.Recheck recheck) {
        List<UUID> photos = doubts.photos(recheck.mediaIds(), facts.photos(), "/mediaIds");
        media(photos);
        if (recheck.passed()) {
            passed(recheck.note());
            return moved(recheck.action(), null, recheck.note(), null, photos);
        }
        Refusal wrong = wrongDue(recheck.dueAt());
        if (wrong != null) {
            return new Decision.No<>(wrong);
        }
        Instant agreed = agreed(recheck.dueAt());
        Instant dueAt = agreed == null ? usualDueAt(file) : agreed;
        next.state(HazardState.RECTIFYING).round(file.round() + 1).fix(null).review(null);
        dueAt(dueAt);
        return moved(recheck.action(), null, recheck.note(), dueAt, photos);
    }

    /** Closes it if this person's word is enough; otherwise it stays due for whose word is (domain 3.3, step 9). */
    private void passed(@Nullable String note) {
        if (actsAs.isLessThan(file.neededAcceptor())) {
            next.review(new Review(actsAs, me, facts.now(), note));
        } else {
            next.state(HazardState.CLOSED).review(null);
            end();
        }
    }

    private Decision<HazardFile> extend(HazardCommand.Extend extend) {
        Instant from = file.dueAt() == null || file.dueAt().isBefore(facts.now()) ? facts.now() : file.dueAt();
        Instant dueAt = HazardContext.endOfDayAfter(from, Period.ofDays(extend.days()), facts.zone());
        Refusal wrong = wrongDate(dueAt, "/days");
        if (wrong != null) {
            return new Decision.No<>(wrong);
        }
        dueAt(dueAt);
        return moved(extend.action(), extend.reason(), extend.reason().text(), dueAt, List.of());
    }

    private Decision<HazardFile> stop(HazardCommand.Stop stop) {
        if (stop.action() == HazardAction.ORDER_STOP) {
            next.stop(new Stop(stop.text(), me, facts.now(), null, null, null));
        } else {
            Stop ordered = requireNonNull(file.stop());
            next.stop(new Stop(ordered.text(), ordered.by(), ordered.at(), stop.text(), me, facts.now()));
        }
        return moved(stop.action(), stop.text(), null);
    }

    private Decision<HazardFile> list(HazardCommand.ListHazard listing) {
        LocalDate today = LocalDate.ofInstant(facts.now(), facts.zone());
        if (!listing.until().isAfter(today) || listing.until().isAfter(today.plus(LONGEST_LISTING))) {
            return new Decision.No<>(Refusal.field(
                    "hazard.date",
                    "/until",
                    today.toString(),
                    today.plus(LONGEST_LISTING).toString()));
        }
        next.listing(new Listing(listing.level(), listing.until(), me, facts.now(), null));
        return moved(listing.action(), listing.level() + " " + listing.until(), null);
    }
}
