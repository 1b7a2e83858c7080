package org.wangge.place;

import java.util.UUID;

/**
 * A hazard that a place has now, as far as its colour depends on it.
 *
 * @param number for people to read
 * @param score 1 to 64
 * @param major counts as 64 whatever the score
 */
public record OpenHazard(UUID hazardId, String number, int score, boolean major) {}
