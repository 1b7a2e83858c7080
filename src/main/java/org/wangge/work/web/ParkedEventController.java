package org.wangge.work.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.work.Consumer;
import org.wangge.work.internal.ParkedEvents;
import reactor.core.publisher.Mono;

/** Events that could not be told: which there are, and having them told again. */
@RestController
@RequestMapping("/api/v1/parked-events")
class ParkedEventController {

    private final ParkedEvents events;

    ParkedEventController(ParkedEvents events) {
        this.events = events;
    }

    /** Of everything parked the first ones; resuming is for all of them, so there is no next page. */
    record ParkedList(List<ParkedEvents.Parked> items) {}

    record Resumed(long resumed) {}

    @GetMapping
    Mono<ParkedList> list(
            @RequestParam(required = false) @Nullable Consumer consumer,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            Actor actor) {
        actor.require(Permission.OPERATE);
        return events.list(consumer, limit).collectList().map(ParkedList::new);
    }

    /** Once more is no more, so the operation is only read for the form of its key. */
    @PostMapping("/actions/resume")
    Mono<Resumed> resume(
            @RequestParam(required = false) @Nullable Consumer consumer, Actor actor, Operation operation) {
        actor.require(Permission.OPERATE);
        return events.resume(consumer).map(Resumed::new);
    }
}
