package org.wangge.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.store.CaseQueries;
import org.wangge.casework.store.CaseQueries.Ruled;
import org.wangge.routing.OverlayView;
import org.wangge.routing.RoutingExplanation;
import org.wangge.routing.RoutingExplanations;
import org.wangge.routing.RoutingOverlays;
import org.wangge.routing.Ruling;
import org.wangge.routing.RulingView;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Why cases went where they went. */
@Component
public class CaseRoutings {

    private static final int AT_ONCE = 200;
    private static final int MOST_LISTED = 1_000;

    private final CaseWriting writing;
    private final Cases cases;
    private final CaseQueries queries;
    private final RoutingExplanations explanations;
    private final RoutingOverlays overlays;
    private final MessageSource messages;

    CaseRoutings(
            CaseWriting writing,
            Cases cases,
            CaseQueries queries,
            RoutingExplanations explanations,
            RoutingOverlays overlays,
            MessageSource messages) {
        this.writing = writing;
        this.cases = cases;
        this.queries = queries;
        this.explanations = explanations;
        this.overlays = overlays;
        this.messages = messages;
    }

    /**
     * Why a case is where it is.
     *
     * @param summary in one sentence, whether the rules of then say the same today
     */
    public record Explained(CaseView view, RoutingExplanation why, String summary) {}

    /** Asks the rules of then again, with the facts of then; refuses {@code case.not-found}. Says so where a case is older than rules are. */
    public Mono<Explained> explain(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ);
        return writing.visible(id, actor)
                .flatMap(file -> why(file, locale)
                        .map(why -> new Explained(cases.view(file, actor, locale), why, summary(why, locale))));
    }

    private Mono<RoutingExplanation> why(CaseFile file, Locale locale) {
        Ruling ruling = file.ruling();
        return ruling == null ? Mono.just(RoutingExplanation.UNKNOWN) : explanations.explain(ruling, locale);
    }

    private String summary(RoutingExplanation why, Locale locale) {
        String key = why.agrees() == null ? "unknown" : Boolean.TRUE.equals(why.agrees()) ? "agrees" : "differs";
        RulingView present = why.present();
        return messages.getMessage(
                "routing.explanation." + key,
                new Object[] {present == null ? "" : present.desk().name()},
                locale);
    }

    /**
     * What an overlay changed in this person's area.
     *
     * @param cases that were reported while it was in force there
     * @param decided of these, the ones that a row of it decided
     * @param moved of these, the ones that would have waited at another desk
     * @param items the newest thousand
     */
    public record OverlayReport(OverlayView overlay, long cases, long decided, long moved, List<Changed> items) {}

    /**
     * One case.
     *
     * @param without what the rules would have said without the overlay
     */
    public record Changed(
            UUID id, String number, Instant reportedAt, RulingView decision, RulingView without, boolean moved) {}

    /** Which cases an overlay touched, and where they would have gone without it; refuses {@code routing-overlay.not-found}. */
    public Mono<OverlayReport> report(UUID overlay, Actor actor, Locale locale) {
        actor.require(Permission.CASE_READ_AREA);
        return overlays.find(overlay, actor, locale)
                .flatMap(view -> queries.under(overlay, actor)
                        .buffer(AT_ONCE)
                        .concatMap(batch -> changed(overlay, batch, locale))
                        .reduce(new OverlayReport(view, 0, 0, 0, List.of()), CaseRoutings::plus));
    }

    private Mono<List<Changed>> changed(UUID overlay, List<Ruled> batch, Locale locale) {
        List<Ruling> rulings =
                batch.stream().map(one -> Objects.requireNonNull(one.ruling())).toList();
        return explanations.without(overlay, rulings, locale).map(without -> {
            List<Changed> changed = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                changed.add(changed(batch.get(i), rulings.get(i), without.get(i), locale));
            }
            return changed;
        });
    }

    private Changed changed(Ruled one, Ruling ruling, RulingView without, Locale locale) {
        RulingView decision = explanations.view(ruling, locale);
        return new Changed(
                one.id(),
                one.number(),
                one.reportedAt(),
                decision,
                without,
                !decision.desk().code().equals(without.desk().code()));
    }

    private static OverlayReport plus(OverlayReport sum, List<Changed> more) {
        List<Changed> items = new ArrayList<>(sum.items());
        more.stream().limit(MOST_LISTED - items.size()).forEach(items::add);
        return new OverlayReport(
                sum.overlay(),
                sum.cases() + more.size(),
                sum.decided()
                        + more.stream().filter(one -> isBy(sum.overlay(), one)).count(),
                sum.moved() + more.stream().filter(Changed::moved).count(),
                items);
    }

    private static boolean isBy(OverlayView overlay, Changed one) {
        @Nullable UUID by = one.decision().overlayId();
        return overlay.id().equals(by);
    }
}
