package org.wangge.shared;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What comes with every action on something besides its body, gathered from the headers of the request.
 *
 * @param seenVersion the version the caller acts on, null to let the server decide on the newest state
 * @param deviceTime the phone's time of the act, null when it did not say
 * @param locale the caller reads the answer in
 */
public record Call(
        @Nullable Long seenVersion, @Nullable PhoneTime deviceTime, Actor actor, Operation operation, Locale locale) {

    /** The same call with an operation that knows what it says; see {@link Operation#over}. */
    public Call over(Object body) {
        return new Call(seenVersion, deviceTime, actor, operation.over(body), locale);
    }

    /** When it was done by the phone's clock, however wrong; null when it did not say, or named no year that can be kept. */
    public @Nullable Instant deviceAt() {
        return deviceTime == null ? null : deviceTime.moment();
    }
}
