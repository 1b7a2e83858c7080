package org.wangge.live;

/**
 * An entry, made ready once for all its readers.
 *
 * @param frame as it goes over the wire of a stream
 */
record Told(FeedEntry entry, EventView view, byte[] frame) {}
