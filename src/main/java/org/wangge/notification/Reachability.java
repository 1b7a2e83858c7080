package org.wangge.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.wangge.account.AccountFilter;
import org.wangge.account.AccountView;
import org.wangge.account.Accounts;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import reactor.core.publisher.Mono;

/** The board that shows who would hear of something now. */
@Component
public class Reachability {

    private final Accounts accounts;
    private final Devices devices;
    private final MessageSource messages;
    private final Clock clock;

    Reachability(Accounts accounts, Devices devices, MessageSource messages, Clock clock) {
        this.accounts = accounts;
        this.devices = devices;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * A person on the board.
     *
     * @param text the reason in the reader's language
     * @param channel by which the person would hear; null when by none
     * @param deviceKind of the device that registered last, as all about devices
     * @param addressDays how many days ago that was
     * @param contactAt when the person was last heard of, to a quarter of an hour
     */
    public record WorkerReach(
            UUID id,
            String name,
            Set<Role> roles,
            @Nullable String officeCode,
            Reach.Level reachable,
            Reach.Reason reason,
            String text,
            @Nullable Channel channel,
            int devices,
            Device.@Nullable Platform deviceKind,
            @Nullable String appVersion,
            @Nullable Instant registeredAt,
            @Nullable Integer addressDays,
            @Nullable Instant receivedAt,
            @Nullable Instant contactAt) {}

    /** A page of the active people of the actor's area, by username; three queries more than the list of accounts. */
    public Mono<Page<WorkerReach>> board(
            Actor actor, AccountFilter filter, int limit, @Nullable String cursor, boolean count, Locale locale) {
        actor.require(Permission.ACCOUNT_READ);
        return accounts.list(actor, filter.active(), limit, cursor, count)
                .flatMap(page -> devices.reach(
                                page.items().stream().map(AccountView::id).toList())
                        .map(known -> page.map(person -> row(person, known, locale))));
    }

    private WorkerReach row(AccountView person, Map<UUID, Reach> known, Locale locale) {
        Reach reach = known.getOrDefault(person.id(), Reach.NOBODY);
        Device device = reach.device();
        return new WorkerReach(
                person.id(),
                person.name(),
                person.roles(),
                person.officeCode(),
                reach.level(),
                reach.reason(),
                messages.getMessage("reach." + reach.reason(), null, locale),
                reach.channel(),
                reach.devices(),
                device == null ? null : device.platform(),
                device == null ? null : device.appVersion(),
                device == null ? null : device.registeredAt(),
                device == null ? null : days(device.registeredAt()),
                reach.receivedAt(),
                reach.contactAt());
    }

    private int days(Instant since) {
        return (int) Duration.between(since, clock.instant()).toDays();
    }
}
