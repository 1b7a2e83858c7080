package org.wangge.presence.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.presence.CasePresence;
import org.wangge.presence.CasePresence.OtherPerson;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** Who looks at a case now. */
@RestController
@RequestMapping("/api/v1/cases/{id}/presence")
class PresenceController {

    private final CasePresence presence;

    PresenceController(CasePresence presence) {
        this.presence = presence;
    }

    record PresenceBody(@NotNull @Nullable Boolean writing) {}

    record PresenceAnswer(List<OtherPerson> others) {}

    @GetMapping
    Mono<PresenceAnswer> others(@PathVariable String id, Actor actor, Locale locale) {
        return presence.others(Ids.parse(id, "case.not-found"), actor, locale).map(PresenceAnswer::new);
    }

    @PutMapping
    Mono<PresenceAnswer> look(
            @PathVariable String id, @Valid @RequestBody PresenceBody body, Actor actor, Locale locale) {
        return presence.look(Ids.parse(id, "case.not-found"), Boolean.TRUE.equals(body.writing()), actor, locale)
                .map(PresenceAnswer::new);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> leave(@PathVariable String id, Actor actor, Locale locale) {
        return presence.leave(Ids.parse(id, "case.not-found"), actor, locale);
    }
}
