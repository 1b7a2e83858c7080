package org.wangge.media.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, as a picture's EXIF tags say it (CIPA DC-008, tag Orientation; TIFF 6.0 for their form). */
final class Exif {

    /** As also when nothing is said. */
    static final int UPRIGHT = 1;

    /** The tag stands in the first list, which stands at the beginning. */
    static final int ENOUGH = 64 * 1024;

    private static final byte[] NAME = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ORIENTATION = 0x0112;
    private static final int FIRST_SIDEWAYS = 5;
    private static final int LAST_SIDEWAYS = 8;
    private static final int ENTRY = 12;

    private Exif() {}

    /** Whether the stored rows are the columns that people see. */
    static boolean turnsOver(int orientation) {
        return orientation >= FIRST_SIDEWAYS && orientation <= LAST_SIDEWAYS;
    }

    /** From a segment that may begin with its name; {@link #UPRIGHT} when it is something else or cannot be read. */
    static int orientation(byte[] segment) {
        boolean named = segment.length > NAME.length && startsWithName(segment);
        return orientationOfTags(segment, named ? NAME.length : 0);
    }

    private static boolean startsWithName(byte[] segment) {
        for (int at = 0; at < NAME.length; at++) {
            if (segment[at] != NAME[at]) {
                return false;
            }
        }
        return true;
    }

    static int orientationOfTags(byte[] bytes, int from) {
        try {
            ByteBuffer tags = ByteBuffer.wrap(bytes, from, bytes.length - from).slice();
            int order = tags.getShort(0);
            if (order != 0x4949 && order != 0x4D4D) {
                return UPRIGHT;
            }
            tags.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int list = tags.getInt(4);
            int entries = tags.getShort(list) & 0xFFFF;
            for (int i = 0; i < entries; i++) {
                int entry = list + 2 + i * ENTRY;
                if ((tags.getShort(entry) & 0xFFFF) == ORIENTATION) {
                    int said = tags.getShort(entry + 8);
                    return said >= UPRIGHT && said <= LAST_SIDEWAYS ? said : UPRIGHT;
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException cutOff) {
            // says nothing
        }
        return UPRIGHT;
    }
}
