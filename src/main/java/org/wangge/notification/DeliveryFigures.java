package org.wangge.notification;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.Arrival.Numbers;
import org.wangge.notification.store.ArrivalStore;
import org.wangge.notification.store.ArrivalStore.Counted;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** How notices arrive, by channel and kind of device. */
@Component
public class DeliveryFigures {

    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 92;

    private final ArrivalStore arrivals;
    private final Calendars calendars;
    private final Clock clock;

    DeliveryFigures(ArrivalStore arrivals, Calendars calendars, Clock clock) {
        this.arrivals = arrivals;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * One way by which notices arrive.
     *
     * @param deviceKind null where there is no device, or it is not known
     * @param told of the inbox all notices; of others how many messages had an answer for good
     * @param acceptedByService taken by the service, which does not mean that a phone has it
     * @param received for the first time by this way, as the phone says
     * @param medianMinutes within which half of those received were; from an hour on roughly; null when none was
     */
    public record Way(
            Channel channel,
            Device.@Nullable Platform deviceKind,
            long told,
            long acceptedByService,
            long refused,
            long received,
            long opened,
            @Nullable Integer medianMinutes) {}

    /** The notices that were made on these days, whenever they arrived. */
    public record Figures(
            LocalDate from,
            LocalDate to,
            long told,
            long received,
            long opened,
            @Nullable Integer medianMinutes,
            List<Way> ways) {}

    private record Key(Channel channel, Device.@Nullable Platform platform) {}

    /**
     * Of the actor's area, for those who arbitrate and for operators. One query.
     *
     * @param from the first day; null for a week up to the last
     * @param to the last day; null for today
     */
    public Mono<Figures> of(@Nullable LocalDate from, @Nullable LocalDate to, Actor actor) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.OPERATE);
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), calendars.current().zone());
        LocalDate last = to == null ? today : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw new Refused(Refusal.of("delivery.period", String.valueOf(MOST_DAYS)));
        }
        return arrivals.between(first.toString(), last.toString())
                .filter(one -> actor.covers(new GridPath(one.cell().area())))
                .collectList()
                .map(found -> figures(first, last, found));
    }

    private static Figures figures(LocalDate first, LocalDate last, List<Counted> found) {
        Map<Key, Numbers> ways = new HashMap<>();
        found.forEach(
                one -> ways.merge(new Key(one.cell().channel(), one.cell().platform()), one.numbers(), Numbers::plus));
        Numbers all = ways.values().stream().reduce(Numbers.NONE, Numbers::plus);
        return new Figures(
                first,
                last,
                all.told(),
                all.received(),
                all.opened(),
                all.medianMinutes(),
                ways.entrySet().stream()
                        .map(entry -> way(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparing(Way::channel)
                                .thenComparing(Way::deviceKind, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList());
    }

    private static Way way(Key key, Numbers numbers) {
        boolean inbox = key.channel() == Channel.INBOX || key.channel() == Channel.LIVE;
        return new Way(
                key.channel(),
                key.platform(),
                inbox ? numbers.told() : numbers.accepted() + numbers.refused(),
                numbers.accepted(),
                numbers.refused(),
                numbers.received(),
                numbers.opened(),
                numbers.medianMinutes());
    }
}
