package org.wangge.seeding;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.account.DemoAccounts;
import org.wangge.account.FirstAccount;
import org.wangge.embedded.StoreSettings;
import org.wangge.work.Blocking;
import org.wangge.work.StartupStep;
import reactor.core.publisher.Mono;

/** Fills an installation before it serves, and settles the password of the demonstration accounts. */
@Component
@Order(50)
class Seeding implements StartupStep {

    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 12;

    private final ReferenceSeeds reference;
    private final DemoDistrict demo;
    private final DemoAccounts accounts;
    private final FirstAccount first;
    private final SeedingSettings settings;
    private final StoreSettings store;
    private final Blocking blocking;
    private volatile SeedingSettings.Extent extent = SeedingSettings.Extent.NONE;
    private volatile @Nullable String passwordToShow;
    private volatile boolean passwordIsNew;
    private volatile boolean hasAccounts = true;

    Seeding(
            ReferenceSeeds reference,
            DemoDistrict demo,
            DemoAccounts accounts,
            FirstAccount first,
            SeedingSettings settings,
            StoreSettings store,
            Blocking blocking) {
        this.reference = reference;
        this.demo = demo;
        this.accounts = accounts;
        this.first = first;
        this.settings = settings;
        this.store = store;
        this.blocking = blocking;
    }

    @Override
    public Mono<Void> run() {
        extent = settings.extent(!store.external());
        return switch (extent) {
            case NONE -> firstAccount();
            case BASE -> readingFiles(reference::load).then(Mono.defer(this::firstAccount));
            case DEMO ->
                Mono.when(readingFiles(reference::load), readingFiles(this::loadAreaAndPeople))
                        .then(Mono.when(readingFiles(demo::loadPlaces), readingFiles(demo::loadDutyLists)));
        };
    }

    private Mono<Void> firstAccount() {
        String password = settings.givenAdminPassword();
        if (password != null && !FirstAccount.mayHave(password)) {
            return Mono.error(
                    () -> new InvalidConfigurationPropertyValueException(
                            "wangge.seeding.admin-password",
                            "…",
                            "WANGGE_ADMIN_PASSWORD must have at least 8 characters, at most 72 bytes, and not be easy to guess"));
        }
        return (password == null ? Mono.<Void>empty() : first.make(password, settings.adminDistrict()))
                .then(Mono.defer(first::isThere))
                .doOnNext(any -> hasAccounts = any)
                .then();
    }

    /** Whether anybody can sign in; true also where nobody looked. */
    boolean hasAccounts() {
        return hasAccounts;
    }

    private Mono<Void> readingFiles(Supplier<Mono<Void>> loading) {
        return Mono.defer(loading).subscribeOn(blocking.scheduler());
    }

    private Mono<Void> loadAreaAndPeople() {
        Mono<String> hash = Mono.defer(() -> {
            String given = settings.givenPassword();
            String password = given == null ? random() : given;
            passwordToShow = given == null ? password : null;
            return accounts.hash(password).doOnNext(made -> passwordIsNew = true);
        });
        return demo.loadAreaAndPeople(hash).then(Mono.defer(this::followGivenPassword));
    }

    /** The accounts follow the setting when it changes; without one they keep the password they have. */
    private Mono<Void> followGivenPassword() {
        String given = settings.givenPassword();
        return given == null || passwordIsNew
                ? Mono.empty()
                : accounts.passwordIs(given).filter(same -> !same).flatMap(differs -> accounts.setPassword(given));
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    SeedingSettings.Extent extent() {
        return extent;
    }

    /** The random password in the one run that made it, else null. */
    @Nullable
    String passwordToShow() {
        return passwordToShow;
    }

    boolean passwordIsGiven() {
        return settings.givenPassword() != null;
    }
}
