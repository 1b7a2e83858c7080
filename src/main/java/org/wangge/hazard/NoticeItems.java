package org.wangge.hazard;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardMachine;
import org.wangge.hazard.store.HazardStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Transitions.Asked;
import reactor.core.publisher.Mono;

/** Looks at the hazards that are to be on one notice before its number is taken. */
@Component
class NoticeItems {

    private final HazardStore store;
    private final PrintableNotices printable;
    private final Clock clock;

    NoticeItems(HazardStore store, PrintableNotices printable, Clock clock) {
        this.store = store;
        this.printable = printable;
        this.clock = clock;
    }

    /**
     * The other hazards of a notice, in the order named; the one that leads may be named too. Refuses {@code hazard.notice-items}
     * with a fault for each that is not there for this person, is of another inspection, or could not be given notice of alone,
     * and {@code hazard.notice-unprintable}.
     */
    Mono<List<HazardFile>> others(HazardFile lead, HazardCommand.IssueNotice notice, Actor actor) {
        List<UUID> named = notice.with();
        return store.visible(named, actor)
                .collectMap(HazardFile::id, Function.identity())
                .map(there -> checked(lead, notice, named, there, actor))
                .flatMap(others ->
                        printable.require(lead, others, named, actor.name()).thenReturn(others));
    }

    private List<HazardFile> checked(
            HazardFile lead,
            HazardCommand.IssueNotice notice,
            List<UUID> named,
            Map<UUID, HazardFile> there,
            Actor actor) {
        List<Refusal.Fault> faults = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            Refusal wrong = wrong(lead, notice, named.get(i), there, actor, clock.instant());
            if (wrong != null) {
                faults.add(new Refusal.Fault("/hazardIds/" + i, wrong.code(), wrong.arguments()));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("hazard.notice-items").withFaults(faults));
        }
        return named.stream()
                .distinct()
                .filter(id -> !id.equals(lead.id()))
                .flatMap(id -> Stream.ofNullable(there.get(id)))
                .toList();
    }

    private static @Nullable Refusal wrong(
            HazardFile lead,
            HazardCommand.IssueNotice notice,
            UUID id,
            Map<UUID, HazardFile> there,
            Actor actor,
            Instant now) {
        HazardFile other = there.get(id);
        if (other == null) {
            return Refusal.of("hazard.not-found");
        }
        return other.inspectionId().equals(lead.inspectionId())
                ? HazardMachine.table().refusal(other, new Asked<>(notice.action(), notice, actor, now))
                : Refusal.of("hazard.other-inspection", other.number());
    }
}
