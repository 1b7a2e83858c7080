package org.wangge.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.Rulings.Versions;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows of one set, compiled, to decide reports of the past once more. Never changes, whatever becomes of the set. */
public final class RuleDecider {

    private final String fingerprint;
    private final RuleTable table;
    private final RuleBook book;
    private final Rulings rulings;

    RuleDecider(String fingerprint, RuleTable table, RuleBook book, Rulings rulings) {
        this.fingerprint = fingerprint;
        this.table = table;
        this.book = book;
        this.rulings = rulings;
    }

    /** A report as it was decided then, and its text: this set may look for other words than that of then. */
    public record Past(Ruling ruling, @Nullable String description) {}

    /** See {@link RuleTrials.Trial#fingerprint}. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * What this set says of reports, in their order, with the facts and the overlays of then, the desks, departments and duty lists of
     * today. Empty for one whose area is no office's today. The same reports give the same answer; nothing is stored.
     */
    public Mono<List<Optional<Ruling>>> decide(List<Past> reports) {
        return Flux.fromStream(reports.stream()
                        .flatMap(past -> past.ruling().overlays().stream())
                        .distinct())
                .concatMap(book::overlay)
                .collectMap(overlay -> overlay.file().id())
                .map(overlays ->
                        reports.stream().map(past -> decide(past, overlays)).toList());
    }

    private Optional<Ruling> decide(Past past, Map<UUID, OverlayTable> overlays) {
        Ruling then = past.ruling();
        List<OverlayTable> inForce = new ArrayList<>();
        for (UUID id : then.overlays()) {
            Optional.ofNullable(overlays.get(id)).ifPresent(inForce::add);
        }
        RoutingFacts facts = RoutingFactsBuilder.builder(then.facts())
                .words(FactsOfReports.words(past.description(), table.words(), inForce))
                .build();
        Versions versions = new Versions(then.dutyListVersion(), then.calendarVersion());
        try {
            return Optional.of(
                    rulings.decide(facts, table, inForce, versions, false).ruling());
        } catch (Refused noOffice) {
            return Optional.empty();
        }
    }
}
