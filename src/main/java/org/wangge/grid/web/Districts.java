package org.wangge.grid.web;

import java.util.List;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

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

    /** The district this person works in as a whole; those who work in a part of it are refused. */
    static GridPath whole(Actor actor) {
        return actor.scopes().stream()
                .filter(scope -> scope.depth() == 1)
                .sorted()
                .findFirst()
                .orElseThrow(() -> new Refused(Refusal.of("access.forbidden", Permission.AREA_READ.name())));
    }
}
