package org.wangge.platform.web;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.QueryValues;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * How strictly bodies are read: a value has the type that the contract gives it, or the field is named as the one at fault. The
 * library would make a number of a text and a day of a number; then a typing error becomes a fact. A whole number is still
 * good where a fraction could stand, because JSON does not tell them apart.
 */
@Configuration(proxyBeanMethods = false)
class JsonRules {

    @Bean
    JsonMapperBuilderCustomizer strictTypes() {
        return mapper -> mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                // A field may be left empty by null; a list or a map has no empty places.
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .addModule(new SimpleModule("texts")
                        .addDeserializer(String.class, new Text<>(String.class, (text, at) -> wellFormed(text)))
                        .addDeserializer(
                                Instant.class,
                                new Text<>(Instant.class, (text, at) -> QueryValues.moment(text.strip(), at)))
                        .addDeserializer(
                                PhoneTime.class, new Text<>(PhoneTime.class, (text, at) -> PhoneTime.parse(text)))
                        .addDeserializer(
                                LocalDate.class, new Text<>(LocalDate.class, (text, at) -> LocalDate.parse(text)))
                        .addDeserializer(Period.class, new Text<>(Period.class, (text, at) -> Period.parse(text))));
    }

    /** What is written as a text, and as nothing else. */
    private static final class Text<T> extends StdScalarDeserializer<T> {

        private final Class<T> type;
        private final transient BiFunction<String, String, T> reading;

        /** @param reading what the text at a pointer means */
        Text(Class<T> type, BiFunction<String, String, T> reading) {
            super(type);
            this.type = type;
            this.reading = reading;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(type, parser));
            }
            String text = parser.getString();
            try {
                return reading.apply(
                        text, parser.streamReadContext().pathAsPointer().toString());
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                return type.cast(context.handleWeirdStringValue(type, text, "not readable"));
            }
        }
    }

    /** Half a character is no text: it could be kept, but never given back as it came. */
    private static String wellFormed(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(at))) {
                    throw new IllegalArgumentException("half a character");
                }
                at++;
            }
        }
        return text;
    }
}
