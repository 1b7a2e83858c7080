package org.wangge.place.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.PersonalReads;
import org.wangge.audit.ReadKind;
import org.wangge.grid.GridCells;
import org.wangge.place.PlaceFilter;
import org.wangge.place.PlaceMaps;
import org.wangge.place.PlaceView;
import org.wangge.place.Places;
import org.wangge.place.model.PlaceAction;
import org.wangge.place.qr.QrPicture;
import org.wangge.place.web.PlaceBodies.PlaceBody;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.MapClusters;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reading;
import org.wangge.shared.Reason;
import org.wangge.shared.SeenVersion;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** Registering, reading, changing and closing places. */
@RestController
@RequestMapping("/api/v1")
class PlaceController {

    private static final String ABSENT = "place.not-found";
    private static final Duration LONGEST_DRAWING = Duration.ofSeconds(10);

    private final Places places;
    private final GridCells grids;
    private final PlaceMaps maps;
    private final Blocking blocking;
    private final PersonalReads reads;

    PlaceController(Places places, GridCells grids, PlaceMaps maps, Blocking blocking, PersonalReads reads) {
        this.reads = reads;
        this.places = places;
        this.grids = grids;
        this.maps = maps;
        this.blocking = blocking;
    }

    @PostMapping("/places")
    Mono<ResponseEntity<PlaceView>> create(
            @Valid @RequestBody PlaceBody body, Actor actor, Operation operation, Locale locale) {
        actor.require(Permission.PLACE_EDIT);
        return places.create(body.draft(grids), actor, operation.over(body), locale)
                .map(done -> answer(
                        ResponseEntity.created(
                                URI.create("/api/v1/places/" + done.view().id())),
                        done));
    }

    private static ResponseEntity<PlaceView> answer(ResponseEntity.BodyBuilder response, Places.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return withVersion(response, done.view());
    }

    private static ResponseEntity<PlaceView> withVersion(ResponseEntity.BodyBuilder response, PlaceView view) {
        return response.eTag(SeenVersion.etag(view.version())).body(view);
    }

    @GetMapping("/places")
    Mono<Page<PlaceView>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        actor.require(Permission.PLACE_READ);
        return places.list(PlaceFilter.read(query), limit, cursor, count, actor, locale);
    }

    /** The list as a map of one zoom, whole. */
    @GetMapping(path = "/places", params = "zoom", produces = "application/geo+json")
    Mono<MapClusters> clusters(QueryValues query, @RequestParam @Min(0) @Max(22) int zoom, Actor actor) {
        return maps.clusters(PlaceFilter.read(query.whole()), zoom, actor);
    }

    @GetMapping("/places/{id}")
    Mono<ResponseEntity<PlaceView>> find(@PathVariable String id, Reading reading, Locale locale) {
        return places.find(Ids.parse(id, ABSENT), reading.actor(), locale)
                .delayUntil(view -> view.showsPhones()
                        ? reads.tell(reading, ReadKind.PLACE, view.id().toString())
                        : Mono.empty())
                .map(view -> withVersion(ResponseEntity.ok(), view));
    }

    @PutMapping("/places/{id}")
    Mono<ResponseEntity<PlaceView>> change(
            @PathVariable String id, @Valid @RequestBody PlaceBody body, SeenVersion seen, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_EDIT);
        return places.change(Ids.parse(id, ABSENT), body.draft(grids), seen, actor, locale)
                .map(view -> withVersion(ResponseEntity.ok(), view));
    }

    @PostMapping("/places/{id}/actions/{action:suspend|reopen|close-down}")
    Mono<ResponseEntity<PlaceView>> act(
            @PathVariable String id, @PathVariable String action, @Valid @RequestBody Reason.Body body, Call call) {
        PlaceAction meant = switch (action) {
            case "suspend" -> PlaceAction.SUSPEND;
            case "reopen" -> PlaceAction.REOPEN;
            default -> PlaceAction.CLOSE_DOWN;
        };
        Reason reason = body.given();
        return places.act(Ids.parse(id, ABSENT), meant, reason, call.over(reason))
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    @GetMapping(path = "/places/{id}/qr.png", produces = MediaType.IMAGE_PNG_VALUE)
    Mono<byte[]> code(@PathVariable String id, Actor actor) {
        return places.qrText(Ids.parse(id, ABSENT), actor)
                .flatMap(text -> blocking.call(LONGEST_DRAWING, () -> QrPicture.png(text)));
    }

    @GetMapping("/places/{id}/history")
    Mono<Page<PlaceView.HistoryView>> history(
            @PathVariable String id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Reading reading,
            Locale locale) {
        // The newest first: their ids grow with time, so the key is turned round.
        return places.history(Ids.parse(id, ABSENT), reading.actor(), locale)
                .delayUntil(lines -> lines.stream().anyMatch(PlaceView.HistoryView::showsPhones)
                        ? reads.tell(reading, ReadKind.PLACE, id)
                        : Mono.empty())
                .map(lines -> Page.cut(
                        lines, line -> descending(line.id().toString()), "history " + id, limit, cursor, false));
    }

    private static String descending(String id) {
        StringBuilder turned = new StringBuilder(id.length());
        for (char digit : id.toCharArray()) {
            turned.append(digit == '-' ? '-' : "fedcba9876543210".charAt(Character.digit(digit, 16)));
        }
        return turned.toString();
    }

    @GetMapping("/places/{id}/doubles")
    Mono<Page<PlaceView.DoubleView>> doubles(@PathVariable String id, Actor actor) {
        return places.doubles(Ids.parse(id, ABSENT), actor).map((List<PlaceView.DoubleView> all) -> Page.single(all));
    }
}
