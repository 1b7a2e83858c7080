package org.wangge.notification;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.Notice;
import org.wangge.notification.store.NoticeStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** A person's inbox: everything it was told, whether a push got through or not. */
@Component
public class Notices {

    private final NoticeStore notices;
    private final Templates templates;

    Notices(NoticeStore notices, Templates templates) {
        this.notices = notices;
        this.templates = templates;
    }

    /** A page of the actor's notices, the newest first. */
    public Mono<Page<NoticeView>> inbox(
            Actor actor, boolean unreadOnly, int limit, @Nullable String cursor, boolean count, Locale locale) {
        return notices.inbox(actor.id(), unreadOnly, limit, cursor, count)
                .map(page -> page.map(notice -> view(notice, locale)));
    }

    /** Marks one notice as read; refuses {@code notice.not-found} for any that is not the actor's. Repeatable. */
    public Mono<NoticeView> markRead(UUID id, Actor actor, Locale locale) {
        return notices.markRead(id, actor.id())
                .map(notice -> view(notice, locale))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("notice.not-found"))));
    }

    /** Marks all the actor's notices as read and says how many were not. Repeatable. */
    public Mono<Long> markAllRead(Actor actor) {
        return notices.markAllRead(actor.id());
    }

    private NoticeView view(Notice notice, Locale locale) {
        return NoticeView.of(notice, templates.words(notice.kind(), notice.subject(), notice.urgent(), locale));
    }
}
