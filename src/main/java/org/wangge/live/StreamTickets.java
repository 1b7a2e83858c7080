package org.wangge.live;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.account.Admissions;
import org.wangge.account.Admissions.Admission;
import org.wangge.account.SharedSecrets;
import org.wangge.live.store.TicketStore;
import org.wangge.live.store.TicketStore.Ticket;
import org.wangge.shared.Ids;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** For a client that cannot send a header with the request for its stream: what it can put into the address instead, once. */
@Component
public class StreamTickets {

    static final Duration LIFE = Duration.ofSeconds(30);

    private static final int ID_BYTES = 16;
    private static final int SEAL_BYTES = 16;

    private final Admissions admissions;
    private final SharedSecrets secrets;
    private final TicketStore store;
    private final Clock clock;

    StreamTickets(Admissions admissions, SharedSecrets secrets, TicketStore store, Clock clock) {
        this.admissions = admissions;
        this.secrets = secrets;
        this.store = store;
        this.clock = clock;
    }

    /** @param expiresIn in seconds */
    public record Given(String ticket, long expiresIn) {}

    /** A ticket for the bearer of this token, good for one stream begun within thirty seconds; refuses {@code auth.required}. */
    public Mono<Given> give(String bearerToken) {
        return admissions.of(bearerToken).flatMap(admission -> {
            UUID id = Ids.next();
            Ticket ticket = new Ticket(
                    id,
                    admission.accountId(),
                    admission.sessionId(),
                    admission.until(),
                    clock.instant().plus(LIFE));
            return store.insert(ticket).thenReturn(new Given(written(id), LIFE.toSeconds()));
        });
    }

    /** Whom it lets in; refuses {@code auth.required} when it is none, was used before or is too old. */
    public Mono<Admission> use(String ticket) {
        return Mono.justOrEmpty(read(ticket))
                .flatMap(store::take)
                .map(taken -> new Admission(taken.accountId(), taken.sessionId(), taken.tokenEnds()))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("auth.required"))));
    }

    /** The id alone could be guessed near another one. */
    private String written(UUID id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(ID_BYTES + SEAL_BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .put(seal(id))
                        .array());
    }

    private Optional<UUID> read(String ticket) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(ticket);
            if (all.length != ID_BYTES + SEAL_BYTES) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(all);
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            return MessageDigest.isEqual(seal(id), Arrays.copyOfRange(all, ID_BYTES, all.length))
                    ? Optional.of(id)
                    : Optional.empty();
        } catch (IllegalArgumentException rubbish) {
            return Optional.empty();
        }
    }

    private byte[] seal(UUID id) {
        return Arrays.copyOf(secrets.seal("live-tickets", id.toString()), SEAL_BYTES);
    }
}
