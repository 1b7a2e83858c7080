package org.wangge.platform.records;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * Turns records into documents and back. Everything we store is a record, and a list page or a report was mostly spent in the
 * general converter asking of every value what it is; here that is asked once for each record type. What it does not know, it
 * leaves to the general converter, and both write the same.
 */
public final class RecordConverter extends MappingMongoConverter {

    private final Map<Class<?>, Optional<RecordShape<?>>> shapes = new ConcurrentHashMap<>();
    private final RecordShapes known;

    public RecordConverter(MongoMappingContext context, MongoCustomConversions conversions) {
        super(NoOpDbRefResolver.INSTANCE, context);
        setCustomConversions(conversions);
        // No class names in documents: the code may move, the data stays readable.
        setTypeMapper(new DefaultMongoTypeMapper(null));
        known = new RecordShapes(conversions, getConversionService());
    }

    private Optional<RecordShape<?>> shape(Class<?> type) {
        Optional<RecordShape<?>> shape = shapes.get(type);
        return shape == null ? shapes.computeIfAbsent(type, known::of) : shape;
    }

    @Override
    public <S> S read(Class<S> type, Bson source) {
        if (type.isRecord() && source instanceof Document document) {
            Optional<RecordShape<?>> shape = shape(type);
            if (shape.isPresent()) {
                return type.cast(shape.get().read(document));
            }
        }
        return super.read(type, source);
    }

    @Override
    public void write(Object source, Bson target) {
        if (source.getClass().isRecord() && target instanceof Document document) {
            Optional<RecordShape<?>> shape = shape(source.getClass());
            if (shape.isPresent()) {
                shape.get().write(source, document);
                return;
            }
        }
        super.write(source, target);
    }

    /** For updates, which write parts of a document. */
    @Override
    public @Nullable Object convertToMongoType(@Nullable Object value, @Nullable TypeInformation<?> type) {
        if (value != null && value.getClass().isRecord()) {
            Optional<RecordShape<?>> shape = shape(value.getClass());
            if (shape.isPresent()) {
                Document document = new Document();
                shape.get().write(value, document);
                return document;
            }
        }
        return super.convertToMongoType(value, type);
    }
}
