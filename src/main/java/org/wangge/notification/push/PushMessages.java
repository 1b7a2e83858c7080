package org.wangge.notification.push;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.notification.Device;
import org.wangge.notification.NoticeKind;
import org.wangge.notification.NoticeTemplate;
import org.wangge.notification.Templates;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.PushWeight;

/** What a notice says to a device, in the language its owner chose, else in that of the device. */
@Component
class PushMessages {

    private final Templates templates;
    private final MessageSource texts;
    private final Clock clock;

    PushMessages(Templates templates, MessageSource texts, Clock clock) {
        this.templates = templates;
        this.texts = texts;
        this.clock = clock;
    }

    /** One that is asked for again is urgent: nobody heard the first. To be reminded of an announcement is no more than that. */
    PushWeight weight(Notice notice) {
        Notice.Push push = notice.push();
        boolean again = push != null && push.rounds() > 0 && notice.announcement() == null;
        return notice.urgent() || again ? PushWeight.URGENT : weight(notice.kind(), notice.manner());
    }

    private PushWeight weight(NoticeKind kind, Notice.@Nullable Manner manner) {
        return manner == null
                ? PushWeight.of(false, templates.get(kind).rings())
                : manner.urgency().weight();
    }

    /** @param language that the recipient chose; null for that of the device */
    PushGateway.Message of(Notice notice, Device device, @Nullable String language) {
        PushWeight weight = weight(notice);
        Locale locale = localeOf(device, language);
        Templates.Words words = templates.words(notice.kind(), notice.subject(), weight == PushWeight.URGENT, locale);
        NoticeTemplate template = templates.get(notice.kind());
        Notice.Push push = notice.push();
        Duration left = push == null ? template.timeToLive() : Duration.between(clock.instant(), push.expiresAt());
        String collapseKey = PushContents.collapseKey(notice, weight.overtakes());
        return new PushGateway.Message(
                device,
                words.title(),
                words.body(),
                PushContents.data(notice),
                weight.overtakes(),
                // One that waited for its digest may be older than a push that goes at once.
                left.isNegative() || left.compareTo(template.timeToLive()) > 0 ? template.timeToLive() : left,
                collapseKey,
                PushContents.queueKey(collapseKey, weight.overtakes()));
    }

    /** The same instead of several: it tells how many wait in the inbox. A later one takes its place on the phone. */
    PushGateway.Message digest(PushGateway.Message first, int count, @Nullable String language) {
        Locale locale = localeOf(first.device(), language);
        return new PushGateway.Message(
                first.device(),
                texts.getMessage("notice.digest.title", null, locale),
                texts.getMessage("notice.digest.body", new Object[] {count}, locale),
                Map.of("kind", PushContents.DIGEST, "noticeCount", String.valueOf(count)),
                first.rings(),
                first.timeToLive(),
                "digest",
                PushContents.queueKey("digest", first.rings()));
    }

    private static Locale localeOf(Device device, @Nullable String language) {
        return Locale.forLanguageTag(language == null ? device.locale() : language);
    }
}
