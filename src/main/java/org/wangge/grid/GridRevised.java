package org.wangge.grid;

/**
 * This instance now answers from another publication of the grid. Told inside the instance only; every instance tells its own.
 *
 * @param revision the one now in use
 * @param previous the one used until now, 0 when there was none
 */
public record GridRevised(long revision, long previous) {}
