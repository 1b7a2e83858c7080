package org.wangge.notification;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.Notice;
import org.wangge.notification.store.NoticeStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.DoneOperations;
import org.wangge.work.DoneOperations.Once;
import reactor.core.publisher.Mono;

/** A person's inbox: everything it was told, whether a push got through or not. */
@Component
public class Notices {

    private static final String PATH = "/api/v1/me/notices/";

    private final NoticeStore notices;
    private final Receipts receipts;
    private final Templates templates;
    private final DoneOperations operations;

    Notices(NoticeStore notices, Receipts receipts, Templates templates, DoneOperations operations) {
        this.notices = notices;
        this.receipts = receipts;
        this.templates = templates;
        this.operations = operations;
    }

    /** A page of the actor's notices, the newest first. */
    public Mono<Page<NoticeView>> inbox(
            Actor actor, boolean unreadOnly, int limit, @Nullable String cursor, boolean count, Locale locale) {
        return notices.inbox(actor.id(), unreadOnly, limit, cursor, count)
                .map(page -> page.map(notice -> view(notice, locale)));
    }

    /**
     * Marks one notice as read, which says that it was opened and received; refuses {@code notice.not-found} for any that is not
     * the actor's. Repeatable by its operation, which leaves one as it is that there was more to tell of since.
     */
    public Mono<Once<NoticeView>> markRead(UUID id, Receipt receipt, Call call) {
        return once(
                id,
                PATH + id,
                call,
                notice -> receipts.opened(notice, receipt, call)
                        .then(notices.markRead(id, call.actor().id())));
    }

    /**
     * That the phone has it: what is done until somebody heard ends. Refuses {@code notice.not-found} for any that is not the
     * actor's. Of several the earliest counts, in whatever order they come. Repeatable.
     */
    public Mono<Once<NoticeView>> receive(UUID id, Receipt receipt, Call call) {
        return once(
                id,
                PATH + id + "/receipt",
                call,
                notice -> receipts.received(notice, receipt, call).thenReturn(notice));
    }

    private Mono<Once<NoticeView>> once(UUID id, String about, Call call, Function<Notice, Mono<Notice>> act) {
        UUID person = call.actor().id();
        return operations
                .once(
                        call.operation(),
                        about,
                        Boolean.class,
                        begun -> notices.find(id, person)
                                .flatMap(act)
                                .map(marked -> true)
                                .switchIfEmpty(absent()))
                .flatMap(once -> notices.find(id, person)
                        .map(notice -> new Once<>(view(notice, call.locale()), once.replayed()))
                        .switchIfEmpty(absent()));
    }

    private static <T> Mono<T> absent() {
        return Mono.error(() -> new Refused(Refusal.of("notice.not-found")));
    }

    /**
     * Marks all the actor's notices as read and says how many were not. Repeatable by its operation, which leaves alone what
     * came since.
     */
    public Mono<Once<Long>> markAllRead(Actor actor, Operation operation) {
        return operations.once(
                operation,
                "/api/v1/me/notices",
                Long.class,
                begun -> notices.markAllRead(actor.id(), operation.key(), begun.again() ? begun.at() : null));
    }

    private NoticeView view(Notice notice, Locale locale) {
        return NoticeView.of(notice, templates.words(notice.kind(), notice.subject(), notice.urgent(), locale));
    }
}
