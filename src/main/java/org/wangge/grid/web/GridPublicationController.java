package org.wangge.grid.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.grid.GridPublication;
import org.wangge.grid.GridPublications;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** The publications of the grid in time: those that are scheduled can be looked at and taken back. */
@RestController
@RequestMapping("/api/v1/grids/imports")
class GridPublicationController {

    private final GridPublications publications;

    GridPublicationController(GridPublications publications) {
        this.publications = publications;
    }

    @GetMapping
    Mono<Page<GridViews.PublicationView>> listGridImports(
            Actor actor,
            @RequestParam(required = false) GridPublication.@Nullable State state,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        actor.require(Permission.GRID_PUBLISH);
        return publications
                .all(actor)
                .map(all -> all.stream()
                        .filter(one -> state == null || one.state() == state)
                        .toList())
                .map(found -> Page.cut(
                                found, GridPublicationController::key, "grid-imports:" + state, limit, cursor, count)
                        .map(GridMapper::view));
    }

    /** The list is cut after a key, which must rise: what takes effect last comes first. */
    private static String key(GridPublication one) {
        return String.format(
                "%020d-%020d", Long.MAX_VALUE - one.effectiveFrom().toEpochMilli(), Long.MAX_VALUE - one.revision());
    }

    @GetMapping("/{revision}")
    Mono<GridViews.PublicationView> getGridImport(Actor actor, @PathVariable String revision) {
        actor.require(Permission.GRID_PUBLISH);
        return publications.get(number(revision), actor).map(GridMapper::view);
    }

    @GetMapping("/{revision}/preview")
    Mono<GridViews.PreviewView> previewGridImport(Actor actor, @PathVariable String revision) {
        actor.require(Permission.GRID_PUBLISH);
        long number = number(revision);
        return publications
                .get(number, actor)
                .flatMap(publication -> publications
                        .preview(number, actor)
                        .map(moves -> new GridViews.PreviewView(number, publication.effectiveFrom(), moves)));
    }

    @PostMapping("/{revision}/actions/withdraw")
    Mono<ResponseEntity<GridViews.PublicationView>> withdrawGridImport(
            Actor actor, Operation operation, @PathVariable String revision) {
        actor.require(Permission.GRID_PUBLISH);
        return publications.withdraw(number(revision), actor, operation).map(done -> {
            ResponseEntity.BodyBuilder response = ResponseEntity.ok();
            if (done.replayed()) {
                response.header("Idempotency-Replayed", "true");
            }
            return response.body(GridMapper.view(done.publication()));
        });
    }

    /** Read after the caller's right is asked; what is no number names no publication. */
    private static long number(String revision) {
        try {
            return Long.parseLong(revision);
        } catch (NumberFormatException noNumber) {
            throw new Refused(Refusal.of("grid.import-not-found", revision));
        }
    }
}
