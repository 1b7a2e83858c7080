package org.wangge.seeding;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.validation.annotation.Validated;

/**
 * What an installation is filled with.
 *
 * @param seed {@code demo}, {@code district}, {@code base} or {@code none}; when absent the demonstration district on the embedded store,
 *     else the reference data only. Only {@code demo} also has a history, for a district may be the beginning of a real one
 * @param demoPassword of the demonstration accounts; when absent a random one is made once
 * @param adminPassword of the account {@code admin}, which is made with it where there are no accounts at all
 * @param adminDistrict the code of the district that this one administers
 * @param history so many days of cases, inspections and hazards are made up for {@code demo}; none for 0
 * @param simulate so many reports a minute are made there by nobody; none for 0
 */
@Validated
@ConfigurationProperties("wangge.seeding")
public record SeedingSettings(
        @Nullable String seed,
        @Nullable String demoPassword,
        @Nullable String adminPassword,
        @DefaultValue("510703") String adminDistrict,
        @DefaultValue("0") @Min(0) @Max(365) int history,
        @DefaultValue("0") @Min(0) @Max(600) int simulate) {

    private static final String HISTORY = "demo";

    /** How much is loaded. */
    public enum Extent {
        NONE,
        BASE,
        DEMO
    }

    /** What is loaded; {@code embedded} says which store there is. */
    public Extent extent(boolean embedded) {
        if (seed == null || seed.isBlank()) {
            return embedded ? Extent.DEMO : Extent.BASE;
        }
        return switch (seed.strip()) {
            case HISTORY, "district" -> Extent.DEMO;
            case "base" -> Extent.BASE;
            case "none" -> Extent.NONE;
            default ->
                throw new InvalidConfigurationPropertyValueException(
                        "wangge.seeding.seed", seed, "WANGGE_SEED must be demo, district, base or none, not " + seed);
        };
    }

    /** How many days are made up. */
    public int historyDays() {
        return seed != null && seed.strip().equals(HISTORY) ? history : 0;
    }

    @Nullable
    String givenAdminPassword() {
        return adminPassword == null || adminPassword.isBlank() ? null : adminPassword;
    }

    @Nullable
    String givenPassword() {
        return demoPassword == null || demoPassword.isBlank() ? null : demoPassword;
    }
}
