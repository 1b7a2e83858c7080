package org.wangge.shared;

import java.util.UUID;

/** A person with the name it had then: the account is the truth, the name a caption. */
public record PersonName(UUID id, String name) {

    public static PersonName of(Actor actor) {
        return new PersonName(actor.id(), actor.name());
    }
}
