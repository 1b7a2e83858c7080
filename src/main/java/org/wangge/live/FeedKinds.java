package org.wangge.live;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wangge.casework.CaseAction;
import org.wangge.hazard.HazardAction;
import org.wangge.planning.TaskState;

/** The kinds of entries of cases, hazards and tasks. */
public final class FeedKinds {

    private static final Set<String> KNOWN = Stream.of(
                    Arrays.stream(CaseAction.values()).map(action -> kind(FeedSubject.CASE, action.code())),
                    Arrays.stream(HazardAction.values()).map(action -> kind(FeedSubject.HAZARD, action.code())),
                    Arrays.stream(TaskState.values())
                            .map(state -> kind(FeedSubject.TASK, state.name().toLowerCase(Locale.ROOT))))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private FeedKinds() {}

    private static String kind(FeedSubject subject, String step) {
        return subject.code() + "." + step;
    }

    /** Whether there are such entries: {@code case.dispatch}. */
    public static boolean isKnown(String kind) {
        return KNOWN.contains(kind);
    }
}
