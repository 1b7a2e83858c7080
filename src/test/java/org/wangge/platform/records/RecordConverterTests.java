package org.wangge.platform.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** The general converter is the measure: for every record that is stored, ours writes the same and reads it back. */
class RecordConverterTests {

    private static final MongoCustomConversions CONVERSIONS = new MongoCustomConversions(List.of());
    private static final MongoMappingContext CONTEXT = context();

    private final RecordConverter ours = ours();
    private final MappingMongoConverter general = general();
    private final RecordShapes shapes = new RecordShapes(CONVERSIONS, ours.getConversionService());

    private int counter;

    private static MongoMappingContext context() {
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(CONVERSIONS.getSimpleTypeHolder());
        return context;
    }

    private static RecordConverter ours() {
        RecordConverter converter = new RecordConverter(CONTEXT, CONVERSIONS);
        converter.afterPropertiesSet();
        return converter;
    }

    private static MappingMongoConverter general() {
        MappingMongoConverter converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, CONTEXT);
        converter.setCustomConversions(CONVERSIONS);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        converter.afterPropertiesSet();
        return converter;
    }

    private static List<Class<?>> storedRecords() {
        List<Class<?>> records = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.wangge")) {
            String in = type.getPackageName();
            if (type.isRecord() && (in.endsWith(".model") || in.endsWith(".store") || in.endsWith(".events"))) {
                records.add(type.reflect());
            }
        }
        return records;
    }

    @Test
    void every_stored_record_is_written_as_the_general_converter_writes_it_and_read_back() throws Exception {
        Set<String> compared = new TreeSet<>();
        for (Class<?> type : storedRecords()) {
            Object sample = shapes.of(type).isPresent() ? sample(type) : null;
            if (sample == null) {
                continue;
            }
            Document expected = new Document();
            general.write(sample, expected);
            Document written = new Document();
            ours.write(sample, written);
            assertThat(written).as(type.getName()).isEqualTo(expected);
            assertThat(ours.convertToMongoType(sample, TypeInformation.of(type)))
                    .as("in an update: %s", type.getName())
                    .isEqualTo(expected);
            assertThat(ours.read(type, expected)).as(type.getName()).isEqualTo(general.read(type, expected));
            compared.add(type.getSimpleName());
        }
        assertThat(compared)
                .contains("CaseFile", "CaseEvent", "TimelineLine", "HazardFile", "HazardEvent", "TaskFile", "PlaceFile")
                .hasSizeGreaterThan(40);
    }

    record Flat(
            UUID id,
            int number,
            boolean yes,
            @Nullable String text,
            @Nullable Period period) {}

    record Odd(Object anything) {}

    @Test
    void what_is_absent_is_nothing_zero_or_false() {
        UUID id = UUID.randomUUID();

        assertThat(ours.read(Flat.class, new Document("_id", id))).isEqualTo(new Flat(id, 0, false, null, null));
    }

    @Test
    void what_it_does_not_know_is_left_to_the_general_converter() {
        assertThat(shapes.of(Odd.class)).isEmpty();
        assertThat(ours.read(Odd.class, new Document("anything", 1))).isEqualTo(new Odd(1));
    }

    @Test
    void an_unknown_name_is_an_error_and_not_nothing() {
        Document hazard = new Document("state", "NEVER_HEARD_OF");

        assertThatThrownBy(() -> ours.read(org.wangge.hazard.model.HazardFile.class, hazard))
                .hasMessageContaining("NEVER_HEARD_OF");
    }

    /** Null when the record refuses what was made up. */
    private @Nullable Object sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType());
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(values);
        } catch (java.lang.reflect.InvocationTargetException refused) {
            return null;
        }
    }

    private @Nullable Object value(Type type) throws ReflectiveOperationException {
        int number = ++counter;
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Object element = value(arguments[arguments.length - 1]);
            if (element == null) {
                return null;
            }
            return generic.getRawType() == Map.class
                    ? new LinkedHashMap<>(Map.of("key" + number, element))
                    : generic.getRawType() == Set.class ? Set.of(element) : List.of(element);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[number % plain.getEnumConstants().length];
        }
        return plain.isRecord() ? sample(plain) : simple(plain, number);
    }

    private static @Nullable Object simple(Class<?> type, int number) {
        Map<Class<?>, Object> samples = Map.ofEntries(
                Map.entry(String.class, "510703/" + number),
                Map.entry(UUID.class, new UUID(1, number)),
                Map.entry(Instant.class, Instant.ofEpochMilli(1_767_000_000_000L + number)),
                Map.entry(LocalDate.class, LocalDate.of(2026, 1, 1).plusDays(number % 300)),
                Map.entry(LocalTime.class, LocalTime.of(9, number % 60)),
                Map.entry(Period.class, Period.ofDays(number)),
                Map.entry(Duration.class, Duration.ofMinutes(number)),
                Map.entry(BigDecimal.class, new BigDecimal("12.5")),
                Map.entry(int.class, number),
                Map.entry(Integer.class, number),
                Map.entry(long.class, (long) number),
                Map.entry(Long.class, (long) number),
                Map.entry(double.class, number / 7.0),
                Map.entry(Double.class, number / 7.0),
                Map.entry(boolean.class, true),
                Map.entry(Boolean.class, true));
        return samples.get(type);
    }
}
