package org.wangge.platform.records;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.util.ClassUtils;

/** Finds out once how a record type is stored, in the way of the general converter; empty for what only that one can do. */
final class RecordShapes {

    private static final String ID = "id";
    private static final String STORED_ID = "_id";

    private final MongoCustomConversions conversions;
    private final ConversionService converting;

    RecordShapes(MongoCustomConversions conversions, ConversionService converting) {
        this.conversions = conversions;
        this.converting = converting;
    }

    Optional<RecordShape<?>> of(Class<?> type) {
        RecordShape<?> shape = shape(type);
        return shape == null ? Optional.empty() : Optional.of(shape);
    }

    private @Nullable RecordShape<?> shape(Class<?> type) {
        if (!type.isRecord() || conversions.hasCustomWriteTarget(type) || type.getTypeParameters().length > 0) {
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        List<RecordShape.Field> fields = new ArrayList<>(components.length);
        for (RecordComponent component : components) {
            StoredForm form = form(component.getGenericType());
            if (form == null) {
                return null;
            }
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            fields.add(new RecordShape.Field(
                    component.getName().equals(ID) ? STORED_ID : component.getName(),
                    accessor,
                    form,
                    absent(component.getType())));
        }
        return new RecordShape<>(constructor(type, components), List.copyOf(fields));
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable Object absent(Class<?> type) {
        if (!type.isPrimitive()) {
            return null;
        }
        return type == boolean.class
                ? Boolean.FALSE
                : converting.convert(0, ClassUtils.resolvePrimitiveIfNecessary(type));
    }

    private @Nullable StoredForm form(Type type) {
        if (type instanceof ParameterizedType generic) {
            return form(generic);
        }
        if (!(type instanceof Class<?> plain)) {
            return null;
        }
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(plain);
        Optional<Class<?>> other = conversions.getCustomWriteTarget(boxed);
        if (other.isPresent()) {
            Class<?> target = other.get();
            return new StoredForm(value -> convert(value, target), stored -> convert(stored, boxed));
        }
        if (boxed.isEnum()) {
            return names(boxed);
        }
        if (boxed.isRecord()) {
            RecordShape<?> nested = shape(boxed);
            return nested == null ? null : nested(nested);
        }
        return conversions.isSimpleType(boxed) && boxed != Object.class
                ? new StoredForm(value -> value, stored -> convert(stored, boxed))
                : null;
    }

    private static StoredForm names(Class<?> type) {
        Map<Object, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), constant -> constant));
        return new StoredForm(value -> ((Enum<?>) value).name(), stored -> {
            Object constant = constants.get(stored);
            if (constant == null) {
                throw new IllegalArgumentException("no " + type.getSimpleName() + " is called " + stored);
            }
            return constant;
        });
    }

    private @Nullable StoredForm form(ParameterizedType generic) {
        Type[] arguments = generic.getActualTypeArguments();
        StoredForm element = form(arguments[arguments.length - 1]);
        if (element == null) {
            return null;
        }
        if (generic.getRawType() == List.class || generic.getRawType() == Collection.class) {
            return element.inLists();
        }
        if (generic.getRawType() == Set.class) {
            return element.inSets();
        }
        return generic.getRawType() == Map.class && arguments[0] == String.class ? element.inMaps() : null;
    }

    private Object convert(Object value, Class<?> target) {
        if (target.isInstance(value)) {
            return value;
        }
        Object converted = converting.convert(value, target);
        if (converted == null) {
            throw new IllegalStateException("nothing of type " + target + " in " + value);
        }
        return converted;
    }

    private static StoredForm nested(RecordShape<?> shape) {
        return new StoredForm(
                value -> {
                    Document nested = new Document();
                    shape.write(value, nested);
                    return nested;
                },
                stored -> shape.read((Document) stored));
    }
}
