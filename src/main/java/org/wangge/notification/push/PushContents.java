package org.wangge.notification.push;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wangge.notification.model.Grouping;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Subject;

/** What a push says to the application on the phone: ids, numbers and counts, nothing that names a person or a place. */
final class PushContents {

    /** What a push says as its kind that stands for several notices. */
    static final String DIGEST = "DIGEST";

    private static final int RINGING_KEYS = 3;

    private PushContents() {}

    static Map<String, String> data(Notice notice) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("noticeId", notice.id().toString());
        data.put("kind", notice.kind().name());
        Subject subject = notice.subject();
        if (subject instanceof Subject.OfCase file) {
            data.put("caseId", file.id().toString());
            data.put("caseNumber", file.number());
        } else if (subject instanceof Subject.OfHazard hazard) {
            data.put("hazardId", hazard.id().toString());
            data.put("hazardNumber", hazard.number());
        } else if (subject instanceof Subject.OfWebhook webhook) {
            data.put("webhookId", webhook.id().toString());
        } else if (subject instanceof Subject.OfAnnouncement announcement) {
            data.put("announcementId", announcement.id().toString());
        } else if (subject instanceof Subject.OfTasks tasks) {
            data.put("taskCount", tasks.caption());
            if (tasks.ids().size() == 1) {
                data.put("taskId", tasks.ids().get(0).toString());
            }
        }
        return data;
    }

    /**
     * Under which of its four keys Firebase keeps a message for a phone that is away. It keeps one message for each of four keys and
     * no more, and says not which when there are five: so there are never five. What does not ring shares one, and what rings
     * has three, by its subject.
     */
    static String queueKey(String collapseKey, boolean rings) {
        return rings ? "now-" + Math.floorMod(collapseKey.hashCode(), RINGING_KEYS) : "later";
    }

    /**
     * A newer push of the same case or hazard replaces an older one, but never one that does not ring one that does: a remark must
     * not take the place of a dispatch that the phone has not had yet. Each count of tasks stays by itself. At most 32 characters.
     */
    static String collapseKey(Notice notice, boolean rings) {
        Subject subject = notice.subject();
        if (subject instanceof Subject.OfTasks) {
            // The end of an id is what differs; its beginning is the time.
            return "tasks-" + notice.id().toString().substring(24);
        }
        if (subject instanceof Subject.OfWebhook webhook) {
            return "webhook-" + webhook.id().toString().substring(24);
        }
        if (subject instanceof Subject.OfAnnouncement announcement) {
            return "announced-" + announcement.id().toString().substring(24);
        }
        String about = subject instanceof Subject.OfCase ? "case-" : "hazard-";
        Notice.Manner manner = notice.manner();
        if (manner != null && manner.grouping() == Grouping.NONE) {
            return about + notice.id().toString().substring(24);
        }
        return about + subject.caption() + (rings ? "-now" : "");
    }
}
