package org.wangge.webhook.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.live.FeedKinds;
import org.wangge.live.FeedSubject;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.webhook.PauseReason;
import org.wangge.webhook.Replay;
import org.wangge.webhook.WebhookDraft;
import org.wangge.webhook.events.WebhookPaused;
import org.wangge.work.Decision;

/** What may be said of a webhook, and what each step makes of it. */
public final class WebhookRules {

    /** An old secret signs along for so long after a new one came. */
    public static final Duration OLD_SECRET = Duration.ofHours(24);

    private static final Set<String> SUBJECTS = Stream.of(FeedSubject.CASE, FeedSubject.HAZARD, FeedSubject.TASK)
            .map(FeedSubject::code)
            .collect(Collectors.toUnmodifiableSet());

    private WebhookRules() {}

    /** What is wrong with URL and kinds; empty when nothing is. */
    public static List<Fault> faults(WebhookDraft draft, boolean privateTargets) {
        List<Fault> faults = new ArrayList<>();
        if (draft.url() != null) {
            String code = TargetRules.fault(draft.url(), privateTargets);
            if (code != null) {
                faults.add(Fault.of("/url", code));
            }
        }
        Set<String> seen = new HashSet<>();
        List<String> kinds = draft.kinds() == null ? List.of() : draft.kinds();
        for (int i = 0; i < kinds.size(); i++) {
            String kind = kinds.get(i);
            if (!SUBJECTS.contains(kind) && !FeedKinds.isKnown(kind)) {
                faults.add(Fault.of("/kinds/" + i, "webhook.kind-unknown", kind));
            } else if (!seen.add(kind)) {
                faults.add(Fault.of("/kinds/" + i, "field.twice"));
            }
        }
        return faults;
    }

    /** The same with what the draft says; its area is one of the same district. */
    public static Decision<WebhookFile> edit(
            WebhookFile file, WebhookDraft draft, @Nullable List<String> areas, Instant now) {
        WebhookFileBuilder next = WebhookFileBuilder.builder(file);
        if (draft.url() != null) {
            next.url(draft.url());
        }
        if (draft.kinds() != null) {
            next.kinds(draft.kinds());
        }
        if (draft.description() != null) {
            next.description(draft.description());
        }
        if (areas != null) {
            next.areas(areas).area(areas.get(areas.size() - 1));
        }
        if (draft.active() != null && draft.active() != file.active()) {
            next.active(draft.active())
                    .pausedBecause(draft.active() ? null : PauseReason.BY_HAND)
                    .pausedAt(draft.active() ? null : now);
        }
        return next.build().equals(file) ? new Decision.Already<>() : next(file, next, now);
    }

    /** Nothing is sent until it is resumed; what happens meanwhile waits in the feed for as long as that keeps it. */
    public static Decision<WebhookFile> pause(WebhookFile file, Instant now) {
        return file.active() ? next(file, paused(file, PauseReason.BY_HAND, now), now) : new Decision.Already<>();
    }

    /** The same by the server, which tells who keeps it. */
    public static Decision<WebhookFile> giveUp(WebhookFile file, PauseReason why, Instant now) {
        if (!file.active()) {
            return new Decision.Already<>();
        }
        WebhookFile next = paused(file, why, now)
                .version(file.version() + 1)
                .updatedAt(now)
                .build();
        UUID eventId = Ids.named(now, file.id() + ":paused:" + next.version());
        return new Decision.Next<>(
                next,
                List.of(new WebhookPaused(
                        eventId, now, file.id(), TargetRules.host(file.url()), new GridPath(file.area()), why)));
    }

    private static WebhookFileBuilder paused(WebhookFile file, PauseReason why, Instant now) {
        return WebhookFileBuilder.builder(file).active(false).pausedBecause(why).pausedAt(now);
    }

    public static Decision<WebhookFile> resume(WebhookFile file, Instant now) {
        return file.active()
                ? new Decision.Already<>()
                : next(
                        file,
                        WebhookFileBuilder.builder(file)
                                .active(true)
                                .pausedBecause(null)
                                .pausedAt(null),
                        now);
    }

    /** With a new secret; the one before signs along for a while, those before that not any more. */
    public static Decision<WebhookFile> rotate(WebhookFile file, SealedSecret secret, Instant now) {
        SealedSecret old = file.secrets().get(0).goodUntil(now.plus(OLD_SECRET));
        return next(file, WebhookFileBuilder.builder(file).secrets(List.of(secret, old)), now);
    }

    /** It is sent to again, or was; nothing of it changes but its version. */
    public static Decision<WebhookFile> replay(WebhookFile file, Replay from, Instant now) {
        long given = Stream.of(from.since(), from.after(), from.deliveryId())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            return new Decision.No<>(Refusal.of("webhook.replay-one"));
        }
        return next(file, WebhookFileBuilder.builder(file), now);
    }

    /** It is gone for everybody, and its secrets with it. */
    public static Decision<WebhookFile> delete(WebhookFile file, Instant now) {
        return next(
                file,
                WebhookFileBuilder.builder(file)
                        .active(false)
                        .secrets(List.of())
                        .deletedAt(now),
                now);
    }

    private static Decision<WebhookFile> next(WebhookFile file, WebhookFileBuilder next, Instant now) {
        return new Decision.Next<>(
                next.version(file.version() + 1).updatedAt(now).build(), List.of());
    }

    /** What can be done with it now. */
    public static List<String> openActions(WebhookFile file) {
        return List.of(file.active() ? "pause" : "resume", "test", "rotate-secret", "replay");
    }

    /** The refusal of a version that is not the present one. */
    public static Refusal stale(WebhookFile file) {
        return Refusal.of("webhook.stale").withPresent(file.version(), openActions(file));
    }

    /** What differs, for the audit; of a URL no more than the host, for the rest may hold what only the receiver is to know. */
    public static String difference(@Nullable WebhookFile before, WebhookFile after) {
        List<String> lines = new ArrayList<>();
        if (before == null || !before.url().equals(after.url())) {
            lines.add("host " + (before == null ? "" : TargetRules.host(before.url()) + " -> ")
                    + TargetRules.host(after.url()));
        }
        line(lines, "kinds", before == null ? "" : before.kinds(), after.kinds());
        line(lines, "area", before == null ? "" : before.area(), after.area());
        line(lines, "active", before == null ? "" : before.active(), after.active());
        if (before != null && !before.secrets().equals(after.secrets())) {
            lines.add("secret");
        }
        if (after.deletedAt() != null) {
            lines.add("deleted");
        }
        return lines.isEmpty() ? "version " + after.version() : String.join(", ", lines);
    }

    private static void line(List<String> lines, String what, Object before, Object after) {
        if (!before.equals(after)) {
            lines.add(what + " " + before + " -> " + after);
        }
    }
}
