package org.wangge.grid.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.QueryValues;

/** The geography of one's own district is open to everyone who is signed in; another district does not exist. */
final class Districts {

    private Districts() {}

    static List<String> of(Actor actor) {
        return actor.scopes().stream()
                .map(GridPath::district)
                .distinct()
                .sorted()
                .toList();
    }

    /** The one that is named, which must be one's own; the first of one's own when none is named. */
    static GridPath one(Actor actor, @Nullable String named) {
        List<String> own = of(actor);
        if (named != null && !own.contains(named)) {
            throw QueryValues.malformed("district", "field.form");
        }
        return new GridPath(named == null ? own.get(0) : named);
    }
}
