package org.wangge.notification.push;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Mono;

/**
 * Asks FCM once after the start, with a message that is not sent, whether it takes our credentials; until it does, again and
 * again. Nothing waits for it.
 */
@Component
class PushCheck implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(PushCheck.class);

    private final PushGateway gateway;
    private volatile Optional<String> fault = Optional.empty();
    private volatile boolean done;

    PushCheck(PushGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "push-check";
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Boolean> turn() {
        return done || !gateway.isOn()
                ? Mono.just(false)
                : gateway.check().doOnNext(this::judge).thenReturn(false);
    }

    private void judge(PushResult result) {
        Optional<String> found = wrongWith(result);
        if (found.isPresent() && !found.equals(fault)) {
            log.warn("push: {}", found.get());
        } else if (found.isEmpty()) {
            log.info("push: FCM takes our credentials");
        }
        fault = found;
        done = found.isEmpty();
    }

    /** What is wrong, for whoever runs this; empty while nothing is known to be. */
    Optional<String> fault() {
        return fault;
    }

    boolean isDone() {
        return done;
    }

    /** In plain words what an answer to the trial says of our credentials; empty when they are good. */
    static Optional<String> wrongWith(PushResult result) {
        if (result instanceof PushResult.Later later) {
            return Optional.of(words(later.code()));
        }
        return result instanceof PushResult.Rejected rejected ? Optional.of(words(rejected.code())) : Optional.empty();
    }

    private static String words(String code) {
        if (code.startsWith("TOKEN_")) {
            return "Google gives no access token for this service account: its key was revoked, the clock of this machine is"
                    + " wrong, or the address in token_uri cannot be reached (" + code + ")";
        }
        return switch (code) {
            case "UNAUTHENTICATED" ->
                "FCM does not accept our access token: the file in WANGGE_FCM_CREDENTIALS is of another environment ("
                        + code + ")";
            case "PERMISSION_DENIED" ->
                "the service account may not send messages for its project: enable the Firebase Cloud Messaging API and give"
                        + " it the role Firebase Cloud Messaging API Admin (" + code + ")";
            case "NOT_FOUND" ->
                "FCM knows no such project: look at project_id in the file of WANGGE_FCM_CREDENTIALS (" + code + ")";
            case "QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED" -> "FCM says that we send too much (" + code + ")";
            default -> "FCM cannot be reached, or answers as it should not; pushes wait (" + code + ")";
        };
    }
}
