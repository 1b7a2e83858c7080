package org.wangge.warning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a warning says in one language; the field names are part of the contract and stored, and mean what CAP 1.2 says of {@code info}.
 *
 * @param language as it was said, or {@code zh-CN} where nothing was said in Chinese
 * @param areas in words
 */
public record WarningMessage(
        String language,
        List<Category> categories,
        String event,
        Urgency urgency,
        Severity severity,
        Certainty certainty,
        @Nullable String senderName,
        @Nullable String headline,
        @Nullable String description,
        @Nullable String instruction,
        @Nullable String web,
        @Nullable String contact,
        @Nullable Instant effective,
        @Nullable Instant onset,
        @Nullable Instant expires,
        List<String> areas) {

    public enum Category {
        GEO,
        MET,
        SAFETY,
        SECURITY,
        RESCUE,
        FIRE,
        HEALTH,
        ENV,
        TRANSPORT,
        INFRA,
        CBRNE,
        OTHER
    }

    public enum Urgency {
        IMMEDIATE,
        EXPECTED,
        FUTURE,
        PAST,
        UNKNOWN
    }

    public enum Severity {
        EXTREME,
        SEVERE,
        MODERATE,
        MINOR,
        UNKNOWN
    }

    public enum Certainty {
        OBSERVED,
        LIKELY,
        POSSIBLE,
        UNLIKELY,
        UNKNOWN
    }

    /** What stands at the top of it. */
    public String title() {
        return headline == null || headline.isBlank() ? event : headline;
    }
}
