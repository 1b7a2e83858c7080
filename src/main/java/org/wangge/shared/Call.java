package org.wangge.shared;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What comes with every action on something besides its body, gathered from the headers of the request.
 *
 * @param seenVersion the version the caller acts on, null to let the server decide on the newest state
 * @param deviceAt the phone's time of the act, null when it did not say
 * @param locale the caller reads the answer in
 */
public record Call(
        @Nullable Long seenVersion, @Nullable Instant deviceAt, Actor actor, Operation operation, Locale locale) {

    /** The same call with an operation that knows what it says; see {@link Operation#over}. */
    public Call over(Object body) {
        return new Call(seenVersion, deviceAt, actor, operation.over(body), locale);
    }
}
