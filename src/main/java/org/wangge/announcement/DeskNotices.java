package org.wangge.announcement;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.announcement.model.AnnouncementFile;
import org.wangge.announcement.model.AnnouncementFileBuilder;
import org.wangge.announcement.store.AnnouncementStore;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.Role;
import org.wangge.work.Nudge;
import reactor.core.publisher.Mono;

/** Tells the desks of an area that something waits for a decision: those who decide there, and nobody else. */
@Component
public class DeskNotices {

    private static final Set<Role> DESKS = Set.of(Role.DISPATCHER, Role.SUPERVISOR);

    private final AnnouncementStore store;
    private final Nudge nudge;
    private final Clock clock;

    DeskNotices(AnnouncementStore store, Nudge nudge, Clock clock) {
        this.store = store;
        this.nudge = nudge;
        this.clock = clock;
    }

    /**
     * What waits.
     *
     * @param key names what is told, so that it is told once
     * @param areas at least one
     * @param by on whose behalf it is told; they are not told themselves
     */
    public record Waiting(
            String key,
            LocalizedText title,
            LocalizedText text,
            Collection<GridPath> areas,
            boolean urgent,
            Instant expiresAt,
            PersonName by) {}

    /**
     * Stores an announcement of the kind WARNING to the dispatchers and supervisors who work in one of the areas, or above it; they are
     * told in the background. Repeatable by its key.
     */
    public Mono<Void> tell(Waiting waiting) {
        return store.findByOperation(waiting.key())
                .switchIfEmpty(Mono.defer(() -> store.insert(file(waiting)))
                        .onErrorResume(DuplicateKeyException.class, told -> Mono.empty()))
                .doOnSuccess(stored -> nudge.jobNeeded(AnnouncementJob.NAME))
                .then();
    }

    private AnnouncementFile file(Waiting waiting) {
        Instant now = clock.instant();
        TreeSet<String> areas = new TreeSet<>();
        TreeSet<String> ancestry = new TreeSet<>();
        for (GridPath area : waiting.areas()) {
            areas.add(area.value());
            ancestry.addAll(area.ancestry());
        }
        return AnnouncementFileBuilder.builder()
                .id(Ids.next())
                .kind(AnnouncementKind.WARNING)
                .state(AnnouncementState.SENDING)
                .title(waiting.title())
                .text(waiting.text())
                .areas(List.copyOf(areas))
                .ancestry(List.copyOf(ancestry))
                .roles(DESKS)
                .above(true)
                .urgent(waiting.urgent())
                .expiresAt(waiting.expiresAt())
                .by(waiting.by())
                .createdAt(now)
                .dueAt(now)
                .version(1)
                .updatedAt(now)
                .operationKey(waiting.key())
                .operationHash("")
                .build();
    }
}
