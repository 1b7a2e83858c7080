package org.wangge.savedview;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.savedview.model.SavedView;
import org.wangge.savedview.model.ViewList;
import org.wangge.savedview.model.ViewQuery;
import org.wangge.savedview.store.ViewListStore;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Mono;

/** Views of the queue that somebody gave a name. All of it refuses {@code access.forbidden} to who has no area to read. */
@Component
public class SavedViews {

    private static final int DEPTH_OF_OFFICES = 2;

    private final ViewListStore store;

    SavedViews(ViewListStore store) {
        this.store = store;
    }

    /**
     * One of them.
     *
     * @param desk the code of the office or district whose it is; null for the reader's own
     */
    public record View(
            UUID id, String name, String query, @Nullable String desk, PersonName by) {}

    /** Those of the actor first, then those of each desk at which the actor works; each in the order in which they were made. */
    public Mono<List<View>> list(Actor actor) {
        actor.require(Permission.AREA_READ);
        String own = ViewList.of(actor);
        List<String> ids =
                Stream.concat(Stream.of(own), desks(actor).map(ViewList::of)).toList();
        return store.find(ids)
                .collectMap(ViewList::id)
                .map(found -> ids.stream()
                        .map(found::get)
                        .flatMap(list -> shown(list, own))
                        .toList());
    }

    private static Stream<View> shown(@Nullable ViewList list, String own) {
        if (list == null) {
            return Stream.empty();
        }
        String desk =
                list.id().equals(own) ? null : list.id().substring(list.id().lastIndexOf('/') + 1);
        return list.views().stream().map(view -> shown(view, desk));
    }

    private static View shown(SavedView view, @Nullable String desk) {
        return new View(view.id(), view.name(), view.query(), desk, view.by());
    }

    /**
     * Makes a view or changes it. Repeatable; who speaks last counts. Refuses {@code request.invalid} for a query that no address of the
     * queue has, {@code saved-view.too-many} beyond fifty, and what {@link #list} refuses; for a desk {@code access.forbidden} to who
     * neither dispatches nor administers, and {@code saved-view.no-desk} to who works at another one.
     *
     * @param desk the code of an office or district; null for the actor's own
     */
    public Mono<View> put(UUID id, @Nullable String desk, String name, String query, Actor actor) {
        String list = writable(desk, actor);
        SavedView view = new SavedView(id, name, ViewQuery.sound(query), PersonName.of(actor));
        return change(list, present -> {
                    if (!present.takes(id)) {
                        throw new Refused(Refusal.of("saved-view.too-many", ViewList.MOST));
                    }
                    return present.with(view);
                })
                .thenReturn(shown(view, desk));
    }

    /** Takes a view away, whether there is one or not. Repeatable. Refuses as {@link #put} does. */
    public Mono<Void> remove(UUID id, @Nullable String desk, Actor actor) {
        return change(writable(desk, actor), present -> present.without(id)).then();
    }

    private Mono<ViewList> change(String list, UnaryOperator<ViewList> next) {
        return OptimisticRetry.untilWritten(() -> store.find(list).flatMap(present -> {
            ViewList changed = next.apply(present);
            return changed.views().equals(present.views()) ? Mono.just(present) : store.replace(changed);
        }));
    }

    private static String writable(@Nullable String desk, Actor actor) {
        actor.require(Permission.AREA_READ);
        if (desk == null) {
            return ViewList.of(actor);
        }
        actor.requireAny(Permission.CASE_DISPATCH, Permission.REFERENCE_EDIT);
        return desks(actor)
                .filter(one -> one.code().equals(desk))
                .findFirst()
                .map(ViewList::of)
                .orElseThrow(() -> new Refused(Refusal.of("saved-view.no-desk")));
    }

    /** The desk of an office for all who work somewhere in it, that of the district for who works in all of it. */
    private static Stream<GridPath> desks(Actor actor) {
        return actor.scopes().stream()
                .map(scope -> scope.upTo(DEPTH_OF_OFFICES))
                .distinct();
    }
}
