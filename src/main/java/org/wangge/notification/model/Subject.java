package org.wangge.notification.model;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.StepOutcome;
import org.wangge.shared.LocalizedText;

/** What a notice is about. */
public sealed interface Subject {

    /** What its words show of it: a number, never anybody's words or name. */
    String caption();

    /** The same for readers of a language. */
    default String caption(Locale locale) {
        return caption();
    }

    /** @param outcome of a look on the spot that the notice tells of; null when it tells of something else */
    record OfCase(UUID id, String number, @Nullable StepOutcome outcome) implements Subject {
        @Override
        public String caption() {
            return number;
        }
    }

    record OfHazard(UUID id, String number) implements Subject {
        @Override
        public String caption() {
            return number;
        }
    }

    /** @param host to which it is sent */
    record OfWebhook(UUID id, String host) implements Subject {
        @Override
        public String caption() {
            return host;
        }
    }

    /** @param isWithdrawn whether who said it has taken it back */
    record OfAnnouncement(UUID id, LocalizedText title, boolean isWithdrawn) implements Subject {
        @Override
        public String caption() {
            return caption(Locale.SIMPLIFIED_CHINESE);
        }

        @Override
        public String caption(Locale locale) {
            String withdrawn = locale.getLanguage().equals("en") ? "[Withdrawn] " : "【已撤回】";
            return (isWithdrawn ? withdrawn : "") + title.in(locale);
        }
    }

    /**
     * Inspection tasks that began or were missed together.
     *
     * @param placeId where the first of them is
     */
    record OfTasks(List<UUID> ids, UUID placeId, String placeName) implements Subject {
        @Override
        public String caption() {
            return Integer.toString(ids.size());
        }
    }
}
