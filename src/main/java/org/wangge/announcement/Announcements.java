package org.wangge.announcement;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Person;
import org.wangge.announcement.model.AnnouncementFile;
import org.wangge.announcement.model.AnnouncementMachine;
import org.wangge.announcement.store.AnnouncementStore;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.Offices;
import org.wangge.notification.Broadcasts;
import org.wangge.notification.Broadcasts.Reached;
import org.wangge.notification.Broadcasts.Unread;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.work.Nudge;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/**
 * Announcements to the people of an area. Who may announce ({@code ANNOUNCE}) sees those of the own area with their receipts; who
 * is told sees the announcement alone; to everybody else there is none ({@code announcement.not-found}).
 */
@Component
public class Announcements {

    private final AnnouncementStore store;
    private final Broadcasts broadcasts;
    private final Accounts accounts;
    private final Divisions divisions;
    private final GridCells grids;
    private final Offices offices;
    private final Nudge nudge;
    private final Clock clock;

    Announcements(
            AnnouncementStore store,
            Broadcasts broadcasts,
            Accounts accounts,
            Divisions divisions,
            GridCells grids,
            Offices offices,
            Nudge nudge,
            Clock clock) {
        this.store = store;
        this.broadcasts = broadcasts;
        this.accounts = accounts;
        this.divisions = divisions;
        this.grids = grids;
        this.offices = offices;
        this.nudge = nudge;
        this.clock = clock;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     * @param difference what of it differs since, in one text without its words; empty when nothing was written now
     */
    public record Done(AnnouncementView view, boolean replayed, String difference) {}

    /**
     * Stores an announcement; people are told of it in the background. Refuses {@code announcement.area-unknown} also for what lies
     * outside the own area, and {@code announcement.expiry} for an end that is past or more than 366 days ahead. Repeatable by
     * its operation, however late.
     */
    public Mono<Done> announce(AnnouncementDraft draft, Call call) {
        Actor actor = call.actor().require(Permission.ANNOUNCE);
        return VersionedWrites.made(call.operation(), store::findByOperation)
                .switchIfEmpty(Mono.defer(() -> VersionedWrites.make(
                        store.insert(file(draft, actor, call)), call.operation(), store::findByOperation)))
                .flatMap(written -> done(written, AnnouncementMachine.summary(written.file()), actor));
    }

    private AnnouncementFile file(AnnouncementDraft draft, Actor actor, Call call) {
        Instant now = clock.instant();
        Refusal unfit = AnnouncementMachine.unfit(draft.expiresAt(), now);
        if (unfit != null) {
            throw new Refused(unfit);
        }
        List<GridPath> areas = areas(draft.areas(), actor);
        String key = call.operation().key();
        return new AnnouncementFile(
                Ids.next(),
                draft.kind(),
                AnnouncementState.SENDING,
                draft.title(),
                draft.text(),
                areas.stream().map(GridPath::value).toList(),
                areas.stream()
                        .flatMap(area -> area.ancestry().stream())
                        .distinct()
                        .toList(),
                draft.roles().isEmpty() ? EnumSet.allOf(Role.class) : draft.roles(),
                false,
                draft.urgent(),
                draft.expiresAt(),
                PersonName.of(actor),
                now,
                now,
                null,
                0,
                0,
                null,
                null,
                null,
                1,
                now,
                key,
                key == null ? null : call.operation().bodyHash(),
                null);
    }

    private List<GridPath> areas(List<String> codes, Actor actor) {
        List<GridPath> areas = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            List<GridPath> named = named(codes.get(i));
            if (named.isEmpty() || !named.stream().allMatch(actor::covers)) {
                throw new Refused(Refusal.field("announcement.area-unknown", "/areas/" + i, codes.get(i)));
            }
            areas.addAll(named);
        }
        return areas.stream().distinct().toList();
    }

    /** An office stands for its own area, and for what it handles of others'. */
    private List<GridPath> named(String code) {
        return divisions
                .pathOf(code)
                .or(() -> grids.find(code).map(GridCell::path))
                .map(List::of)
                .orElseGet(() -> offices.find(code)
                        .map(office -> offices.areasHandledBy(office.code()))
                        .orElse(List.of()));
    }

    /** A page of the announcements of the own area, the newest first, without receipts. */
    public Mono<Page<AnnouncementView>> list(int limit, @Nullable String cursor, boolean count, Actor actor) {
        actor.require(Permission.ANNOUNCE);
        return store.page(actor, limit, cursor, count).map(page -> page.map(file -> view(file, null, actor)));
    }

    /** One announcement: with its receipts to who may announce there, without them to who is told. */
    public Mono<AnnouncementView> find(UUID id, Actor actor) {
        Mono<AnnouncementView> told = store.find(id)
                .filterWhen(file -> broadcasts.isTold(id, file.createdAt(), actor.id()))
                .map(file -> view(file, null, actor));
        return (actor.may(Permission.ANNOUNCE)
                        ? store.find(id, actor).flatMap(file -> seen(file, actor))
                        : Mono.<AnnouncementView>empty())
                .switchIfEmpty(told)
                .switchIfEmpty(absent());
    }

    /** A page of those who were told and did not read it. */
    public Mono<Page<UnreadView>> unread(UUID id, int limit, @Nullable String cursor, boolean count, Actor actor) {
        return visible(id, actor.require(Permission.ANNOUNCE))
                .flatMap(file -> broadcasts.unread(id, limit, cursor, count))
                .flatMap(page -> accounts.people(
                                page.items().stream().map(Unread::person).toList())
                        .collect(Collectors.toMap(Person::id, Person::name))
                        .map(names -> page.map(one -> named(one, names))));
    }

    private static UnreadView named(Unread one, Map<UUID, String> names) {
        return new UnreadView(
                new PersonName(one.person(), names.getOrDefault(one.person(), "")), one.pushedAt(), one.receivedAt());
    }

    /**
     * Takes it back, or has those reminded who did not read it; both happen in the background. Refuses {@code announcement.stale},
     * {@code announcement.wrong-state}, {@code announcement.expired} and {@code announcement.reminded-lately}. Repeatable.
     */
    public Mono<Done> act(UUID id, AnnouncementAction action, Call call) {
        Actor actor = call.actor().require(Permission.ANNOUNCE);
        return VersionedWrites.change(
                        () -> visible(id, actor),
                        call,
                        file -> AnnouncementMachine.table()
                                .present(Refusal.of("announcement.stale"), file, actor, clock.instant()),
                        file -> Mono.just(AnnouncementMachine.decide(file, action, actor, clock.instant())),
                        (file, next) -> store.change(file, next.file(), call.operation()))
                .flatMap(written -> done(written, action.code(), actor));
    }

    private Mono<AnnouncementFile> visible(UUID id, Actor actor) {
        return store.find(id, actor).switchIfEmpty(absent());
    }

    private static <T> Mono<T> absent() {
        return Mono.error(() -> new Refused(Refusal.of("announcement.not-found")));
    }

    private Mono<Done> done(Written<AnnouncementFile> written, String difference, Actor actor) {
        nudge.jobNeeded(AnnouncementJob.NAME);
        return seen(written.file(), actor)
                .map(view -> new Done(view, written.replayed(), written.replayed() ? "" : difference));
    }

    private Mono<AnnouncementView> seen(AnnouncementFile file, Actor actor) {
        return broadcasts.reached(file.id()).map(reached -> view(file, reached, actor));
    }

    private AnnouncementView view(AnnouncementFile file, @Nullable Reached reached, Actor actor) {
        Instant now = clock.instant();
        return new AnnouncementView(
                file.id(),
                file.kind(),
                file.state(),
                file.title(),
                file.text(),
                file.areas(),
                file.roles(),
                file.urgent(),
                file.expiresAt(),
                file.isExpired(now),
                file.by(),
                file.createdAt(),
                file.withdrawnAt(),
                file.reminders(),
                reached,
                file.version(),
                AnnouncementMachine.table().openActions(file, actor, now));
    }
}
