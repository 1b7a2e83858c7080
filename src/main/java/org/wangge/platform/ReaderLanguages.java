package org.wangge.platform;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/**
 * In which of our two languages somebody is answered (RFC 9110, 12.5.4). Whoever asks for neither of them reads English sooner
 * than Chinese; whoever asks for nothing, or in a way that cannot be read, is one of the district's own people.
 */
final class ReaderLanguages implements LocaleContextResolver {

    /** What phones call Chinese: the language itself, and its members by names of their own. */
    private static final Set<String> CHINESE = Set.of("zh", "cmn", "yue", "wuu", "hak", "nan", "gan", "hsn");

    private static final String ENGLISH = "en";
    private static final String ANY = "*";

    /** One language and how much it is wanted; some phones write an underscore where a hyphen belongs. */
    private static final Pattern RANGE = Pattern.compile(
            "\\s*(\\*|[A-Za-z]{2,8})(?:[-_][A-Za-z0-9]{1,8})*\\s*(?:;\\s*[qQ]\\s*=\\s*([01](?:\\.\\d{0,9})?)\\s*)?");

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        return new SimpleLocaleContext(
                of(exchange.getRequest().getHeaders().getOrDefault(HttpHeaders.ACCEPT_LANGUAGE, List.of())));
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext locale) {
        throw new UnsupportedOperationException("The reader says it with every request");
    }

    /** What was said of one of our languages: how much it is wanted, and where. */
    private record Wish(double quality, int place) {

        private static final Wish NONE = new Wish(-1, Integer.MAX_VALUE);

        Wish or(Wish other) {
            return other.quality > quality ? other : this;
        }

        boolean isBefore(Wish other) {
            return quality > other.quality || quality == other.quality && place < other.place;
        }
    }

    static Locale of(List<String> headers) {
        Wish chinese = Wish.NONE;
        Wish english = Wish.NONE;
        Wish any = Wish.NONE;
        boolean others = false;
        int place = 0;
        for (String range : String.join(",", headers).split(",", -1)) {
            Matcher said = RANGE.matcher(range);
            if (said.matches()) {
                String language = said.group(1).toLowerCase(Locale.ROOT);
                Wish wish = new Wish(said.group(2) == null ? 1 : Double.parseDouble(said.group(2)), place++);
                if (CHINESE.contains(language)) {
                    chinese = chinese.or(wish);
                } else if (language.equals(ENGLISH)) {
                    english = english.or(wish);
                } else if (language.equals(ANY)) {
                    any = any.or(wish);
                } else {
                    others |= wish.quality() > 0;
                }
            }
        }
        return chosen(chinese.equals(Wish.NONE) ? any : chinese, english.equals(Wish.NONE) ? any : english, others);
    }

    /**
     * @param others whether another language was asked for, so that the reader is a stranger here
     */
    private static Locale chosen(Wish chinese, Wish english, boolean others) {
        if (chinese.equals(english)) {
            return others ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        }
        if (chinese.quality() <= 0 && english.quality() <= 0) {
            // One of them is not wanted, of the other nothing was said.
            boolean noChinese = chinese.quality() == 0;
            return noChinese || others && english.quality() != 0 ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        }
        return chinese.isBefore(english) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }
}
