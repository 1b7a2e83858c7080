package org.wangge.notification;

import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Person;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.Responsibilities;
import org.wangge.notification.model.Audience;
import org.wangge.notification.model.NoticePlan;
import org.wangge.roster.Duty;
import org.wangge.roster.DutyRole;
import org.wangge.roster.OnDuty;
import org.wangge.routing.Ruling;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds whom rules name to know of a report: who is on duty now at its desk, who answers for its grid, the dispatchers of an office,
 * the handlers of a department, and people of a role who work there. One query for each sort, however many steps there are.
 */
@Component
class Watchers {

    private final Duty duty;
    private final Accounts accounts;
    private final Offices offices;
    private final Responsibilities responsibilities;
    private final Clock clock;

    Watchers(Duty duty, Accounts accounts, Offices offices, Responsibilities responsibilities, Clock clock) {
        this.duty = duty;
        this.accounts = accounts;
        this.offices = offices;
        this.responsibilities = responsibilities;
        this.clock = clock;
    }

    /** A code and where it is meant; the same people are meant by the same. */
    private record Post(String code, String deskCode, GridPath area) {

        boolean isDuty() {
            return isAmong(DutyRole.values());
        }

        boolean isRole() {
            return isAmong(Role.values());
        }

        boolean isResponsible() {
            return code.equals(Ruling.RESPONSIBLE_WORKER);
        }

        private boolean isAmong(Enum<?>[] names) {
            return Arrays.stream(names).anyMatch(name -> name.name().equals(code));
        }
    }

    /** For each event that somebody is to know of the people, each once; a code that means nobody any more is passed over. */
    Mono<Map<UUID, List<UUID>>> of(List<NoticePlan> steps) {
        Map<UUID, List<Post>> asked = new HashMap<>();
        steps.stream()
                .filter(step -> step.concerns(Audience.WATCHERS))
                .forEach(step -> asked.put(step.eventId(), posts(step)));
        Set<Post> all = asked.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        return all.isEmpty()
                ? Mono.just(Map.of())
                : people(all)
                        .map(found -> asked.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, one -> people(one.getValue(), found))));
    }

    private static List<Post> posts(NoticePlan step) {
        return step.watch().codes().stream()
                .map(code -> new Post(code, step.watch().deskCode(), step.area()))
                .toList();
    }

    private static List<UUID> people(List<Post> posts, Map<Post, List<UUID>> found) {
        return posts.stream()
                .flatMap(post -> found.getOrDefault(post, List.of()).stream())
                .distinct()
                .toList();
    }

    private Mono<Map<Post, List<UUID>>> people(Set<Post> posts) {
        return Flux.concat(onDuty(posts), responsible(posts), ofOffices(posts), ofDepartments(posts), ofRoles(posts))
                .collect(HashMap::new, Map::putAll);
    }

    private Mono<Map<Post, List<UUID>>> onDuty(Set<Post> posts) {
        Set<String> desks =
                posts.stream().filter(Post::isDuty).map(Post::deskCode).collect(Collectors.toSet());
        return desks.isEmpty()
                ? Mono.empty()
                : duty.onDuty(desks, clock.instant())
                        .map(found -> those(
                                posts.stream().filter(Post::isDuty),
                                post -> found.stream()
                                        .filter(one -> one.officeCode().equals(post.deskCode())
                                                && one.role().name().equals(post.code()))
                                        .map(OnDuty::accountId)));
    }

    private Mono<Map<Post, List<UUID>>> responsible(Set<Post> posts) {
        Set<String> grids = posts.stream()
                .filter(Post::isResponsible)
                .map(post -> post.area().code())
                .collect(Collectors.toSet());
        return grids.isEmpty()
                ? Mono.empty()
                : responsibilities
                        .primariesOf(grids, clock.instant())
                        .map(found -> those(
                                posts.stream().filter(Post::isResponsible),
                                post -> found.getOrDefault(post.area().code(), List.of()).stream()));
    }

    /** Who dispatches for an office does so in all of its area, also in what it hosts. */
    private Mono<Map<Post, List<UUID>>> ofOffices(Set<Post> posts) {
        Map<Post, List<GridPath>> areas = new HashMap<>();
        posts.forEach(post -> office(post).ifPresent(code -> areas.put(post, offices.areasHandledBy(code))));
        return areas.isEmpty()
                ? Mono.empty()
                : accounts.holding(Permission.CASE_FILE, union(areas.values()))
                        .map(found -> those(
                                areas.keySet().stream(),
                                post -> areas.getOrDefault(post, List.of()).stream()
                                        .flatMap(area -> ids(found.get(area)))));
    }

    private Optional<String> office(Post post) {
        return offices.find(post.code()).map(Office::code).filter(post.code()::equals);
    }

    private static Set<GridPath> union(Collection<List<GridPath>> areas) {
        Set<GridPath> union = new HashSet<>();
        areas.forEach(union::addAll);
        return union;
    }

    private Mono<Map<Post, List<UUID>>> ofDepartments(Set<Post> posts) {
        List<Post> wanted = posts.stream()
                .filter(post -> !post.isDuty() && !post.isRole() && !post.isResponsible())
                .filter(post -> office(post).isEmpty())
                .toList();
        return accounts.handlersOf(wanted.stream().map(Post::code).collect(Collectors.toSet()))
                .map(found -> those(wanted.stream(), post -> ids(found.get(post.code()))));
    }

    private Mono<Map<Post, List<UUID>>> ofRoles(Set<Post> posts) {
        Map<Role, Set<Post>> byRole = posts.stream()
                .filter(Post::isRole)
                .collect(Collectors.groupingBy(post -> Role.valueOf(post.code()), Collectors.toSet()));
        return Flux.fromIterable(byRole.entrySet())
                .concatMap(role -> accounts.having(
                                Set.of(role.getKey()),
                                role.getValue().stream().map(Post::area).collect(Collectors.toSet()))
                        .map(found -> those(role.getValue().stream(), post -> ids(found.get(post.area())))))
                .collect(HashMap::new, Map::putAll);
    }

    private static Map<Post, List<UUID>> those(Stream<Post> posts, Function<Post, Stream<UUID>> people) {
        return posts.collect(
                Collectors.toMap(post -> post, post -> people.apply(post).toList()));
    }

    private static Stream<UUID> ids(@Nullable List<Person> people) {
        return Objects.requireNonNullElse(people, List.<Person>of()).stream().map(Person::id);
    }
}
