package org.wangge.notification.push;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.notification.Device;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.notification.store.DeviceStore;
import reactor.core.publisher.Mono;

/** What follows from the answer to a message: for its device, for the notice, and for all other messages. */
final class PushSettling {

    private static final String OUTCOMES = "wangge.push.outcomes";
    private static final Logger log = LoggerFactory.getLogger(PushSettling.class);

    private final DeviceStore devices;
    private final PushLane lane;
    private final Clock clock;
    private final MeterRegistry metrics;

    PushSettling(DeviceStore devices, PushLane lane, Clock clock, MeterRegistry metrics) {
        this.devices = devices;
        this.lane = lane;
        this.clock = clock;
        this.metrics = metrics;
        // There from the start, so that a chart shows nothing instead of missing.
        metrics.counter(OUTCOMES, "outcome", Outcome.SENT.name(), "code", "");
    }

    /**
     * What one try came to: an outcome for good, or the moment of the next try.
     *
     * @param foreign of an address that is not of our project, if ours is the right one; null of all others
     * @param failed whether it counts against the notice; being held up with all others does not
     */
    record Tried(
            @Nullable Delivery delivery,
            @Nullable Device foreign,
            @Nullable Instant again,
            boolean failed) {

        static Tried ended(Delivery delivery) {
            return new Tried(delivery, null, null, false);
        }

        static Tried heldUp(Instant until) {
            return new Tried(null, null, until, false);
        }
    }

    Mono<Tried> of(PushResult result, Device device, Notice.Push push, Instant sentAt) {
        if (result instanceof PushResult.Later later) {
            return Mono.just(later(later, device, push, sentAt));
        }
        if (result instanceof PushResult.Foreign foreign && !lane.isProven()) {
            return Mono.just(lane.doubt(device.address(), foreign.code(), sentAt)
                    .map(Tried::heldUp)
                    .orElseGet(() -> doubtful(foreign, device, push)));
        }
        lane.open(sentAt);
        if (result instanceof PushResult.Unregistered gone) {
            return forget(device, push, gone.code(), sentAt).map(Tried::ended);
        }
        if (result instanceof PushResult.Foreign foreign) {
            return forget(device, push, foreign.code(), sentAt).map(Tried::ended);
        }
        if (result instanceof PushResult.Rejected never) {
            log.warn("device={} outcome=parked code={}", device.id(), never.code());
            return Mono.just(Tried.ended(delivery(push, device, Outcome.PARKED, never.code())));
        }
        lane.prove();
        return Mono.just(Tried.ended(delivery(push, device, Outcome.SENT, null)));
    }

    /** Whose fault it is will be seen when another device of the person, or the next turn, shows whether our project is right. */
    private Tried doubtful(PushResult.Foreign foreign, Device device, Notice.Push push) {
        count("LATER", foreign.code());
        Instant again =
                clock.instant().plus(lane.wait(new PushResult.Later(foreign.code(), null, false), push.attempts()));
        return new Tried(null, device, again, true);
    }

    private Mono<Delivery> forget(Device device, Notice.Push push, String code, Instant sentAt) {
        return devices.removeIfUnchanged(device, sentAt)
                .then(Mono.fromSupplier(() -> delivery(push, device, Outcome.UNREGISTERED, code)));
    }

    private Tried later(PushResult.Later later, Device device, Notice.Push push, Instant sentAt) {
        count("LATER", later.code());
        if (later.forAll()) {
            Instant until = lane.pause(later, sentAt);
            log.warn("outcome=paused code={} until={}", later.code(), until);
            return Tried.heldUp(until);
        }
        Instant again = clock.instant().plus(lane.wait(later, push.attempts()));
        log.warn("device={} outcome=later code={} again={}", device.id(), later.code(), again);
        return new Tried(null, null, again, true);
    }

    /** The same, once it is known whether our project is the right one. */
    Mono<Tried> confirmed(Tried tried, Notice.Push push) {
        Device foreign = tried.foreign();
        return foreign != null && lane.isProven()
                ? forget(foreign, push, "SENDER_ID_MISMATCH", clock.instant()).map(Tried::ended)
                : Mono.just(tried);
    }

    Delivery delivery(Notice.Push push, Device device, Outcome outcome, @Nullable String code) {
        count(outcome.name(), code == null ? "" : code);
        return new Delivery(device.id(), outcome, code, clock.instant(), push.round(), device.platform());
    }

    void count(String outcome, String code) {
        metrics.counter(OUTCOMES, "outcome", outcome, "code", code).increment();
    }
}
