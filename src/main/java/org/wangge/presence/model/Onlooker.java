package org.wangge.presence.model;

import java.time.Instant;
import java.util.UUID;
import org.wangge.shared.PersonName;

/**
 * Somebody who looks at a case.
 *
 * @param id of the case and the person
 * @param writing whether something was typed there that is not sent yet
 * @param until when it is forgotten unless it is said again
 */
public record Onlooker(String id, UUID caseId, PersonName person, boolean writing, Instant since, Instant until) {

    /** The one document of a person at a case, in however many windows. */
    public static String idOf(UUID caseId, UUID person) {
        return caseId + ":" + person;
    }
}
