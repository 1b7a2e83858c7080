package org.wangge.agenda.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.agenda.Agenda;
import org.wangge.agenda.AgendaView;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** The signed-in person's own work. */
@RestController
class AgendaController {

    private final Agenda agenda;

    AgendaController(Agenda agenda) {
        this.agenda = agenda;
    }

    @GetMapping("/api/v1/me/tasks")
    Mono<AgendaView> mine(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Actor actor,
            Locale locale) {
        return agenda.of(limit, cursor, actor, locale);
    }
}
