package org.wangge.notification;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.Arrival;
import org.wangge.notification.model.Notice;
import org.wangge.notification.push.PushSender;
import org.wangge.notification.store.ArrivalStore;
import org.wangge.notification.store.NoticeStore;
import org.wangge.work.Nudge;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The one way in which notices come to be: into the inbox, and from there on their way out. */
@Component
public class Telling {

    /** A command of a few hundred kilobytes. */
    private static final int AT_A_TIME = 500;

    private final NoticeStore notices;
    private final ArrivalStore arrivals;
    private final Nudge nudge;

    Telling(NoticeStore notices, ArrivalStore arrivals, Nudge nudge) {
        this.notices = notices;
        this.arrivals = arrivals;
        this.nudge = nudge;
    }

    /**
     * Tells all of these, however many: they are stored in batches, and the first are on their way while the last are not stored
     * yet. Repeatable: an id that is there already is not told again.
     */
    public Mono<Void> tell(Collection<Notice> made) {
        return Flux.fromIterable(made).buffer(AT_A_TIME).concatMap(this::store).then();
    }

    private Mono<Void> store(List<Notice> some) {
        return notices.insertAll(some)
                .flatMap(stored -> notices.addTasks(some).thenReturn(stored))
                .doOnNext(stored -> nudge.wake(PushSender.NAME))
                .flatMap(stored -> arrivals.add(told(some, stored)));
    }

    /** Where some were there already, it is not known which; that happens only when a process died between two writes. */
    private static Arrival.Tally told(List<Notice> some, int stored) {
        Arrival.Tally tally = new Arrival.Tally();
        some.stream().limit(stored).forEach(notice -> tally.add(notice, Channel.INBOX, null, Arrival.What.TOLD, 1));
        return tally;
    }
}
