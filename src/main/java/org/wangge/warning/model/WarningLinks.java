package org.wangge.warning.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wangge.shared.GridPath;
import org.wangge.warning.WarningState;
import org.wangge.warning.WarningStatus;
import org.wangge.warning.WarningType;
import org.wangge.warning.WarningView.Replacement;
import org.wangge.work.Decision;

/** What takes the place of what. Each side learns of the other by a write of its own, in either order, and once. */
public final class WarningLinks {

    private WarningLinks() {}

    /** Whether one takes the place of another: an exercise takes that of nothing real. */
    public static boolean links(WarningFile replacing, WarningFile replaced) {
        return replacing.type().replaces()
                && replacing.status() == replaced.status()
                && replacing.refs().contains(replaced.id())
                && !replacing.id().equals(replaced.id());
    }

    /** The one that is replaced. What was cancelled stays so. */
    public static Decision<WarningFile> superseded(WarningFile replaced, WarningFile by, Instant now) {
        Replacement replacement = new Replacement(by.id(), by.type());
        if (replaced.supersededBy().contains(replacement)) {
            return new Decision.Already<>();
        }
        boolean isOff = by.type() == WarningType.CANCEL || replaced.state() == WarningState.CANCELLED;
        return new Decision.Next<>(
                next(replaced, now)
                        .state(isOff ? WarningState.CANCELLED : WarningState.UPDATED)
                        .supersededBy(Stream.concat(replaced.supersededBy().stream(), Stream.of(replacement))
                                .toList())
                        .build(),
                List.of());
    }

    /** The one that replaces: whoever was told of the other is to hear of it. What cancels is often sent without areas. */
    public static Decision<WarningFile> replacing(WarningFile by, WarningFile replaced, Instant now) {
        if (by.replaces().contains(replaced.id())) {
            return new Decision.Already<>();
        }
        boolean hasNoAreas = by.type() == WarningType.CANCEL && by.areas().isEmpty();
        WarningFileBuilder next = next(by, now)
                .areas(hasNoAreas ? replaced.areas() : by.areas())
                .replaces(Stream.concat(by.replaces().stream(), Stream.of(replaced.id()))
                        .toList());
        return new Decision.Next<>(
                reaching(
                                next,
                                by.district(),
                                Stream.concat(by.reach().stream(), replaced.reach().stream())
                                        .toList())
                        .build(),
                List.of());
    }

    /** Sets whose people are to hear of it, and from where it is seen. */
    public static WarningFileBuilder reaching(WarningFileBuilder file, String district, Collection<String> reach) {
        List<String> all = List.copyOf(new TreeSet<>(reach));
        List<String> seenFrom = all.isEmpty() ? List.of(district) : all;
        return file.reach(all)
                .seenFrom(seenFrom)
                .ancestry(seenFrom.stream()
                        .flatMap(area -> new GridPath(area).ancestry().stream())
                        .distinct()
                        .toList());
    }

    /** Whether somebody is to be told that it waits: where it is meant, holds, and touches something here. */
    public static boolean isToBeTold(WarningFile file, Instant now) {
        return file.status() == WarningStatus.ACTUAL
                && (file.type() == WarningType.ALERT || file.type().replaces())
                && file.state() == WarningState.OPEN
                && !file.isOver(now)
                && !file.reach().isEmpty();
    }

    /** Its links are made and its desks told. */
    public static Decision<WarningFile> settled(WarningFile file, Instant now) {
        return file.dueAt() == null
                ? new Decision.Already<>()
                : new Decision.Next<>(next(file, now).dueAt(null).build(), List.of());
    }

    static WarningFileBuilder next(WarningFile file, Instant now) {
        return WarningFileBuilder.builder(file).version(file.version() + 1).updatedAt(now);
    }
}
