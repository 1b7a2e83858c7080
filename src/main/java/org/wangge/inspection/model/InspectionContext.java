package org.wangge.inspection.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.wangge.checklist.Checklist;

/**
 * What a decision needs besides the inspection and the command; read before deciding, so that deciding asks nobody.
 *
 * @param zone whose days count
 * @param later whether it was said at another time than it was done, so that nobody can be asked any more
 * @param checklist that the inspection is answered by
 * @param photos those named that are there
 */
public record InspectionContext(Instant now, ZoneId zone, boolean later, Checklist checklist, Set<UUID> photos) {}
