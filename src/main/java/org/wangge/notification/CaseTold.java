package org.wangge.notification;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Person;
import org.wangge.casework.Cases;
import org.wangge.notification.model.Ladder;
import org.wangge.notification.model.Ladder.Climb;
import org.wangge.notification.model.Notice;
import org.wangge.notification.store.HeardStore;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** Whom a case asked to act, and how far that got to them. */
@Component
public class CaseTold {

    private static final List<NoticeKind> KINDS = Arrays.stream(NoticeKind.values())
            .filter(kind -> Ladder.isFor(kind) || kind == NoticeKind.CASE_UNHEARD)
            .toList();

    private final Cases cases;
    private final HeardStore heard;
    private final Accounts accounts;

    CaseTold(Cases cases, HeardStore heard, Accounts accounts) {
        this.cases = cases;
        this.heard = heard;
        this.accounts = accounts;
    }

    /** @param name null for who has left */
    public record ToldPerson(UUID id, @Nullable String name) {}

    /**
     * That somebody was told.
     *
     * @param toldAt when it was in the inbox
     * @param pushedAt when a service took it; whether a phone has it only {@code receivedAt} says
     * @param acceptedAt when the person did what it asks for
     * @param channel by which it was first heard of
     * @param climbs what was done because nobody heard, in order
     * @param nextAt when more is done unless somebody hears; null for never
     */
    public record ToldView(
            UUID noticeId,
            ToldPerson person,
            NoticeKind kind,
            boolean urgent,
            Instant toldAt,
            @Nullable Instant pushedAt,
            @Nullable Instant receivedAt,
            @Nullable Instant openedAt,
            @Nullable Instant acceptedAt,
            @Nullable Channel channel,
            List<Climb> climbs,
            @Nullable Instant nextAt) {}

    /** The newest first, two hundred at most; refuses {@code case.not-found} as the case itself does. */
    public Mono<List<ToldView>> of(UUID caseId, Actor actor, Locale locale) {
        return cases.find(caseId, actor, locale)
                .flatMap(visible -> heard.ofCase(caseId, KINDS).collectList())
                .flatMap(told -> accounts.people(told.stream()
                                .map(Notice::recipientId)
                                .distinct()
                                .toList())
                        .collect(Collectors.toMap(Person::id, Person::name))
                        .map(names ->
                                told.stream().map(notice -> view(notice, names)).toList()));
    }

    private static ToldView view(Notice notice, Map<UUID, String> names) {
        Notice.Heard heard = notice.heard() == null ? new Notice.Heard(null, null, null, null, null) : notice.heard();
        Ladder ladder = notice.ladder();
        return new ToldView(
                notice.id(),
                new ToldPerson(notice.recipientId(), names.get(notice.recipientId())),
                notice.kind(),
                notice.urgent(),
                notice.createdAt(),
                heard.pushedAt(),
                heard.receivedAt(),
                heard.openedAt(),
                heard.acceptedAt(),
                heard.channel(),
                ladder == null ? List.of() : ladder.climbs(),
                ladder == null ? null : ladder.dueAt());
    }
}
