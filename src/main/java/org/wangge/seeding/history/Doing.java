package org.wangge.seeding.history;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.wangge.casework.CaseCommand;
import org.wangge.hazard.HazardCommand;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import reactor.core.publisher.Mono;

/**
 * A deed being done.
 *
 * @param known ids of what was made, by the keys of the deeds that made it
 */
record Doing(Stage stage, Map<String, UUID> known, String key) {

    static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;

    Operation by(Actor actor) {
        UUID once = UUID.nameUUIDFromBytes(("history:" + key).getBytes(StandardCharsets.UTF_8));
        return new Operation(Operation.keyOf(actor.id(), once), "history", "history-" + key);
    }

    Call call(Actor actor) {
        return new Call(null, null, actor, by(actor), LANGUAGE);
    }

    Mono<?> onCase(UUID id, CaseCommand command, Actor actor) {
        return stage.cases().act(id, command, call(actor));
    }

    Mono<?> onHazard(UUID id, HazardCommand command, Actor actor) {
        return stage.hazards().act(id, command, call(actor));
    }

    /** The id of what a deed made. Who has forgotten it does the deed once more, which gives what it made the first time. */
    Mono<UUID> made(String deed, Function<Doing, Mono<UUID>> making) {
        UUID id = known.get(deed);
        return id != null
                ? Mono.just(id)
                : making.apply(new Doing(stage, known, deed)).doOnNext(made -> known.put(deed, made));
    }
}
