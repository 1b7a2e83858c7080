package org.wangge.media;

import java.util.UUID;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** A module whose things have photos says which these are, and who may see one of them: whoever may see the thing. */
public interface MediaReaders {

    /** Whether the photo belongs to something of this module that the actor may see. */
    Mono<Boolean> mayRead(UUID mediaId, Actor actor);

    /** Whether the photo belongs to something of this module at all. */
    Mono<Boolean> keeps(UUID mediaId);
}
