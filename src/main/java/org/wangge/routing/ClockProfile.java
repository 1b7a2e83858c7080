package org.wangge.routing;

/**
 * Other limits than the usual ones, by name.
 *
 * @param factor that the limits for accepting and handling are multiplied by, over 0 and at most 10
 */
public record ClockProfile(String name, double factor) {}
