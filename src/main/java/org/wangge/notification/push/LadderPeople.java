package org.wangge.notification.push;

import java.util.List;
import java.util.UUID;
import org.wangge.notification.model.Notice;
import reactor.core.publisher.Mono;

/** Who is to hear of a notice that nobody heard. */
public interface LadderPeople {

    /** Whether the recipient is on duty now. */
    Mono<Boolean> isOnDuty(Notice notice);

    /** Who stands in for the recipient in the grid, of those who may know of the case. */
    Mono<List<UUID>> deputies(Notice notice);

    /** Who dispatches for the case. */
    Mono<List<UUID>> desk(Notice notice);
}
