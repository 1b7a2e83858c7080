package org.wangge.notification.model;

import static org.wangge.notification.model.Audience.ASKED;
import static org.wangge.notification.model.Audience.ASKER;
import static org.wangge.notification.model.Audience.ASSIGNEES;
import static org.wangge.notification.model.Audience.DEPARTMENT;
import static org.wangge.notification.model.Audience.DESK;
import static org.wangge.notification.model.Audience.DISTRICT;
import static org.wangge.notification.model.Audience.FINDER;
import static org.wangge.notification.model.Audience.FIXER;
import static org.wangge.notification.model.Audience.GRID_WORKERS;
import static org.wangge.notification.model.Audience.HANDLERS;
import static org.wangge.notification.model.Audience.NAMED_DEPARTMENTS;
import static org.wangge.notification.model.Audience.OTHER_DESKS;
import static org.wangge.notification.model.Audience.REPORTERS;
import static org.wangge.notification.model.Audience.SENDER;
import static org.wangge.notification.model.Audience.WATCHERS;
import static org.wangge.notification.model.Audience.WEBHOOK_KEEPERS;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wangge.casework.CaseAction;
import org.wangge.casework.events.CaseEvent;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.notification.NoticeKind;
import org.wangge.planning.TaskState;
import org.wangge.planning.events.TaskEvent;
import org.wangge.webhook.events.WebhookPaused;
import org.wangge.work.DomainEvent;

/** What events are about, and whom they may be told to. The kind of an event begins with it: {@code case.dispatch}. */
public enum PolicySubject {
    CASE(
            EnumSet.range(NoticeKind.CASE_REPORTED, NoticeKind.CASE_COMMENTED),
            EnumSet.of(
                    DESK,
                    OTHER_DESKS,
                    DISTRICT,
                    REPORTERS,
                    HANDLERS,
                    NAMED_DEPARTMENTS,
                    SENDER,
                    ASKED,
                    ASKER,
                    GRID_WORKERS,
                    WATCHERS)),
    HAZARD(
            EnumSet.range(NoticeKind.HAZARD_SUSPECTED_MAJOR, NoticeKind.HAZARD_VOIDED),
            EnumSet.of(DESK, DISTRICT, DEPARTMENT, FINDER, FIXER, GRID_WORKERS)),
    TASK(
            EnumSet.of(NoticeKind.TASKS_DUE, NoticeKind.TASKS_MISSED),
            EnumSet.of(ASSIGNEES, GRID_WORKERS, DESK, DISTRICT)),
    WEBHOOK(EnumSet.of(NoticeKind.WEBHOOK_PAUSED), EnumSet.of(WEBHOOK_KEEPERS));

    private final Set<NoticeKind> notices;
    private final Set<Audience> audiences;

    PolicySubject(Set<NoticeKind> notices, Set<Audience> audiences) {
        this.notices = notices;
        this.audiences = audiences;
    }

    public boolean tells(NoticeKind notice) {
        return notices.contains(notice);
    }

    public boolean tells(Audience audience) {
        return audiences.contains(audience);
    }

    /** What a kind, which must be one of {@link #kinds}, is about. */
    public static PolicySubject of(String kind) {
        return valueOf(kind.substring(0, kind.indexOf('.')).toUpperCase(Locale.ROOT));
    }

    /** The kind of an event that people are told of. */
    public static String kind(DomainEvent event) {
        if (event instanceof CaseEvent step) {
            return kind(step.action());
        }
        if (event instanceof HazardEvent step) {
            return kind(step.action());
        }
        if (event instanceof TaskEvent task) {
            return task.state() == TaskState.MISSED ? "task.missed" : "task.due";
        }
        if (event instanceof WebhookPaused) {
            return "webhook.paused";
        }
        throw new IllegalArgumentException("Nobody is told of " + event);
    }

    private static String kind(CaseAction action) {
        return "case." + action.code();
    }

    private static String kind(HazardAction action) {
        return "hazard." + action.code();
    }

    /** All kinds of events for which there is a policy. */
    public static Set<String> kinds() {
        return Stream.of(
                        Stream.of(CaseAction.values()).map(PolicySubject::kind),
                        Stream.of(HazardAction.values()).map(PolicySubject::kind),
                        Stream.of("task.due", "task.missed", "webhook.paused"))
                .flatMap(kinds -> kinds)
                .collect(Collectors.toUnmodifiableSet());
    }
}
