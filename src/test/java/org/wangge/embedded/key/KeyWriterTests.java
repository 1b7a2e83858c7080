package org.wangge.embedded.key;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Key bytes order as MongoDB orders the values: checked for every pair of a list written down in that order. */
class KeyWriterTests {

    /** Groups of equal values, in MongoDB's documented order. */
    private static final List<List<? extends @Nullable Object>> ORDER = List.of(
            List.of(MinKey.getInstance()),
            List.of(List.of()),
            Arrays.asList(null, Missing.getInstance()),
            List.of(Double.NaN, Decimal128.NaN),
            List.of(Double.NEGATIVE_INFINITY, Decimal128.NEGATIVE_INFINITY),
            List.of(decimal("-1E+400")),
            List.of(-Double.MAX_VALUE),
            List.of(Long.MIN_VALUE, -0x1p63),
            List.of(Long.MIN_VALUE + 1),
            List.of(-1e10, -10_000_000_000L),
            List.of(Integer.MIN_VALUE),
            List.of(-2, -2L, -2.0, decimal("-2"), decimal("-2.00")),
            List.of(-1.5, decimal("-1.5")),
            List.of(-1),
            List.of(-0.1),
            List.of(-Double.MIN_VALUE),
            List.of(decimal("-1E-6000")),
            List.of(0, 0L, 0.0, -0.0, Decimal128.POSITIVE_ZERO, Decimal128.NEGATIVE_ZERO),
            List.of(decimal("1E-6000")),
            List.of(Double.MIN_VALUE),
            List.of(decimal("0.1")),
            List.of(0.1),
            List.of(0.5, decimal("0.5")),
            List.of(1, 1L, 1.0, decimal("1")),
            List.of(1.0000000000000002),
            List.of(decimal("1.1")),
            List.of(1.1),
            List.of(2),
            List.of(Integer.MAX_VALUE, (long) Integer.MAX_VALUE),
            List.of((1L << 53) - 1),
            List.of(1L << 53, 0x1p53),
            List.of((1L << 53) + 1),
            List.of(decimal("9007199254740993.5")),
            List.of((1L << 53) + 2),
            List.of(Long.MAX_VALUE - 1),
            List.of(Long.MAX_VALUE),
            List.of(0x1p63, decimal("9223372036854775808")),
            List.of(Double.MAX_VALUE),
            List.of(decimal("1E+400")),
            List.of(Double.POSITIVE_INFINITY, Decimal128.POSITIVE_INFINITY),
            List.of(""),
            List.of("\0"),
            List.of("\0\0"),
            List.of("\0a"),
            List.of("\u0001"),
            List.of("a"),
            List.of("a\0"),
            List.of("a\0b"),
            List.of("aa"),
            List.of("b"),
            List.of("é"),
            List.of("网"),
            List.of("网格"),
            List.of("\uFFFD"),
            List.of("😀"),
            List.of(new Document()),
            List.of(new Document("a", 1), new Document("a", 1.0)),
            List.of(new Document("a", 1).append("b", 1)),
            List.of(new Document("a", 2)),
            List.of(new Document("b", 1)),
            List.of(new Document("a", "x")),
            List.of(List.of(1)),
            List.of(List.of(1, 2)),
            List.of(List.of(2)),
            List.of(List.of("a")),
            List.of(new BinData(new byte[] {9})),
            List.of(new BinData(new byte[] {1, 1})),
            List.of(new UUID(1, 2)),
            List.of(new UUID(1, -2)),
            List.of(new UUID(-1, 2)),
            List.of(new ObjectId("000000000000000000000001")),
            List.of(new ObjectId("ff0000000000000000000001")),
            List.of(false),
            List.of(true),
            List.of(Instant.ofEpochMilli(Long.MIN_VALUE)),
            List.of(Instant.ofEpochMilli(-1)),
            List.of(Instant.EPOCH),
            List.of(Instant.ofEpochMilli(1)),
            List.of(new BsonTimestamp(1)),
            List.of(new BsonTimestamp(2)),
            List.of(new BsonRegularExpression("a", "")),
            List.of(MaxKey.getInstance()));

    private static Decimal128 decimal(String value) {
        return new Decimal128(new BigDecimal(value));
    }

    private record Placed(@Nullable Object value, int place) {}

    private static List<Placed> placed() {
        List<Placed> all = new ArrayList<>();
        for (int place = 0; place < ORDER.size(); place++) {
            for (Object value : ORDER.get(place)) {
                all.add(new Placed(value, place));
            }
        }
        return all;
    }

    @Test
    void every_pair_of_values_orders_as_in_mongodb_in_both_directions() {
        for (Placed a : placed()) {
            for (Placed b : placed()) {
                int expected = Integer.signum(Integer.compare(a.place(), b.place()));
                assertThat(compare(a.value(), b.value(), false))
                        .as("%s and %s", a, b)
                        .isEqualTo(expected);
                assertThat(compare(a.value(), b.value(), true))
                        .as("%s and %s descending", a, b)
                        .isEqualTo(-expected);
            }
        }
    }

    private static int compare(@Nullable Object a, @Nullable Object b, boolean descending) {
        return Integer.signum(Arrays.compareUnsigned(
                new KeyWriter().value(a, descending).toBytes(),
                new KeyWriter().value(b, descending).toBytes()));
    }

    @Test
    void a_second_field_decides_only_between_equal_first_fields() {
        for (Placed a : placed()) {
            for (Placed b : placed()) {
                int first = Integer.signum(Integer.compare(a.place(), b.place()));
                for (boolean descending : new boolean[] {false, true}) {
                    byte[] low = new KeyWriter()
                            .value(a.value(), descending)
                            .value(1, false)
                            .toBytes();
                    byte[] high = new KeyWriter()
                            .value(b.value(), descending)
                            .value(2, false)
                            .toBytes();
                    int expected = first == 0 ? -1 : descending ? -first : first;
                    assertThat(Integer.signum(Arrays.compareUnsigned(low, high)))
                            .as("%s and %s", a, b)
                            .isEqualTo(expected);
                }
            }
        }
    }
}
