package org.wangge.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.PolicyRules;
import org.wangge.notification.model.Row;
import org.wangge.notification.store.NoticePolicyStore;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is told of which kind of event. Look-ups are answered from memory. What nobody has changed is as it is delivered with this
 * version, also where nothing was ever seeded: an upgrade takes no notice from anybody, and brings the rows of new kinds.
 */
@Component
public class NoticePolicies {

    private static final String DELIVERED = "seeds/base/notice-policies.json";

    private final NoticePolicyStore store;
    private final Map<String, NoticePolicy> delivered;
    private final Object replacing = new Object();
    private volatile Map<String, NoticePolicy> changed = Map.of();

    NoticePolicies(NoticePolicyStore store) {
        this.store = store;
        this.delivered = delivered();
    }

    /** The policies as they are delivered, by kind. */
    static Map<String, NoticePolicy> delivered() {
        record Seed(String kind, List<Row> rows) {}
        try {
            byte[] file = new ClassPathResource(DELIVERED).getContentAsByteArray();
            return JsonMapper.builder().build().readValue(file, new TypeReference<List<Seed>>() {}).stream()
                    .collect(Collectors.toMap(
                            Seed::kind,
                            seed -> new NoticePolicy(seed.kind(), seed.rows(), 0),
                            (one, twice) -> {
                                throw new IllegalStateException("Twice in " + DELIVERED + ": " + twice.kind());
                            },
                            TreeMap::new));
        } catch (IOException missing) {
            throw new UncheckedIOException("Seed file missing: " + DELIVERED, missing);
        }
    }

    /**
     * A change that was made.
     *
     * @param difference for those who look at it later; empty when nothing differs
     */
    public record Done(NoticePolicy policy, String difference) {}

    /** All, by kind. */
    public Collection<NoticePolicy> all() {
        Map<String, NoticePolicy> all = new TreeMap<>(delivered);
        changed.forEach((kind, policy) -> all.computeIfPresent(kind, (same, before) -> policy));
        return all.values();
    }

    /** Refuses {@code notice-policy.not-found} for what is no kind of event. */
    public NoticePolicy get(String kind) {
        NoticePolicy before = delivered.get(kind);
        if (before == null) {
            throw new Refused(Refusal.of("notice-policy.not-found", kind));
        }
        return changed.getOrDefault(kind, before);
    }

    /** Whom to tell of a kind of event, in order of weight. */
    List<Row> rows(String kind) {
        return get(kind).rows();
    }

    /**
     * Changes the policy of a kind and gives it as stored. Refuses {@code notice-policy.not-found}, {@code notice-policy.invalid} with
     * the places at fault, and {@code notice-policy.stale} with the present version when it changed since the version seen, if any is
     * given. May be repeated: no difference, no new version. Steps that come later on this instance are told by it, on others
     * two seconds later.
     */
    public Mono<Done> put(String kind, List<Row> rows, SeenVersion seen) {
        return Mono.defer(() -> {
            get(kind);
            PolicyRules.check(kind, rows);
            return OptimisticRetry.untilWritten(() -> attempt(new NoticePolicy(kind, rows, 0), seen));
        });
    }

    /** Empty when another write came first. */
    private Mono<Done> attempt(NoticePolicy wanted, SeenVersion seen) {
        return store.find(wanted.kind())
                .switchIfEmpty(Mono.fromSupplier(() -> delivered.get(wanted.kind())))
                .flatMap(stored -> {
                    Long version = seen.version();
                    if (version != null && version != stored.version()) {
                        return Mono.error(() -> new Refused(
                                Refusal.of("notice-policy.stale").withPresent(stored.version(), List.of())));
                    }
                    Mono<NoticePolicy> written = wanted.saysAs(stored)
                            ? Mono.just(stored)
                            : store.storeIfStill(wanted.atVersion(stored.version()));
                    return written.map(now -> new Done(now, now.differenceFrom(stored)));
                })
                .flatMap(done -> refreshIfChanged().thenReturn(done));
    }

    /** Loads what another instance has changed. True when it has; may be repeated at any time. */
    public Mono<Boolean> refreshIfChanged() {
        return store.versions()
                .filter(versions -> !versions.equals(versions(changed)))
                .flatMap(versions -> store.all().collectMap(NoticePolicy::kind))
                .map(this::replaced)
                .defaultIfEmpty(false);
    }

    private static Map<String, Long> versions(Map<String, NoticePolicy> policies) {
        return policies.values().stream().collect(Collectors.toMap(NoticePolicy::kind, NoticePolicy::version));
    }

    /** Versions only count up: of what was read here and meanwhile, each policy's newest stays. */
    private boolean replaced(Map<String, NoticePolicy> read) {
        synchronized (replacing) {
            Map<String, NoticePolicy> newest = new TreeMap<>(changed);
            read.forEach((kind, policy) ->
                    newest.merge(kind, policy, (old, now) -> now.version() > old.version() ? now : old));
            changed = newest;
        }
        return true;
    }
}
