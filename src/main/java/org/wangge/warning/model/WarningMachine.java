package org.wangge.warning.model;

import static org.wangge.warning.WarningState.CANCELLED;
import static org.wangge.warning.WarningState.OPEN;
import static org.wangge.warning.WarningState.UPDATED;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.warning.WarningAction;
import org.wangge.warning.WarningState;
import org.wangge.warning.WarningStatus;
import org.wangge.warning.WarningType;
import org.wangge.warning.WarningView.Dismissal;
import org.wangge.warning.model.WarningFile.Made;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;

/** What can be done about a warning in which state: the whole table. No step leads to another state; other warnings do. */
public final class WarningMachine {

    private static final Transitions<WarningFile, Void, WarningAction, WarningState> TABLE = new Transitions<>(
            "warning",
            WarningFile::state,
            List.of(
                    row(
                            WarningAction.BEGIN_OVERLAY,
                            Set.of(OPEN),
                            Permission.CASE_ARBITRATE,
                            Rule.PROPOSES,
                            Rule.NO_CANCEL,
                            Rule.NOT_DISMISSED,
                            Rule.NOT_OVER),
                    row(
                            WarningAction.ANNOUNCE,
                            Set.of(OPEN),
                            Permission.ANNOUNCE,
                            Rule.PROPOSES,
                            Rule.NOT_DISMISSED,
                            Rule.NOT_OVER),
                    row(
                            WarningAction.END_OVERLAY,
                            Set.of(OPEN, UPDATED, CANCELLED),
                            Permission.CASE_ARBITRATE,
                            Rule.REPLACED),
                    row(
                            WarningAction.DISMISS,
                            Set.of(OPEN),
                            Permission.ANNOUNCE,
                            Rule.OF_THE_AREA,
                            Rule.PROPOSES,
                            Rule.NOT_DISMISSED,
                            Rule.NOT_OVER)));

    private WarningMachine() {}

    private enum Rule implements Transitions.Rule<WarningFile, Void, WarningAction> {
        PROPOSES((file, asked) -> file.status() != WarningStatus.ACTUAL
                        || file.areas().isEmpty()
                        || file.type() != WarningType.ALERT && !file.type().replaces()
                ? Refusal.of("warning.proposes-nothing")
                : null),
        NO_CANCEL((file, asked) -> file.type() == WarningType.CANCEL ? Refusal.of("warning.proposes-nothing") : null),
        NOT_DISMISSED((file, asked) -> file.dismissed() == null ? null : Refusal.of("warning.dismissed")),
        NOT_OVER((file, asked) -> file.isOver(asked.now()) ? Refusal.of("warning.expired") : null),
        REPLACED((file, asked) ->
                file.type().replaces() || file.state() != OPEN ? null : Refusal.of("warning.not-replaced")),
        /** Who covers all areas of it, and nobody who sees a part alone. */
        OF_THE_AREA((file, asked) -> file.paths().stream().allMatch(asked.actor()::covers)
                ? null
                : Refusal.of("access.forbidden", Permission.ANNOUNCE.name()));

        private final BiFunction<WarningFile, Asked<Void, WarningAction>, @Nullable Refusal> rule;

        Rule(BiFunction<WarningFile, Asked<Void, WarningAction>, @Nullable Refusal> rule) {
            this.rule = rule;
        }

        @Override
        public @Nullable Refusal refusal(WarningFile file, Asked<Void, WarningAction> asked) {
            return rule.apply(file, asked);
        }

        @Override
        public boolean isPermission() {
            return this == OF_THE_AREA;
        }
    }

    private static Row<WarningFile, Void, WarningAction, WarningState> row(
            WarningAction action, Set<WarningState> from, Permission permission, Rule... rules) {
        return new Row<>(action, from, Set.of(), permission, List.of(rules));
    }

    /** The whole table. */
    public static Transitions<WarningFile, Void, WarningAction, WarningState> table() {
        return TABLE;
    }

    /** Why this person may not do it now; null when it may. */
    public static @Nullable Refusal refusal(WarningFile file, WarningAction action, Actor actor, Instant now) {
        return TABLE.refusal(file, new Asked<>(action, null, actor, now));
    }

    /** Whether it proposes anything at all now. */
    public static boolean proposes(WarningFile file, Instant now) {
        return file.state() == OPEN
                && Stream.of(Rule.PROPOSES, Rule.NOT_DISMISSED)
                        .allMatch(
                                rule -> rule.refusal(file, new Asked<>(WarningAction.ANNOUNCE, null, Actor.SYSTEM, now))
                                        == null)
                && !file.isOver(now);
    }

    /** Its areas as far as they are this person's and nothing of the kind was made for them. */
    public static List<GridPath> left(WarningFile file, WarningAction action, Actor actor) {
        return file.paths().stream()
                .flatMap(area -> actor.covers(area)
                        ? Stream.of(area)
                        : actor.scopes().stream().filter(area::contains))
                .distinct()
                .filter(area -> file.made().stream()
                        .filter(made -> made.action() == action)
                        .flatMap(made -> made.areas().stream())
                        .noneMatch(done -> new GridPath(done).contains(area)))
                .sorted()
                .toList();
    }

    /** It remembers what was made because of it; nothing where it does already. */
    public static Decision<WarningFile> remembered(WarningFile file, List<Made> more, Instant now) {
        List<Made> fresh = more.stream()
                .filter(one -> file.made().stream()
                        .noneMatch(made ->
                                made.action() == one.action() && made.id().equals(one.id())))
                .toList();
        return fresh.isEmpty()
                ? new Decision.Already<>()
                : new Decision.Next<>(
                        WarningLinks.next(file, now)
                                .made(Stream.concat(file.made().stream(), fresh.stream())
                                        .toList())
                                .build(),
                        List.of());
    }

    /** Nothing is to be done about it. */
    public static Decision<WarningFile> dismissed(WarningFile file, String reason, Actor actor, Instant now) {
        Refusal refusal = refusal(file, WarningAction.DISMISS, actor, now);
        return refusal != null
                ? new Decision.No<>(refusal)
                : new Decision.Next<>(
                        WarningLinks.next(file, now)
                                .dismissed(new Dismissal(reason, PersonName.of(actor), now))
                                .build(),
                        List.of());
    }
}
