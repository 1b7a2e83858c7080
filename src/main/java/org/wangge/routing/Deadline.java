package org.wangge.routing;

import java.time.Instant;

/**
 * When something must be done.
 *
 * @param provisional whether it runs into a year whose calendar is not published yet, so that it was computed from weekends and
 *     the statutory days and may move when the calendar arrives
 */
public record Deadline(Instant dueAt, boolean provisional) {}
