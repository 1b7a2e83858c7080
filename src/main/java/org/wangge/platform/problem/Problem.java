package org.wangge.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it (RFC 9457) with a stable code; see {@code api-spec/schemas/shared.yaml}.
 *
 * @param state what it is in now, where it has states and another was expected
 * @param retryable whether the same request may succeed later as it is, so that a phone keeps it; else somebody must change it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String requestId,
        boolean retryable,
        @Nullable List<FieldFault> errors,
        @Nullable Long version,
        @Nullable String state,
        @Nullable List<String> openActions) {

    /** One field at fault. */
    public record FieldFault(String pointer, String code, String detail) {}
}
