package org.wangge.shared;

/**
 * Where a call came from, as far as it can be believed.
 *
 * @param value an IP address, or {@code unknown}
 */
public record CallerAddress(String value) {}
