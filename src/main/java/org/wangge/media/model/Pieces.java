package org.wangge.media.model;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A file as it streams by, for who needs a few bytes here and a few there: asks for so many to be put together for its next step,
 * or to be passed over first. Keeps no more than what is asked for, wherever in the file that stands.
 */
final class Pieces {

    /** What is done with the bytes that were asked for. */
    interface Step {
        void take(byte[] bytes);
    }

    private byte[] wanted = new byte[0];
    private int have;
    private long toPass;
    private @Nullable Step step;

    /** The next step gets these bytes, after those that are passed over. */
    void collect(int count, Step next) {
        wanted = new byte[count];
        have = 0;
        step = next;
    }

    void passOver(long count) {
        toPass += count;
    }

    /** Nothing more is of interest. */
    void end() {
        step = null;
    }

    /** Takes the next piece in, without changing the buffer's own position. */
    void see(ByteBuffer piece) {
        ByteBuffer rest = piece.duplicate();
        while (step != null && (rest.hasRemaining() || have == wanted.length && toPass == 0)) {
            if (toPass > 0) {
                int passed = (int) Math.min(toPass, rest.remaining());
                rest.position(rest.position() + passed);
                toPass -= passed;
            } else if (have < wanted.length) {
                int taken = Math.min(wanted.length - have, rest.remaining());
                rest.get(wanted, have, taken);
                have += taken;
            } else {
                take(step);
            }
        }
    }

    private void take(Step now) {
        byte[] bytes = wanted;
        step = null;
        now.take(bytes);
    }
}
