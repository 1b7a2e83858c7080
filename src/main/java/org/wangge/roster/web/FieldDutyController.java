package org.wangge.roster.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.grid.GivenPosition;
import org.wangge.roster.FieldDuty;
import org.wangge.roster.FieldDuty.Kept;
import org.wangge.roster.FieldDuty.Standing;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.Operation;
import org.wangge.shared.PhoneTime;
import org.wangge.work.DoneOperations.Once;
import reactor.core.publisher.Mono;

/** What a person in the field says of itself. */
@RestController
@RequestMapping("/api/v1/me")
class FieldDutyController {

    private final FieldDuty duty;

    FieldDutyController(FieldDuty duty) {
        this.duty = duty;
    }

    /** A position as a phone sends it; some say -1 where they do not know how exact it is. */
    @JsonIgnoreProperties("receivedDatum")
    record PlaceBody(
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
            @Nullable Datum datum,
            @Nullable Double accuracyMetres,
            @Nullable PhoneTime at) {

        GivenPosition position() {
            boolean known = accuracyMetres != null && accuracyMetres >= 0;
            return new GivenPosition(longitude, latitude, datum, known ? accuracyMetres : null);
        }
    }

    @PostMapping("/duty/actions/begin")
    Mono<ResponseEntity<Standing>> begin(Actor actor, Operation operation) {
        return duty.begin(actor, operation).map(FieldDutyController::answer);
    }

    @PostMapping("/duty/actions/end")
    Mono<ResponseEntity<Standing>> end(Actor actor, Operation operation) {
        return duty.end(actor, operation).map(FieldDutyController::answer);
    }

    private static ResponseEntity<Standing> answer(Once<Standing> once) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        return (once.replayed() ? response.header("Idempotency-Replayed", "true") : response).body(once.answer());
    }

    @PutMapping("/position")
    Mono<Kept> place(@Valid @RequestBody PlaceBody body, Actor actor) {
        return duty.place(body.position(), body.at(), actor);
    }
}
