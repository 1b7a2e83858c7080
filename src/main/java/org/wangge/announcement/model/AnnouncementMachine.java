package org.wangge.announcement.model;

import static org.wangge.announcement.AnnouncementState.SENDING;
import static org.wangge.announcement.AnnouncementState.SENT;
import static org.wangge.announcement.AnnouncementState.WITHDRAWN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.wangge.announcement.AnnouncementAction;
import org.wangge.announcement.AnnouncementState;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;
import org.wangge.work.Transitions.Rule;

/** What can be done with an announcement in which state: the whole table. */
public final class AnnouncementMachine {

    /** A campaign of a year is the longest that anybody plans. */
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Phones that ring all the time are switched off. */
    private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(10);

    private static final Transitions<AnnouncementFile, Void, AnnouncementAction, AnnouncementState> TABLE =
            new Transitions<>(
                    "announcement",
                    AnnouncementFile::state,
                    List.of(
                            row(AnnouncementAction.WITHDRAW, Set.of(SENDING, SENT), Set.of(WITHDRAWN)),
                            row(
                                    AnnouncementAction.REMIND,
                                    Set.of(SENT),
                                    Set.of(),
                                    Guard.NOT_EXPIRED,
                                    Guard.NOT_LATELY)));

    private AnnouncementMachine() {}

    private enum Guard implements Rule<AnnouncementFile, Void, AnnouncementAction> {
        NOT_EXPIRED((file, asked) -> file.isExpired(asked.now()) ? Refusal.of("announcement.expired") : null),
        NOT_LATELY((file, asked) -> {
            Instant last = file.remindedAt();
            return last != null && asked.now().isBefore(last.plus(BETWEEN_REMINDERS))
                    ? Refusal.of("announcement.reminded-lately", BETWEEN_REMINDERS.toMinutes())
                    : null;
        });

        private final BiFunction<AnnouncementFile, Asked<Void, AnnouncementAction>, @Nullable Refusal> rule;

        Guard(BiFunction<AnnouncementFile, Asked<Void, AnnouncementAction>, @Nullable Refusal> rule) {
            this.rule = rule;
        }

        @Override
        public @Nullable Refusal refusal(AnnouncementFile file, Asked<Void, AnnouncementAction> asked) {
            return rule.apply(file, asked);
        }
    }

    /** Who covers all areas of it, and nobody who sees a part alone. */
    private enum Whose implements Rule<AnnouncementFile, Void, AnnouncementAction> {
        OF_THE_AREA;

        @Override
        public @Nullable Refusal refusal(AnnouncementFile file, Asked<Void, AnnouncementAction> asked) {
            return file.paths().stream().allMatch(asked.actor()::covers)
                    ? null
                    : Refusal.of("access.forbidden", Permission.ANNOUNCE.name());
        }

        @Override
        public boolean isPermission() {
            return true;
        }
    }

    private static Row<AnnouncementFile, Void, AnnouncementAction, AnnouncementState> row(
            AnnouncementAction action, Set<AnnouncementState> from, Set<AnnouncementState> to, Guard... guards) {
        List<Rule<AnnouncementFile, Void, AnnouncementAction>> rules = new ArrayList<>();
        rules.add(Whose.OF_THE_AREA);
        rules.addAll(List.of(guards));
        return new Row<>(action, from, to, Permission.ANNOUNCE, List.copyOf(rules));
    }

    /** The whole table. */
    public static Transitions<AnnouncementFile, Void, AnnouncementAction, AnnouncementState> table() {
        return TABLE;
    }

    /** What is wrong with an end; null when nothing is. */
    public static @Nullable Refusal unfit(Instant expiresAt, Instant now) {
        return expiresAt.isAfter(now) && !expiresAt.isAfter(now.plus(LONGEST))
                ? null
                : Refusal.field("announcement.expiry", "/expiresAt", LONGEST.toDays());
    }

    /** To whom it goes, for those who look afterwards who announced; its words are in itself. */
    public static String summary(AnnouncementFile file) {
        return "kind %s, areas %s, roles %s, urgent %s, expiresAt %s"
                .formatted(file.kind(), file.areas(), new TreeSet<>(file.roles()), file.urgent(), file.expiresAt());
    }

    /** Decides about a step by the announcement and the actor alone. */
    public static Decision<AnnouncementFile> decide(
            AnnouncementFile file, AnnouncementAction action, Actor actor, Instant now) {
        Refusal refusal = TABLE.refusal(file, new Asked<>(action, null, actor, now));
        if (refusal != null) {
            return new Decision.No<>(refusal);
        }
        AnnouncementFileBuilder next = next(file, now).dueAt(now);
        return new Decision.Next<>(
                switch (action) {
                    case WITHDRAW ->
                        next.state(WITHDRAWN)
                                .withdrawnBy(PersonName.of(actor))
                                .withdrawnAt(now)
                                .build();
                    case REMIND ->
                        next.reminders(file.reminders() + 1).remindedAt(now).build();
                },
                List.of());
    }

    /** The last was told. */
    public static AnnouncementFile sent(AnnouncementFile file, Instant now) {
        return next(file, now).state(SENT).dueAt(null).build();
    }

    private static AnnouncementFileBuilder next(AnnouncementFile file, Instant now) {
        return AnnouncementFileBuilder.builder(file).version(file.version() + 1).updatedAt(now);
    }
}
