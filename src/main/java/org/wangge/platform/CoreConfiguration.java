package org.wangge.platform;

import jakarta.validation.MessageInterpolator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.web.server.i18n.LocaleContextResolver;
import org.wangge.platform.records.RecordConverter;

/** What everything stands on: the clock, the languages, and how records become documents. */
@Configuration(proxyBeanMethods = false)
class CoreConfiguration {

    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    /** The store keeps milliseconds; so does the clock, or a time would not equal itself after a round trip. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    @Bean
    MappingMongoConverter mappingMongoConverter(MongoMappingContext context, MongoCustomConversions conversions) {
        return new RecordConverter(context, conversions);
    }

    /** Every bundle under {@code messages/}; Chinese is the one without a suffix. */
    @Bean
    MessageSource messageSource() throws java.io.IOException {
        List<String> bundles = java.util.Arrays.stream(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties"))
                .map(Resource::getFilename)
                .filter(name -> name != null && !name.endsWith("_en.properties"))
                .map(name -> "messages/" + name.substring(0, name.length() - ".properties".length()))
                .distinct()
                .toList();
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames(bundles.toArray(String[]::new));
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        // Asking for what is in no bundle reads them all, now and not on the event loop of the first refusal.
        LANGUAGES.forEach(language -> messages.getMessage("none", null, "", language));
        return messages;
    }

    /** Our problems have texts of their own, so the validator need not look for its, in files, on an event loop. */
    @Bean
    ValidationConfigurationCustomizer validationWithoutTexts() {
        return configuration -> configuration.messageInterpolator(new MessageInterpolator() {
            @Override
            public String interpolate(String template, Context context) {
                return template;
            }

            @Override
            public String interpolate(String template, Context context, Locale locale) {
                return template;
            }
        });
    }

    @Bean
    LocaleContextResolver localeContextResolver() {
        return new ReaderLanguages();
    }
}
