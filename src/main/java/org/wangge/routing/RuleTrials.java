package org.wangge.routing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.routing.model.RuleSetFile;
import org.wangge.routing.store.RuleSetStore;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import reactor.core.publisher.Mono;

/** Rule sets that are tried on reports of the past, drafts among them. */
@Component
public class RuleTrials {

    private final RuleSetStore store;
    private final RuleBook book;
    private final Rulings rulings;

    RuleTrials(RuleSetStore store, RuleBook book, Rulings rulings) {
        this.store = store;
        this.book = book;
        this.rulings = rulings;
    }

    /**
     * A rule set that can be tried.
     *
     * @param district null for the seeded one
     * @param effectiveFrom null before it is published
     * @param fingerprint of its rows: another as soon as one of them is another
     */
    public record Trial(
            int version,
            @Nullable String district,
            RuleSetState state,
            @Nullable Instant effectiveFrom,
            String fingerprint) {}

    /** A set of the actor's district or the seeded one, in whatever state; empty when there is none of this number. */
    public Mono<Trial> find(int version, Actor actor) {
        List<String> districts =
                actor.scopes().stream().map(GridPath::district).distinct().toList();
        return store.findVisible(version, districts, true).map(RuleTrials::trial);
    }

    private static Trial trial(RuleSetFile file) {
        return new Trial(file.id(), file.district(), file.state(), file.effectiveFrom(), fingerprint(file));
    }

    private static String fingerprint(RuleSetFile file) {
        return Operation.hash(file.rows().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The rows of a set as they stand now, compiled once; empty when there is no such set. */
    public Mono<RuleDecider> decider(int version) {
        return store.find(version).map(file -> new RuleDecider(fingerprint(file), RuleTable.of(file), book, rulings));
    }
}
