package org.wangge.embedded.key;

import de.bwaldvogel.mongo.bson.Decimal128;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Numbers of all types on one line: the largest double not above the value, then, only if that is not the value itself, the
 * positive rest. So 1, 1L, 1.0 and the decimal 1 have the same key, and 2^53+1 lies between its neighbours.
 */
final class NumberKey {

    private static final long NOT_A_NUMBER = 0L;
    private static final int EXACT = 0;
    private static final int WITH_REST = 1;
    private static final int EXPONENT_BIAS = 1 << 20;

    /** Below every finite decimal, so that the rest of one that is below every double is positive too. */
    private static final BigDecimal BELOW_ALL =
            BigDecimal.ONE.scaleByPowerOfTen(6146).negate();

    private NumberKey() {}

    static void write(Number value, KeyBytes out) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            exact(value.intValue(), out);
        } else if (value instanceof Long number) {
            whole(number, out);
        } else if (value instanceof Decimal128 decimal) {
            decimal(decimal, out);
        } else {
            exact(value.doubleValue(), out);
        }
    }

    private static void whole(long number, KeyBytes out) {
        double rounded = (double) number;
        if ((long) rounded == number && rounded != 0x1p63) {
            exact(rounded, out);
        } else {
            withRest(new BigDecimal(number), out);
        }
    }

    private static void decimal(Decimal128 decimal, KeyBytes out) {
        double asDouble = infiniteOrNot(decimal);
        if (Double.isNaN(asDouble) || Double.isInfinite(asDouble)) {
            exact(asDouble, out);
        } else if (decimal.equals(Decimal128.NEGATIVE_ZERO)) {
            exact(0, out);
        } else {
            withRest(decimal.toBigDecimal(), out);
        }
    }

    private static double infiniteOrNot(Decimal128 decimal) {
        if (decimal.equals(Decimal128.NaN)) {
            return Double.NaN;
        } else if (decimal.equals(Decimal128.POSITIVE_INFINITY)) {
            return Double.POSITIVE_INFINITY;
        } else if (decimal.equals(Decimal128.NEGATIVE_INFINITY)) {
            return Double.NEGATIVE_INFINITY;
        }
        return 0;
    }

    private static void withRest(BigDecimal value, KeyBytes out) {
        double floor = floor(value);
        BigDecimal rest = value.subtract(floor == Double.NEGATIVE_INFINITY ? BELOW_ALL : new BigDecimal(floor));
        if (rest.signum() == 0) {
            exact(floor, out);
            return;
        }
        out.int64(sortable(floor));
        out.rawByte(WITH_REST);
        BigDecimal digits = rest.stripTrailingZeros();
        out.int32(digits.precision() - digits.scale() + EXPONENT_BIAS);
        out.raw(digits.unscaledValue().toString().getBytes(StandardCharsets.US_ASCII))
                .rawByte(0);
    }

    private static double floor(BigDecimal value) {
        double near = value.round(new MathContext(40, RoundingMode.HALF_EVEN)).doubleValue();
        if (near == Double.POSITIVE_INFINITY) {
            return Double.MAX_VALUE;
        }
        while (near != Double.NEGATIVE_INFINITY && new BigDecimal(near).compareTo(value) > 0) {
            near = Math.nextDown(near);
        }
        return near;
    }

    private static void exact(double value, KeyBytes out) {
        out.int64(sortable(value));
        out.rawByte(EXACT);
    }

    private static long sortable(double value) {
        if (Double.isNaN(value)) {
            return NOT_A_NUMBER;
        }
        long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
        return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    }
}
