package org.wangge.routing.model;

import static org.wangge.routing.RuleSetState.APPROVED;
import static org.wangge.routing.RuleSetState.CHECKED;
import static org.wangge.routing.RuleSetState.DRAFT;
import static org.wangge.routing.RuleSetState.PUBLISHED;
import static org.wangge.routing.RuleSetState.SUPERSEDED;
import static org.wangge.routing.RuleSetState.WITHDRAWN;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RuleSetAction;
import org.wangge.routing.RuleSetState;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;
import org.wangge.work.Transitions.Rule;

/** What can be done with a rule set in which state, by whom, and where that leads: the whole table. */
public final class RuleSetMachine {

    private static final Transitions<RuleSetFile, Void, RuleSetAction, RuleSetState> TABLE = new Transitions<>(
            "routing-rules",
            RuleSetFile::state,
            List.of(
                    row(RuleSetAction.EDIT, Set.of(DRAFT, CHECKED, APPROVED), DRAFT, Guard.OF_THE_DISTRICT),
                    row(RuleSetAction.CHECK, Set.of(DRAFT, CHECKED), CHECKED, Guard.OF_THE_DISTRICT),
                    row(RuleSetAction.APPROVE, Set.of(CHECKED), APPROVED, Guard.OF_THE_DISTRICT, Guard.FOUR_EYES),
                    // Whoever settles disputes reads the rules that may spare them.
                    new Row<>(
                            RuleSetAction.APPROVE,
                            Set.of(CHECKED),
                            Set.of(APPROVED),
                            Permission.CASE_ARBITRATE,
                            List.of(Guard.OF_THE_DISTRICT, Guard.FOUR_EYES)),
                    row(RuleSetAction.PUBLISH, Set.of(APPROVED), PUBLISHED, Guard.OF_THE_DISTRICT),
                    row(
                            RuleSetAction.WITHDRAW,
                            Set.of(DRAFT, CHECKED, APPROVED, PUBLISHED),
                            WITHDRAWN,
                            Guard.OF_THE_DISTRICT,
                            Guard.NOT_DECIDING),
                    row(RuleSetAction.ROLL_BACK, Set.of(PUBLISHED, SUPERSEDED), null, Guard.DECIDED)));

    private RuleSetMachine() {}

    private enum Guard implements Rule<RuleSetFile, Void, RuleSetAction> {
        /** The seeded set belongs to nobody; it is replaced, not changed. */
        OF_THE_DISTRICT((set, asked) -> set.district() != null && asked.actor().covers(new GridPath(set.district()))
                ? null
                : Refusal.of("access.forbidden", Permission.REFERENCE_EDIT.name())),
        /** What one person wrote a second one must have read. */
        FOUR_EYES((set, asked) -> set.editor().id().equals(asked.actor().id())
                ? Refusal.of("routing-rules.four-eyes", set.editor().name())
                : null),
        /** What has decided stays on record; going back is a step of its own. */
        NOT_DECIDING((set, asked) -> isEffective(set, asked.now())
                ? Refusal.of("routing-rules.wrong-state", set.state(), asked.action())
                : null),
        DECIDED((set, asked) -> isEffective(set, asked.now())
                ? null
                : Refusal.of("routing-rules.wrong-state", set.state(), asked.action()));

        private final BiFunction<RuleSetFile, Asked<Void, RuleSetAction>, @Nullable Refusal> rule;

        Guard(BiFunction<RuleSetFile, Asked<Void, RuleSetAction>, @Nullable Refusal> rule) {
            this.rule = rule;
        }

        @Override
        public @Nullable Refusal refusal(RuleSetFile set, Asked<Void, RuleSetAction> asked) {
            return rule.apply(set, asked);
        }
    }

    private static boolean isEffective(RuleSetFile set, Instant now) {
        return set.effectiveFrom() != null && !set.effectiveFrom().isAfter(now);
    }

    private static Row<RuleSetFile, Void, RuleSetAction, RuleSetState> row(
            RuleSetAction action, Set<RuleSetState> from, @Nullable RuleSetState to, Guard... guards) {
        return new Row<>(action, from, to == null ? Set.of() : Set.of(to), Permission.REFERENCE_EDIT, List.of(guards));
    }

    /** The whole table. */
    public static Transitions<RuleSetFile, Void, RuleSetAction, RuleSetState> table() {
        return TABLE;
    }

    /** Whether a step may be taken now; null when it may. */
    public static @Nullable Refusal refusal(RuleSetFile set, RuleSetAction action, Actor actor, Instant now) {
        return TABLE.refusal(set, new Asked<>(action, null, actor, now));
    }

    /** Other rows and examples; nothing where they are the same. */
    public static Decision<RuleSetFile> edit(RuleSetFile set, RuleSetContent content, Actor actor, Instant now) {
        Refusal refusal = refusal(set, RuleSetAction.EDIT, actor, now);
        if (refusal != null) {
            return new Decision.No<>(refusal);
        }
        RuleSetContent before = RuleSetContent.of(set);
        if (before.equals(content)) {
            return new Decision.Already<>();
        }
        RuleSetFile next = next(set, now)
                .state(DRAFT)
                .rows(content.rows())
                .examples(content.examples())
                .clockProfiles(content.clockProfiles())
                .acknowledged(List.of())
                .editor(name(actor))
                .approver(null)
                .approvedAt(null)
                .build();
        return next(next, RuleSetAction.EDIT, RuleSetChange.between(before, content), actor, now);
    }

    /** One of the steps that leave the rows as they are. */
    public static Decision<RuleSetFile> step(
            RuleSetFile set, RuleSetAction action, @Nullable Instant effectiveFrom, Actor actor, Instant now) {
        Refusal refusal = refusal(set, action, actor, now);
        if (refusal != null) {
            return new Decision.No<>(refusal);
        }
        RuleSetState to = TABLE.targets(set, new Asked<>(action, null, actor, now))
                .iterator()
                .next();
        RuleSetFileBuilder next = next(set, now).state(to);
        if (action == RuleSetAction.APPROVE) {
            next.approver(name(actor)).approvedAt(now);
        }
        if (action == RuleSetAction.PUBLISH) {
            next.effectiveFrom(effectiveFrom == null ? now : effectiveFrom);
        }
        return next(next.build(), action, List.of(), actor, now);
    }

    private static RuleSetFileBuilder next(RuleSetFile set, Instant now) {
        return RuleSetFileBuilder.builder(set).version(set.version() + 1).updatedAt(now);
    }

    private static Decision<RuleSetFile> next(
            RuleSetFile next, RuleSetAction action, List<RuleSetChange.RowChange> rows, Actor actor, Instant now) {
        return new Decision.Next<>(next, List.of(), RuleSetChange.of(next.version(), action, rows, name(actor), now));
    }

    /** The first line of a set that is made. */
    public static RuleSetChange made(RuleSetFile set) {
        RuleSetAction action = set.state() == PUBLISHED ? RuleSetAction.ROLL_BACK : RuleSetAction.EDIT;
        return RuleSetChange.of(set.version(), action, List.of(), set.author(), set.createdAt());
    }

    public static PersonName name(Actor actor) {
        return new PersonName(actor.id(), actor.name());
    }
}
