package org.wangge.savedview.model;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;

/**
 * The views of one person or of one desk, in the order in which they were made.
 *
 * @param id whose they are
 * @param version counts the changes; 0 for who never had any
 */
public record ViewList(String id, List<SavedView> views, long version) {

    /** The most that anybody has. */
    public static final int MOST = 50;

    public ViewList {
        views = List.copyOf(views);
    }

    public static ViewList none(String id) {
        return new ViewList(id, List.of(), 0);
    }

    public static String of(Actor person) {
        return "person/" + person.id();
    }

    public static String of(GridPath desk) {
        return "desk/" + desk.value();
    }

    /** Whether there is room for it: in its own place there always is. */
    public boolean takes(UUID view) {
        return views.size() < MOST || holds(view);
    }

    private boolean holds(UUID view) {
        return views.stream().anyMatch(one -> one.id().equals(view));
    }

    /** With this view in the place of the one of its id, or last. */
    public ViewList with(SavedView view) {
        List<SavedView> next = new ArrayList<>(views);
        if (holds(view.id())) {
            next.replaceAll(one -> one.id().equals(view.id()) ? view : one);
        } else {
            next.add(view);
        }
        return new ViewList(id, next, version + 1);
    }

    public ViewList without(UUID view) {
        return new ViewList(
                id, views.stream().filter(one -> !one.id().equals(view)).toList(), version + 1);
    }
}
