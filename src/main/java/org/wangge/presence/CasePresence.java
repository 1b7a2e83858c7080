package org.wangge.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.casework.Cases;
import org.wangge.presence.model.Onlooker;
import org.wangge.presence.store.OnlookerStore;
import org.wangge.shared.Actor;
import org.wangge.shared.PersonName;
import reactor.core.publisher.Mono;

/** Who looks at a case now. All of it refuses {@code case.not-found} as the case itself does. */
@Component
public class CasePresence {

    /** Two windows that are asked to say it again every ten seconds may miss one. */
    private static final Duration LENGTH = Duration.ofSeconds(20);

    private final Cases cases;
    private final OnlookerStore store;
    private final Clock clock;

    CasePresence(Cases cases, OnlookerStore store, Clock clock) {
        this.cases = cases;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Somebody else who looks at it.
     *
     * @param writing whether something was typed there that is not sent yet
     */
    public record OtherPerson(PersonName person, boolean writing, Instant since) {}

    /** The others who look at it, who came first is first, fifty at most. */
    public Mono<List<OtherPerson>> others(UUID caseId, Actor actor, Locale locale) {
        return cases.find(caseId, actor, locale).flatMap(visible -> othersOf(caseId, actor));
    }

    /** Says for twenty seconds that the actor looks at it; gives the others. Repeatable. */
    public Mono<List<OtherPerson>> look(UUID caseId, boolean writing, Actor actor, Locale locale) {
        return cases.find(caseId, actor, locale).flatMap(visible -> {
            Instant now = clock.instant();
            Onlooker self = new Onlooker(
                    Onlooker.idOf(caseId, actor.id()), caseId, PersonName.of(actor), writing, now, now.plus(LENGTH));
            return store.put(self, now).then(othersOf(caseId, actor));
        });
    }

    private Mono<List<OtherPerson>> othersOf(UUID caseId, Actor actor) {
        return store.others(caseId, actor.id(), clock.instant())
                .map(one -> new OtherPerson(one.person(), one.writing(), one.since()))
                .collectList();
    }

    /** Says that the actor looks at it no more. Repeatable. */
    public Mono<Void> leave(UUID caseId, Actor actor, Locale locale) {
        return cases.find(caseId, actor, locale).then(Mono.defer(() -> store.remove(caseId, actor.id())));
    }
}
