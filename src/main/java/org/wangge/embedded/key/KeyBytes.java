package org.wangge.embedded.key;

/** Where a value is written to, part by part. */
interface KeyBytes {

    /** Appends bytes as they are. */
    KeyBytes raw(byte[] part);

    KeyBytes rawByte(int value);

    void int32(int value);

    void int64(long value);
}
