package org.wangge.shared;

import java.util.Locale;

/** A text in both languages of the field. Chinese is the one that counts. */
public record LocalizedText(String zh, String en) {

    /** The English text for English readers, else the Chinese one. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") && !en.isBlank() ? en : zh;
    }

    /** This text with another one behind it, in both languages. */
    public LocalizedText with(LocalizedText more) {
        return new LocalizedText(
                in(Locale.SIMPLIFIED_CHINESE) + more.in(Locale.SIMPLIFIED_CHINESE),
                in(Locale.ENGLISH) + more.in(Locale.ENGLISH));
    }
}
