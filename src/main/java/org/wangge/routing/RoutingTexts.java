package org.wangge.routing;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;
import org.wangge.shared.LocalizedText;

/** The words in which a decision is explained. Most reports come from a few grids, so what was last said is kept. */
@Component
final class RoutingTexts {

    private static final int KEPT = 2048;

    private final ConcurrentLruCache<Said, LocalizedText> kept;

    RoutingTexts(MessageSource messages) {
        kept = new ConcurrentLruCache<>(
                KEPT,
                said -> new LocalizedText(
                        said.in(Locale.SIMPLIFIED_CHINESE, messages), said.in(Locale.ENGLISH, messages)));
    }

    /**
     * A text and what is named in it.
     *
     * @param values each as it is, or in the language of the text where it has one in each
     */
    private record Said(String code, List<Object> values) {

        String in(Locale locale, MessageSource messages) {
            Object[] said = values.stream()
                    .map(value -> value instanceof LocalizedText text ? text.in(locale) : value)
                    .toArray();
            return messages.getMessage(code, said, locale);
        }
    }

    LocalizedText say(String code, Object... values) {
        return kept.get(new Said(code, List.of(values)));
    }
}
