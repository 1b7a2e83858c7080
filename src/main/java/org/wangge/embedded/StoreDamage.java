package org.wangge.embedded;

/**
 * Something acknowledged that the store's files no longer have, as it was found at a start.
 *
 * @param file the write log
 * @param offset its first byte that is wrong or missing
 * @param keptBytes what was there instead, kept in a file beside; 0 when it was cut off
 */
public record StoreDamage(String file, long offset, long keptBytes) {}
