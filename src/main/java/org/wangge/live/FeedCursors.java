package org.wangge.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.wangge.account.SharedSecrets;

/**
 * Positions as they leave the server: encrypted, because the distance of two would tell how much happened that their reader may
 * not see, and authenticated, so that nobody makes one up. The way is that of a synthetic initialisation vector (SIV, RFC 5297)
 * with HMAC-SHA256 in both places: the first half is the seal of what is said, and the key stream for the rest is made of it. Any
 * number can be made under one secret, which is the installation's, the same on all instances.
 */
@Component
public class FeedCursors {

    private static final String SEALS = "live-cursor-seals";
    private static final String STREAMS = "live-cursor-streams";
    private static final int SEAL_BYTES = 16;
    private static final int BLOCK_BYTES = 32;

    private final SharedSecrets secrets;

    FeedCursors(SharedSecrets secrets) {
        this.secrets = secrets;
    }

    /** To where somebody has read. */
    record Position(String feed, long seq) {}

    /** Another text each time, also for the same position: whether something happened does not show. */
    public String write(String feed, long seq) {
        byte[] code = feed.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(2 * Long.BYTES + code.length)
                .putLong(ThreadLocalRandom.current().nextLong())
                .putLong(seq)
                .put(code)
                .array();
        byte[] seal = seal(plain);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(seal.length + plain.length)
                        .put(seal)
                        .put(mixed(plain, seal))
                        .array());
    }

    /** Empty for what no instance of this installation wrote. */
    Optional<Position> read(String text) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
        if (all.length <= SEAL_BYTES + 2 * Long.BYTES) {
            return Optional.empty();
        }
        byte[] seal = Arrays.copyOf(all, SEAL_BYTES);
        byte[] plain = mixed(Arrays.copyOfRange(all, SEAL_BYTES, all.length), seal);
        if (!MessageDigest.isEqual(seal, seal(plain))) {
            return Optional.empty();
        }
        ByteBuffer said = ByteBuffer.wrap(plain).position(Long.BYTES);
        long seq = said.getLong();
        return Optional.of(new Position(StandardCharsets.UTF_8.decode(said).toString(), seq));
    }

    private byte[] seal(byte[] plain) {
        return Arrays.copyOf(secrets.seal(SEALS, HexFormat.of().formatHex(plain)), SEAL_BYTES);
    }

    /** With the key stream of this seal; the same again gives what was before. */
    private byte[] mixed(byte[] text, byte[] seal) {
        String name = HexFormat.of().formatHex(seal);
        byte[] mixed = text.clone();
        for (int block = 0; block * BLOCK_BYTES < text.length; block++) {
            byte[] stream = secrets.seal(STREAMS, name + " " + block);
            for (int at = block * BLOCK_BYTES; at < Math.min(text.length, (block + 1) * BLOCK_BYTES); at++) {
                mixed[at] ^= stream[at - block * BLOCK_BYTES];
            }
        }
        return mixed;
    }
}
