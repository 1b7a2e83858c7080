package org.wangge.reason.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.reason.ReasonList;
import org.wangge.reason.Reasons;
import org.wangge.reason.web.ReasonViews.PutReasonsRequest;
import org.wangge.reason.web.ReasonViews.ReasonListView;
import org.wangge.reason.web.ReasonViews.ReasonView;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Reading is open to everyone who is signed in: whoever acts must choose one. */
@RestController
@RequestMapping("/api/v1/reasons")
class ReasonController {

    private final Reasons reasons;

    ReasonController(Reasons reasons) {
        this.reasons = reasons;
    }

    /** One reason and its place among all, which its list's order gives. */
    private record Placed(String place, ReasonView view) {}

    @GetMapping
    Page<ReasonView> list(
            Actor actor,
            Locale locale,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(defaultValue = "false") boolean retired,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        List<Placed> placed = new ArrayList<>();
        for (ReasonList list : reasons.all()) {
            if (action == null || action.isBlank() || action.strip().equals(list.action())) {
                for (int at = 0; at < list.codes().size(); at++) {
                    ReasonView view = ReasonView.of(list.action(), list.codes().get(at), locale);
                    if (retired || !view.retired()) {
                        placed.add(new Placed("%s %03d".formatted(list.action(), at), view));
                    }
                }
            }
        }
        return Page.cut(placed, Placed::place, "reasons-" + action + "-" + retired, limit, cursor, count)
                .map(Placed::view);
    }

    @GetMapping("/{action}")
    ResponseEntity<ReasonListView> get(Actor actor, Locale locale, @PathVariable String action) {
        return answer(reasons.get(action), locale);
    }

    @PutMapping("/{action}")
    Mono<ResponseEntity<ReasonListView>> put(
            Actor actor,
            Locale locale,
            SeenVersion seen,
            @PathVariable String action,
            @Valid @RequestBody PutReasonsRequest body) {
        actor.require(Permission.REFERENCE_EDIT);
        return reasons.put(body.list(action), seen).map(list -> answer(list, locale));
    }

    private static ResponseEntity<ReasonListView> answer(ReasonList list, Locale locale) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(list.version())).body(ReasonListView.of(list, locale));
    }
}
