package org.wangge.casework;

import java.util.UUID;

/**
 * What a case came from when nobody reported it: a hazard that was not put right in time, say.
 *
 * @param kind which sort of thing, like {@code HAZARD}
 * @param number as people know it
 */
public record CaseOrigin(String kind, UUID id, String number) {}
