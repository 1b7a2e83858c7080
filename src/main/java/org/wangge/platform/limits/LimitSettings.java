package org.wangge.platform.limits;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one caller may ask for.
 *
 * @param enabled {@code WANGGE_LIMITS}: {@code off} for load tests
 * @param perAccount requests a minute instead of a limiter's own, by its name
 * @param perOffice the same for all accounts of an office together
 * @param perDay the same for one account over a day
 */
@Validated
@ConfigurationProperties("wangge.limits")
record LimitSettings(
        @DefaultValue("true") boolean enabled,
        Map<Limiter, Integer> perAccount,
        Map<Limiter, Integer> perOffice,
        Map<Limiter, Integer> perDay) {

    LimitSettings {
        perAccount = perAccount == null ? Map.of() : Map.copyOf(perAccount);
        perOffice = perOffice == null ? Map.of() : Map.copyOf(perOffice);
        perDay = perDay == null ? Map.of() : Map.copyOf(perDay);
    }

    int perAccount(Limiter limiter) {
        return perAccount.getOrDefault(limiter, limiter.perAccount());
    }

    int perOffice(Limiter limiter) {
        return perOffice.getOrDefault(limiter, limiter.perOffice());
    }

    int perDay(Limiter limiter) {
        return perDay.getOrDefault(limiter, limiter.perDay());
    }
}
