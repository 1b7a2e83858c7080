package org.wangge.embedded.wire;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of one connection: a stranger, until it showed the secret. The port is open to every user of this
 * machine, so a stranger may greet and sign in, and nothing else.
 */
final class Admission {

    private static final String MECHANISM = "SCRAM-SHA-256";
    private static final int UNAUTHORIZED = 13;
    private static final int AUTHENTICATION_FAILED = 18;
    private static final int CONVERSATION = 1;
    private static final Set<String> FOR_STRANGERS = Set.of("hello", "ismaster", "ping", "buildinfo");

    private final StoreSecret secret;
    private final ScramKeys keys;
    private @Nullable ScramDialogue dialogue;
    private boolean isShort;
    private boolean known;
    private int unheard;

    Admission(StoreSecret secret, ScramKeys keys) {
        this.secret = secret;
        this.keys = keys;
    }

    /** Counts bytes that came in; tells how many a stranger has sent since its last whole message. */
    int arrived(int bytes) {
        unheard = known ? 0 : unheard + bytes;
        return unheard;
    }

    /** A whole message was read. */
    void heard() {
        unheard = 0;
    }

    /** The answer to a command that signs in or out; null for any other that may run. */
    @Nullable
    Document answer(String command, Document request) {
        String name = command.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "saslstart" -> start(request);
            case "saslcontinue" -> proceed(request);
            case "logout" -> {
                known = false;
                yield new Document("ok", 1.0);
            }
            default -> {
                if (!known && !FOR_STRANGERS.contains(name)) {
                    throw new MongoServerError(
                            UNAUTHORIZED, "Unauthorized", "Command " + command + " requires authentication");
                }
                yield null;
            }
        };
    }

    /** Clients that are not told a mechanism ask for those of a user. */
    void greet(Document request, Document greeting) {
        if (request.get("saslSupportedMechs") instanceof String user && user.endsWith("." + secret.user())) {
            greeting.put("saslSupportedMechs", List.of(MECHANISM));
        }
    }

    private Document start(Document request) {
        known = false;
        dialogue =
                MECHANISM.equals(request.get("mechanism")) ? ScramDialogue.begin(secret, keys, payload(request)) : null;
        if (dialogue == null) {
            throw failed();
        }
        isShort = request.get("options") instanceof Document options
                && Boolean.TRUE.equals(options.get("skipEmptyExchange"));
        return step(false, dialogue.challenge());
    }

    private Document proceed(Document request) {
        ScramDialogue current = dialogue;
        boolean here = Integer.valueOf(CONVERSATION).equals(request.get("conversationId"));
        byte[] payload = payload(request);
        if (here && known && payload.length == 0) {
            // Older clients end with an empty message.
            return step(true, payload);
        }
        dialogue = null;
        byte[] last = here && current != null ? current.finish(payload) : null;
        if (last == null) {
            known = false;
            throw failed();
        }
        known = true;
        return step(isShort, last);
    }

    private static byte[] payload(Document request) {
        return request.get("payload") instanceof BinData data ? data.getData() : new byte[0];
    }

    private static Document step(boolean done, byte[] payload) {
        return new Document("conversationId", CONVERSATION)
                .append("done", done)
                .append("payload", new BinData(payload))
                .append("ok", 1.0);
    }

    private static MongoServerError failed() {
        return new MongoServerError(AUTHENTICATION_FAILED, "AuthenticationFailed", "Authentication failed.");
    }
}
