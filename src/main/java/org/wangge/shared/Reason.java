package org.wangge.shared;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why something was done: a short code that can be counted, and free text (field rule 5). Clients send it as it is kept.
 *
 * @param code upper-case letters, digits and underscores
 */
public record Reason(
        @NotBlank @Pattern(regexp = "[A-Z0-9_]{1,40}") String code,
        @Size(max = 1000) @Nullable String text) {}
