package org.wangge.warning;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.shared.LocalizedText;

/** What is said about warnings, in both languages. */
@Component
class WarningTexts {

    private final MessageSource messages;

    WarningTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** A text with another one in it; where that has no English, there is the Chinese in the English one. */
    LocalizedText say(String code, LocalizedText named) {
        return new LocalizedText(say(code, named, Locale.SIMPLIFIED_CHINESE), say(code, named, Locale.ENGLISH));
    }

    private String say(String code, LocalizedText named, Locale locale) {
        return messages.getMessage("warning." + code, new Object[] {named.in(locale)}, locale);
    }
}
