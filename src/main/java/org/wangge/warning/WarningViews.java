package org.wangge.warning;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.routing.OverlayView;
import org.wangge.routing.RoutingOverlays;
import org.wangge.shared.Actor;
import org.wangge.shared.Refused;
import org.wangge.warning.WarningView.MadeView;
import org.wangge.warning.WarningView.Proposals;
import org.wangge.warning.model.WarningFile;
import org.wangge.warning.model.WarningFile.Made;
import org.wangge.warning.model.WarningMachine;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Warnings as one person sees them. */
@Component
class WarningViews {

    private final WarningSteps steps;
    private final WarningWords words;
    private final RoutingOverlays overlays;
    private final Clock clock;

    WarningViews(WarningSteps steps, WarningWords words, RoutingOverlays overlays, Clock clock) {
        this.steps = steps;
        this.words = words;
        this.overlays = overlays;
        this.clock = clock;
    }

    /** With what it proposes to this person. */
    Mono<WarningView> whole(WarningFile file, Actor actor, Locale locale) {
        return steps.replaced(file)
                .flatMap(replaced -> toEnd(file, replaced, actor, locale)
                        .map(inForce ->
                                view(file, words.proposals(file, replaced, inForce, actor, clock.instant()), actor)));
    }

    /** Without proposals, for lists. */
    WarningView line(WarningFile file, Actor actor) {
        return view(file, null, actor);
    }

    /** The overlays in force that were begun from what it replaces; and its own, once it is replaced itself. */
    Mono<List<OverlayView>> toEnd(WarningFile file, List<WarningFile> replaced, Actor actor, Locale locale) {
        Stream<WarningFile> from = file.state() == WarningState.OPEN
                ? replaced.stream()
                : Stream.concat(Stream.of(file), replaced.stream());
        return Flux.fromStream(from.flatMap(one -> one.made().stream())
                        .filter(made -> made.action() == WarningAction.BEGIN_OVERLAY)
                        .map(Made::id)
                        .distinct())
                .concatMap(id -> overlays.find(id, actor, locale).onErrorResume(Refused.class, hidden -> Mono.empty()))
                .filter(OverlayView::inForce)
                .collectList();
    }

    private WarningView view(WarningFile file, @Nullable Proposals proposals, Actor actor) {
        Instant now = clock.instant();
        return new WarningView(
                file.id(),
                file.identifier(),
                file.sender(),
                file.sent(),
                file.status(),
                file.type(),
                file.stateAt(now),
                file.infos(),
                file.areas(),
                file.endsAt(),
                file.supersededBy(),
                file.replaces(),
                file.made().stream()
                        .map(made -> new MadeView(made.action().code(), made.id(), made.areas(), made.by(), made.at()))
                        .toList(),
                file.dismissed(),
                proposals,
                file.by(),
                file.receivedAt(),
                file.version(),
                WarningMachine.table().openActions(file, actor, now).stream()
                        .filter(action -> isLeft(action, file, proposals, actor))
                        .toList());
    }

    /** Where all is made there is nothing to make; what can be ended, a list does not look for. */
    private static boolean isLeft(String action, WarningFile file, @Nullable Proposals proposals, Actor actor) {
        if (action.equals(WarningAction.END_OVERLAY.code())) {
            return proposals != null && !proposals.endOverlays().isEmpty();
        }
        return Stream.of(WarningAction.BEGIN_OVERLAY, WarningAction.ANNOUNCE)
                .filter(making -> action.equals(making.code()))
                .allMatch(making -> !WarningMachine.left(file, making, actor).isEmpty());
    }
}
