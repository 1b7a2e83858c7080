package org.wangge.notification.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.account.AccountFilter;
import org.wangge.notification.CaseTold;
import org.wangge.notification.CaseTold.ToldView;
import org.wangge.notification.DeliveryFigures;
import org.wangge.notification.DeliveryFigures.Figures;
import org.wangge.notification.ParkedNotices;
import org.wangge.notification.ParkedNotices.ParkedView;
import org.wangge.notification.ParkedNotices.Resent;
import org.wangge.notification.Reachability;
import org.wangge.notification.Reachability.WorkerReach;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/** Whether people hear: on a case, by person, by channel, and what did not go out. */
@RestController
@RequestMapping("/api/v1")
class ReachController {

    private final CaseTold told;
    private final Reachability reachability;
    private final DeliveryFigures figures;
    private final ParkedNotices parked;

    ReachController(CaseTold told, Reachability reachability, DeliveryFigures figures, ParkedNotices parked) {
        this.told = told;
        this.reachability = reachability;
        this.figures = figures;
        this.parked = parked;
    }

    record ToldAnswer(List<ToldView> items) {}

    @GetMapping("/cases/{id}/told")
    Mono<ToldAnswer> told(@PathVariable String id, Actor actor, Locale locale) {
        return told.of(Ids.parse(id, "case.not-found"), actor, locale).map(ToldAnswer::new);
    }

    @GetMapping("/workers/reachability")
    Mono<Page<WorkerReach>> reachability(
            QueryValues query,
            @RequestParam(required = false) @Size(max = 40) @Pattern(regexp = "\\P{Cc}*") @Nullable String q,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        return reachability.board(actor, AccountFilter.read(query), limit, cursor, count, locale);
    }

    @GetMapping("/notices/delivery")
    Mono<Figures> delivery(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            Actor actor) {
        return figures.of(from, to, actor);
    }

    @GetMapping("/notices/parked")
    Mono<Page<ParkedView>> parked(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        return parked.list(actor, limit, cursor, count);
    }

    @PostMapping("/notices/{id}/actions/resend")
    Mono<ResponseEntity<Resent>> resend(@PathVariable String id, Actor actor, Operation operation) {
        return parked.resend(Ids.parse(id, "notice.not-found"), actor, operation)
                .map(once -> {
                    ResponseEntity.BodyBuilder response = ResponseEntity.ok();
                    return (once.replayed() ? response.header("Idempotency-Replayed", "true") : response)
                            .body(once.answer());
                });
    }
}
