package org.wangge.features.cluster;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.web.reactive.function.client.WebClient;
import org.wangge.features.cluster.StoreGate.Command;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.FcmAnswer;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.FcmStandIn.Received;

/**
 * An instance in a process of its own that tells and pushes, to be killed at a moment of choice. Its ways to the store and to Firebase
 * are its own, so that what it did is known.
 */
final class Courier implements AutoCloseable {

    private final FcmStandIn fcm = FcmStandIn.start();
    private final StoreGate gate;
    private final AppProcess process;
    private final WebClient http;

    /** Returns once it is ready. */
    Courier(Cluster cluster) {
        this.gate = new StoreGate(cluster.storePort());
        this.process = cluster.startProcess(
                gate,
                List.of(
                        "--wangge.notification.fcm-credentials=" + fcm.credentials(),
                        "--wangge.notification.fcm-endpoint=" + fcm.endpoint(),
                        "--wangge.notification.per-minute=10000",
                        "--wangge.webhook.private-targets=true",
                        // It has a short life, and needs to be there soon.
                        "--wangge.warm-up.lasts=0",
                        "--spring.main.lazy-initialization=true"));
        this.http = process.http();
    }

    /** Where a message may be when its sender dies. */
    enum Phase {
        /** What happened is stored, and nobody was told. */
        STORED(false) {
            @Override
            void await(Courier courier) {
                courier.dieAt(command -> command.isWriteOf("notices") && command.says("createdAt\0"));
            }
        },
        /** The notice is there, and nobody pushes it yet. */
        NOTICED(false) {
            @Override
            void await(Courier courier) {
                courier.dieAt(command -> command.isWriteOf("notices")
                        && command.says("push.leaseUntil\0")
                        && command.says("$set\0")
                        && !command.says("$unset\0"));
            }
        },
        /** It is about to be pushed, and there is no token for it yet. */
        CLAIMED(false) {
            @Override
            void await(Courier courier) {
                courier.fcm.sayToTokenExchanges(FcmAnswer.ACCEPTED.heldBack());
                courier.fcm.expireTokens();
            }
        },
        /** Firebase has it, and has not answered. */
        SENT(true) {
            @Override
            void await(Courier courier) {
                courier.fcm.say(FcmAnswer.ACCEPTED.heldBack());
            }
        },
        /** Firebase has answered, and that is not written down. */
        ANSWERED(true) {
            @Override
            void await(Courier courier) {
                courier.dieAt(command -> command.isWriteOf("notices") && command.says("push.deliveries\0"));
            }
        };

        private final boolean losesAnswers;

        Phase(boolean losesAnswers) {
            this.losesAnswers = losesAnswers;
        }

        /** From now on this one dies as soon as it gets there. */
        abstract void await(Courier courier);

        /** Whether Firebase took a message whose answer nobody has. */
        boolean losesAnswers() {
            return losesAnswers;
        }
    }

    private void dieAt(Predicate<Command> command) {
        gate.endAt(command, process::kill);
    }

    /** Whether it died where it was to; what waits for its answer there is where it was to be. */
    boolean isDead() {
        if (process.isAlive() && (fcm.exchangesHeld() > 0 || fcm.inFlight() > 0)) {
            process.kill();
        }
        return !process.isAlive();
    }

    WebClient http() {
        return http;
    }

    FcmStandIn fcm() {
        return fcm;
    }

    StoreGate gate() {
        return gate;
    }

    /** The notices of which Firebase had a message from this one. */
    Set<String> sent() {
        return fcm.received().stream().map(Received::noticeId).collect(Collectors.toSet());
    }

    String output() {
        return process.output();
    }

    void kill() {
        process.kill();
        Eventually.until("it is dead", () -> !process.isAlive());
    }

    @Override
    public void close() {
        process.close();
        gate.close();
        fcm.close();
    }
}
