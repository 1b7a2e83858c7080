package org.wangge.platform.web;

import com.fasterxml.jackson.annotation.Nulls;
import jakarta.validation.constraints.Size;
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
import org.wangge.shared.Texts;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * How strictly bodies are read: a value has the type that the contract gives it, or the field is named as the one at fault. The
 * library would make a number of a text and a day of a number; then a typing error becomes a fact. A whole number is still
 * good where a fraction could stand, because JSON does not tell them apart.
 *
 * <p>Texts are cleaned while they are read, so that nothing is stored that another program cannot take: see {@link Texts}. One that may
 * be long is prose and may have lines; every other has one.
 */
@Configuration(proxyBeanMethods = false)
class JsonRules {

    /** A text that may be so long is a description, a reason, a plan. */
    private static final int SHORTEST_PROSE = 500;

    @Bean
    JsonMapperBuilderCustomizer strictTypes() {
        return mapper -> mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                // A field may be left empty by null; a list or a map has no empty places.
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .addModule(new SimpleModule("texts")
                        .addDeserializer(String.class, new Line())
                        .addKeyDeserializer(String.class, new Key())
                        .addDeserializer(
                                Instant.class,
                                new Text<>(Instant.class, (text, at) -> QueryValues.moment(text.strip(), at)))
                        .addDeserializer(
                                PhoneTime.class, new Text<>(PhoneTime.class, (text, at) -> PhoneTime.parse(text)))
                        .addDeserializer(
                                LocalDate.class, new Text<>(LocalDate.class, (text, at) -> LocalDate.parse(text)))
                        .addDeserializer(Period.class, new Text<>(Period.class, (text, at) -> Period.parse(text))));
    }

    /** A text of one line, or of several where the field is for prose. */
    private static final class Line extends Text<String> {

        Line() {
            super(String.class, (text, at) -> Texts.clean(wellFormed(text)));
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return property != null && isProse(property)
                    ? new Text<>(String.class, (text, at) -> Texts.cleanLines(wellFormed(text)))
                    : this;
        }
    }

    private static boolean isProse(BeanProperty property) {
        Size size = property.getAnnotation(Size.class);
        return size != null
                && size.max() >= SHORTEST_PROSE
                && property.getType().hasRawClass(String.class);
    }

    /** What is written as a text, and as nothing else. */
    private static class Text<T> extends StdScalarDeserializer<T> {

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

    /** A name within a map is a text of one line too. */
    private static final class Key extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return Texts.clean(key);
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
