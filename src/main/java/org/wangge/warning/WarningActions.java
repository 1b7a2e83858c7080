package org.wangge.warning;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.announcement.AnnouncementDraft;
import org.wangge.announcement.Announcements;
import org.wangge.audit.ReadKind;
import org.wangge.routing.OverlayDraft;
import org.wangge.routing.OverlayKind;
import org.wangge.routing.OverlayView;
import org.wangge.routing.RoutingOverlays;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.warning.WarningView.ProposedAnnouncement;
import org.wangge.warning.WarningView.ProposedOverlay;
import org.wangge.warning.model.WarningFile;
import org.wangge.warning.model.WarningFile.Made;
import org.wangge.warning.model.WarningMachine;
import org.wangge.warning.store.WarningStore;
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What somebody decides about a warning. What a decision makes has a key that comes from the warning and the areas, so that a repeat
 * finds it made, also where the process died before the warning remembered it. All refuse {@code warning.not-found}, {@code
 * warning.stale} and what the table of steps refuses.
 */
@Component
public class WarningActions {

    private final WarningStore store;
    private final WarningSteps steps;
    private final WarningViews views;
    private final WarningWords words;
    private final RoutingOverlays overlays;
    private final Announcements announcements;
    private final Clock clock;

    WarningActions(
            WarningStore store,
            WarningSteps steps,
            WarningViews views,
            WarningWords words,
            RoutingOverlays overlays,
            Announcements announcements,
            Clock clock) {
        this.store = store;
        this.steps = steps;
        this.views = views;
        this.words = words;
        this.overlays = overlays;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * A change that somebody may ask for later.
     *
     * @param subject path of what changed
     */
    public record Trace(ReadKind kind, String subject, String change) {}

    /**
     * What a step came to.
     *
     * @param replayed whether the same operation had done it before
     * @param traces of what was changed now
     */
    public record Done(WarningView view, boolean replayed, List<Trace> traces) {}

    /** What is to be otherwise than the proposal says; null for what it says. */
    public record OverlayWish(
            @Nullable List<String> areas,
            @Nullable OverlayKind kind,
            @Nullable Double clockFactor,
            @Nullable Instant until) {}

    /** The same for an announcement. */
    public record AnnouncementWish(
            @Nullable LocalizedText title,
            @Nullable LocalizedText text,
            @Nullable List<String> areas,
            @Nullable Set<Role> roles,
            @Nullable Boolean urgent,
            @Nullable Instant expiresAt) {}

    /**
     * Begins the overlay that it proposes, in what is left of the caller's area; nothing where it was begun already. Refuses what {@link
     * RoutingOverlays#begin} refuses: {@code routing-overlay.empty} where neither the proposal nor the wish has a factor.
     */
    public Mono<Done> beginOverlay(UUID id, OverlayWish wish, Call call) {
        return step(id, WarningAction.BEGIN_OVERLAY, call, (file, replaced, traces) -> {
            ProposedOverlay draft = words.overlay(file, replaced, call.actor(), clock.instant());
            List<String> areas = or(wish.areas(), draft.areas());
            return areas.isEmpty()
                    ? Mono.just(new Decision.Already<>())
                    : overlays.begin(
                                    new OverlayDraft(
                                            draft.name(),
                                            or(wish.kind(), draft.kind()),
                                            areas,
                                            List.of(),
                                            wish.clockFactor() == null ? draft.clockFactor() : wish.clockFactor(),
                                            or(wish.until(), draft.until())),
                                    making(file, WarningAction.BEGIN_OVERLAY, areas, call))
                            .map(done -> made(
                                    file,
                                    new Made(
                                            WarningAction.BEGIN_OVERLAY,
                                            done.view().id(),
                                            done.view().areas(),
                                            PersonName.of(call.actor()),
                                            clock.instant()),
                                    new Trace(
                                            ReadKind.ROUTING_OVERLAY_CHANGE,
                                            "routing-overlays/" + done.view().id(),
                                            done.difference()),
                                    traces));
        });
    }

    /** Announces what it proposes, likewise; refuses what {@link Announcements#announce} refuses. */
    public Mono<Done> announce(UUID id, AnnouncementWish wish, Call call) {
        return step(id, WarningAction.ANNOUNCE, call, (file, replaced, traces) -> {
            ProposedAnnouncement draft = words.announcement(file, replaced, call.actor(), clock.instant());
            List<String> areas = or(wish.areas(), draft.areas());
            return areas.isEmpty()
                    ? Mono.just(new Decision.Already<>())
                    : announcements
                            .announce(
                                    new AnnouncementDraft(
                                            draft.kind(),
                                            or(wish.title(), draft.title()),
                                            or(wish.text(), draft.text()),
                                            areas,
                                            or(wish.roles(), Set.of()),
                                            or(wish.urgent(), draft.urgent()),
                                            or(wish.expiresAt(), draft.expiresAt())),
                                    making(file, WarningAction.ANNOUNCE, areas, call))
                            .map(done -> made(
                                    file,
                                    new Made(
                                            WarningAction.ANNOUNCE,
                                            done.view().id(),
                                            done.view().areas(),
                                            PersonName.of(call.actor()),
                                            clock.instant()),
                                    new Trace(
                                            ReadKind.ANNOUNCEMENT_CHANGE,
                                            "announcements/" + done.view().id(),
                                            done.difference()),
                                    traces));
        });
    }

    /**
     * Ends the overlays in force that were begun from what it replaces, or from it when it was replaced. Refuses {@code
     * warning.no-overlay} when there is none and it ended none.
     */
    public Mono<Done> endOverlay(UUID id, Call call) {
        Actor actor = call.actor();
        return step(
                id,
                WarningAction.END_OVERLAY,
                call,
                (file, replaced, traces) -> views.toEnd(file, replaced, actor, call.locale())
                        .flatMap(inForce -> inForce.isEmpty()
                                ? Mono.just(noneToEnd(file, actor))
                                : Flux.fromIterable(inForce)
                                        .concatMap(overlay -> ended(file, overlay, call, traces))
                                        .collectList()
                                        .map(ended -> WarningMachine.remembered(file, ended, clock.instant()))));
    }

    private Decision<WarningFile> noneToEnd(WarningFile file, Actor actor) {
        return file.made().stream().anyMatch(made -> made.action() == WarningAction.END_OVERLAY)
                ? new Decision.Already<>()
                : new Decision.No<>(
                        WarningMachine.table().present(Refusal.of("warning.no-overlay"), file, actor, clock.instant()));
    }

    private Mono<Made> ended(WarningFile file, OverlayView overlay, Call call, List<Trace> traces) {
        return overlays.end(
                        overlay.id(),
                        making(
                                file,
                                WarningAction.END_OVERLAY,
                                List.of(overlay.id().toString()),
                                call))
                .map(done -> {
                    note(
                            new Trace(
                                    ReadKind.ROUTING_OVERLAY_CHANGE,
                                    "routing-overlays/" + overlay.id(),
                                    done.difference()),
                            traces);
                    return new Made(
                            WarningAction.END_OVERLAY,
                            overlay.id(),
                            overlay.areas(),
                            PersonName.of(call.actor()),
                            clock.instant());
                });
    }

    /** Says that nothing is to be done about it, for all of its areas. */
    public Mono<Done> dismiss(UUID id, String reason, Call call) {
        return step(
                id,
                WarningAction.DISMISS,
                call,
                (file, replaced, traces) ->
                        Mono.just(WarningMachine.dismissed(file, reason, call.actor(), clock.instant())));
    }

    private interface Deciding {

        Mono<Decision<WarningFile>> on(WarningFile file, List<WarningFile> replaced, List<Trace> traces);
    }

    private Mono<Done> step(UUID id, WarningAction action, Call call, Deciding deciding) {
        Actor actor = call.actor();
        WarningMachine.table().requirePermission(action, actor);
        return Mono.defer(() -> {
            List<Trace> traces = new ArrayList<>();
            return VersionedWrites.change(
                            () -> visible(id, actor),
                            call,
                            file -> WarningMachine.table()
                                    .present(Refusal.of("warning.stale"), file, actor, clock.instant()),
                            file -> decide(file, action, actor, replaced -> deciding.on(file, replaced, traces)),
                            (file, next) -> store.change(file, next.file(), call.operation()))
                    .flatMap(written -> {
                        if (written.before() != null) {
                            traces.add(new Trace(ReadKind.WARNING_CHANGE, "warnings/" + id, action.code()));
                        }
                        return views.whole(written.file(), actor, call.locale())
                                .map(view -> new Done(view, written.replayed(), traces));
                    });
        });
    }

    private Mono<Decision<WarningFile>> decide(
            WarningFile file,
            WarningAction action,
            Actor actor,
            Function<List<WarningFile>, Mono<Decision<WarningFile>>> deciding) {
        Refusal refusal = WarningMachine.refusal(file, action, actor, clock.instant());
        return refusal != null
                ? Mono.just(new Decision.No<>(refusal))
                : steps.replaced(file).flatMap(deciding);
    }

    private Decision<WarningFile> made(WarningFile file, Made made, Trace trace, List<Trace> traces) {
        note(trace, traces);
        return WarningMachine.remembered(file, List.of(made), clock.instant());
    }

    private static void note(Trace trace, List<Trace> traces) {
        if (!trace.change().isEmpty()) {
            traces.add(trace);
        }
    }

    /** The operation of what is made: the same for the same warning, step and areas, whoever asks and however often. */
    private static Call making(WarningFile file, WarningAction action, List<String> areas, Call call) {
        String named = String.join(",", areas.stream().sorted().toList());
        String key = "warning:" + file.id() + ":" + action.code() + ":"
                + Operation.hash(named.getBytes(StandardCharsets.UTF_8));
        Operation operation = new Operation(key, "warning", call.operation().requestId());
        return new Call(null, null, call.actor(), operation, call.locale());
    }

    private static <T> T or(@Nullable T wish, T otherwise) {
        return Objects.requireNonNullElse(wish, otherwise);
    }

    private Mono<WarningFile> visible(UUID id, Actor actor) {
        return store.find(id, actor).switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("warning.not-found"))));
    }
}
