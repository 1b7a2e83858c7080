package org.wangge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.wangge.shared.LocalizedText;

class RoutingTextsTests {

    private final AtomicInteger asked = new AtomicInteger();

    private final StaticMessageSource messages = new StaticMessageSource() {
        @Override
        protected String resolveCodeWithoutArguments(String code, Locale locale) {
            asked.incrementAndGet();
            return super.resolveCodeWithoutArguments(code, locale);
        }

        @Override
        protected MessageFormat resolveCode(String code, Locale locale) {
            asked.incrementAndGet();
            return super.resolveCode(code, locale);
        }
    };

    private final RoutingTexts texts = new RoutingTexts(messages);

    RoutingTextsTests() {
        messages.addMessage("in", Locale.SIMPLIFIED_CHINESE, "在{0}，{1} 米");
        messages.addMessage("in", Locale.ENGLISH, "In {0}, {1} m");
    }

    @Test
    void what_is_named_is_named_in_the_language_of_the_text() {
        assertThat(texts.say("in", new LocalizedText("城北", "Chengbei"), "12"))
                .isEqualTo(new LocalizedText("在城北，12 米", "In Chengbei, 12 m"));
    }

    @Test
    void the_same_text_is_made_once_and_another_name_makes_another_text() {
        LocalizedText first = texts.say("in", new LocalizedText("城北", "Chengbei"), "0");
        int once = asked.get();

        assertThat(texts.say("in", new LocalizedText("城北", "Chengbei"), "0")).isEqualTo(first);
        assertThat(asked.get()).isEqualTo(once);
        assertThat(texts.say("in", new LocalizedText("城北新", "Chengbei"), "0").zh())
                .isEqualTo("在城北新，0 米");
    }
}
