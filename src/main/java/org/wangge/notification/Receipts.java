package org.wangge.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.Arrival;
import org.wangge.notification.model.Arrival.What;
import org.wangge.notification.model.HeardTime;
import org.wangge.notification.model.Notice;
import org.wangge.notification.store.ArrivalStore;
import org.wangge.notification.store.DeviceStore;
import org.wangge.notification.store.HeardStore;
import org.wangge.shared.Call;
import reactor.core.publisher.Mono;

/** Keeps and counts what phones say of how they heard. */
@Component
class Receipts {

    private final HeardStore heard;
    private final DeviceStore devices;
    private final ArrivalStore arrivals;
    private final Clock clock;

    Receipts(HeardStore heard, DeviceStore devices, ArrivalStore arrivals, Clock clock) {
        this.heard = heard;
        this.devices = devices;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    private record Source(Instant at, Channel channel, Device.@Nullable Platform platform) {}

    /** What the phone does not say follows from whether the session has a device that is pushed to. */
    private Mono<Source> source(Notice notice, Receipt receipt, Call call) {
        Instant now = clock.instant();
        Instant at = HeardTime.credible(call.deviceAt(), notice.createdAt(), now);
        return devices.received(call.actor().id(), receipt.session(), now)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(device -> new Source(
                        at,
                        receipt.channel() != null
                                ? receipt.channel()
                                : device.isPresent() ? Channel.FCM : Channel.INBOX,
                        device.map(Device::platform).orElse(null)));
    }

    Mono<Void> received(Notice notice, Receipt receipt, Call call) {
        return source(notice, receipt, call).flatMap(source -> received(notice, source));
    }

    /** Who opened it has it. */
    Mono<Void> opened(Notice notice, Receipt receipt, Call call) {
        return source(notice, receipt, call)
                .flatMap(source -> received(notice, source).then(Mono.defer(() -> opened(notice, source))));
    }

    private Mono<Void> received(Notice notice, Source source) {
        return heard.receive(notice.id(), source.at(), source.channel())
                .filter(first -> first)
                .flatMap(first -> arrivals.add(
                        new Arrival.Tally().received(notice, source.channel(), source.platform(), source.at())));
    }

    private Mono<Void> opened(Notice notice, Source source) {
        return heard.open(notice.id(), source.at())
                .filter(first -> first)
                .flatMap(first -> arrivals.add(
                        new Arrival.Tally().add(notice, source.channel(), source.platform(), What.OPENED, 1)));
    }
}
