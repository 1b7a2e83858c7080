package org.wangge.agenda.web;

import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
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
    Mono<AgendaView> mine(Actor actor, Locale locale) {
        return agenda.of(actor, locale);
    }
}
