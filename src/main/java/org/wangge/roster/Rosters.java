package org.wangge.roster;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Person;
import org.wangge.roster.DutyOffices.Place;
import org.wangge.roster.model.Roster;
import org.wangge.roster.model.RosterRules;
import org.wangge.roster.model.Shift;
import org.wangge.roster.store.RosterStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The shifts that offices plan, and who is on duty by them and in the field, as people see it. */
@Component
public class Rosters {

    private final RosterStore store;
    private final DutyOffices offices;
    private final Duty duty;
    private final Accounts accounts;
    private final Clock clock;

    Rosters(RosterStore store, DutyOffices offices, Duty duty, Accounts accounts, Clock clock) {
        this.store = store;
        this.offices = offices;
        this.duty = duty;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Of an office, or of the district. */
    public record OfficeView(String code, String name) {}

    /** One shift; the name is null of somebody who has left. */
    public record ShiftView(UUID accountId, @Nullable String name, DutyRole role, Instant from, Instant to) {}

    /** The shifts of an office by their beginning; version 0 when nobody planned anything yet. */
    public record RosterView(OfficeView office, List<ShiftView> shifts, long version) {}

    /** Somebody on duty. */
    public record OnDutyView(
            OfficeView office, PersonName person, DutyRole role, Instant from, Instant to, OnDuty.Source source) {}

    /** As somebody wants it. */
    public record Wanted(UUID accountId, DutyRole role, Instant from, Instant to) {}

    /** The roster of an office of the actor's area; {@code office.not-found} for any other. */
    public Mono<RosterView> find(String officeCode, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        return Mono.fromCallable(() -> offices.seen(officeCode, actor).orElseThrow(() -> absent(officeCode)))
                .flatMap(place -> present(place).flatMap(roster -> view(place, roster, locale)));
    }

    private static Refused absent(String officeCode) {
        return new Refused(Refusal.of("office.not-found", officeCode));
    }

    private Mono<Roster> present(Place place) {
        return store.find(place.code()).defaultIfEmpty(Roster.empty(place.code()));
    }

    /**
     * Plans the shifts of an office, all anew; what was over a month ago is dropped. For administrators and dispatchers of its whole
     * area, and the district's supervisor. Refuses {@code office.not-found} for an office the actor does not see and
     * {@code access.forbidden} for one it does not plan for, {@code duty.invalid} with the shifts at fault, and {@code duty.stale}.
     * Repeatable.
     */
    public Mono<RosterView> plan(String officeCode, List<Wanted> wanted, Call call) {
        Actor actor = call.actor();
        actor.requireAny(Permission.CASE_DISPATCH, Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return Mono.fromCallable(() -> planned(officeCode, actor))
                .flatMap(place -> sound(place, wanted)
                        .flatMap(shifts -> VersionedWrites.change(
                                        () -> present(place),
                                        call,
                                        now -> Refusal.of("duty.stale").withPresent(now.version(), List.of()),
                                        now -> Mono.just(now.planned(shifts, clock.instant())),
                                        (now, next) -> store.write(now, next.file()))
                                .flatMap(written -> view(place, written.file(), call.locale()))));
    }

    private Place planned(String officeCode, Actor actor) {
        return offices.planned(officeCode, actor)
                .orElseThrow(() -> offices.seen(officeCode, actor).isPresent()
                        ? new Refused(Refusal.of("access.forbidden", Permission.REFERENCE_EDIT.name()))
                        : absent(officeCode));
    }

    private Mono<List<Shift>> sound(Place place, List<Wanted> wanted) {
        List<Shift> shifts = wanted.stream()
                .map(one -> new Shift(one.accountId(), one.role(), one.from(), one.to()))
                .toList();
        return accounts.actors(people(shifts))
                .map(found ->
                        found.stream().filter(place::employs).map(Actor::id).collect(Collectors.toSet()))
                .map(known -> RosterRules.faults(shifts, known, clock.instant()))
                .flatMap(faults -> faults.isEmpty()
                        ? Mono.just(shifts)
                        : Mono.error(
                                () -> new Refused(Refusal.of("duty.invalid").withFaults(faults))));
    }

    private static Set<UUID> people(List<Shift> shifts) {
        return shifts.stream().map(Shift::accountId).collect(Collectors.toSet());
    }

    private Mono<RosterView> view(Place place, Roster roster, Locale locale) {
        return names(people(roster.shifts()))
                .map(names -> new RosterView(
                        view(place, locale),
                        roster.shifts().stream()
                                .map(shift -> new ShiftView(
                                        shift.accountId(),
                                        names.get(shift.accountId()),
                                        shift.role(),
                                        shift.from(),
                                        shift.to()))
                                .toList(),
                        roster.version()));
    }

    private static OfficeView view(Place place, Locale locale) {
        return new OfficeView(place.code(), place.name().in(locale));
    }

    private Mono<Map<UUID, String>> names(Collection<UUID> people) {
        return accounts.people(people).collectMap(Person::id, Person::name);
    }

    /**
     * Who is on duty in the offices of the actor's area, by office, role and person; empty when nobody is. Who was disabled is not on
     * duty.
     *
     * @param officeCode of this one only; null for all; one that the actor does not see has nobody
     * @param at null for now
     */
    public Mono<List<OnDutyView>> onDuty(
            @Nullable String officeCode, @Nullable Instant at, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        List<Place> seen = new ArrayList<>();
        if (officeCode == null) {
            seen.addAll(offices.seen(actor));
        } else {
            offices.seen(officeCode, actor).ifPresent(seen::add);
        }
        Map<String, Place> places = seen.stream().collect(Collectors.toMap(Place::code, place -> place));
        return duty.onDuty(places.keySet(), at == null ? clock.instant() : at)
                .flatMap(found -> names(found.stream().map(OnDuty::accountId).toList())
                        .flatMap(names -> Flux.fromIterable(found)
                                .filter(one -> names.containsKey(one.accountId()))
                                .map(one -> new OnDutyView(
                                        view(requireNonNull(places.get(one.officeCode())), locale),
                                        new PersonName(one.accountId(), requireNonNull(names.get(one.accountId()))),
                                        one.role(),
                                        one.from(),
                                        one.until(),
                                        one.source()))
                                .collectList()));
    }
}
