package org.wangge.savedview.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.savedview.SavedViews;
import org.wangge.savedview.SavedViews.View;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** Views of the queue under a name. */
@RestController
@RequestMapping("/api/v1/desk/views")
class SavedViewController {

    private static final String NOT_FOUND = "saved-view.not-found";

    private final SavedViews views;

    SavedViewController(SavedViews views) {
        this.views = views;
    }

    record ViewBody(
            @NotBlank @Size(max = 40) String name,
            @NotNull @Size(max = 2000) String query) {}

    record Answer(List<View> items) {}

    @GetMapping
    Mono<Answer> list(Actor actor) {
        return views.list(actor).map(Answer::new);
    }

    @PutMapping("/own/{view}")
    Mono<View> putOwn(@PathVariable String view, @Valid @RequestBody ViewBody body, Actor actor) {
        return views.put(Ids.parse(view, NOT_FOUND), null, body.name(), body.query(), actor);
    }

    @DeleteMapping("/own/{view}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> removeOwn(@PathVariable String view, Actor actor) {
        return views.remove(Ids.parse(view, NOT_FOUND), null, actor);
    }

    @PutMapping("/of/{desk}/{view}")
    Mono<View> put(
            @PathVariable String desk, @PathVariable String view, @Valid @RequestBody ViewBody body, Actor actor) {
        return views.put(Ids.parse(view, NOT_FOUND), desk, body.name(), body.query(), actor);
    }

    @DeleteMapping("/of/{desk}/{view}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String desk, @PathVariable String view, Actor actor) {
        return views.remove(Ids.parse(view, NOT_FOUND), desk, actor);
    }
}
