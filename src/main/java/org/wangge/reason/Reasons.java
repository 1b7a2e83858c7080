package org.wangge.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.reason.store.ReasonStore;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Mono;

/** The reasons of all actions. Look-ups are answered from memory. */
@Component
public class Reasons {

    /** Every action that is given a reason, as it stands in its path; {@code check-in} and {@code unanswered} in a body. */
    private static final Set<String> ACTIONS = new TreeSet<>(Set.of(
            "abandon",
            "answer-transfer",
            "appeal",
            "arbitrate",
            "check-in",
            "close-down",
            "confirm-major",
            "decline",
            "dispatch",
            "downgrade",
            "escalate",
            "extend",
            "flag-major",
            "reconsider",
            "refile",
            "reopen",
            "request-extension",
            "request-suspension",
            "return",
            "revoke",
            "rework",
            "skip",
            "suspend",
            "transfer",
            "unanswered",
            "unfile",
            "unlist",
            "void",
            "withdraw",
            "withdraw-request"));

    private final ReasonStore store;
    private final Object replacing = new Object();
    private volatile Map<String, ReasonList> lists = Map.of();

    Reasons(ReasonStore store) {
        this.store = store;
    }

    /**
     * Demands that a reason can be given for an action: its code is known and not retired, and the one for all others comes with
     * a text. Refuses {@code reason.unknown} and {@code reason.text-required}. What was done offline is taken as it is: the
     * phone cannot know what changed meanwhile, and nobody stands there any more to choose again. An action whose list was
     * never filled takes every code.
     *
     * @param action as in the path
     * @param offline whether the phone says when it was done, because it was done before it was sent
     */
    public void check(String action, Reason reason, boolean offline) {
        ReasonList list = lists.get(action);
        if (offline || list == null) {
            return;
        }
        boolean known = list.code(reason.code()).filter(code -> !code.retired()).isPresent();
        if (reason.item() != null && !reason.code().equals(Reason.NOT_ON_DUTY_LIST)) {
            throw new Refused(Refusal.field("reason.item-unexpected", "/reason/item", Reason.NOT_ON_DUTY_LIST));
        }
        if (!known) {
            String choice = list.open().stream().map(ReasonList.Code::code).collect(Collectors.joining(", "));
            throw new Refused(Refusal.field("reason.unknown", "/reason/code", reason.code(), choice));
        }
        if (reason.code().equals(ReasonList.OTHER)
                && (reason.text() == null || reason.text().isBlank())) {
            throw new Refused(Refusal.field("reason.text-required", "/reason/text", reason.code()));
        }
    }

    /**
     * A reason as people see it, also one that is retired.
     *
     * @return null for null
     */
    public @Nullable GivenReason shown(String action, @Nullable Reason reason, Locale locale) {
        if (reason == null) {
            return null;
        }
        String label = Optional.ofNullable(lists.get(action))
                .flatMap(list -> list.code(reason.code()))
                .map(code -> code.texts().in(locale))
                .orElse(null);
        return new GivenReason(reason.code(), label, reason.text(), reason.item());
    }

    /** The lists of all actions that have one, by action. */
    public List<ReasonList> all() {
        return List.copyOf(lists.values());
    }

    /** The list of an action, empty of codes when it was never filled; refuses {@code reason.not-found} for what takes no reason. */
    public ReasonList get(String action) {
        if (!ACTIONS.contains(action)) {
            throw new Refused(Refusal.of("reason.not-found", action, String.join(", ", ACTIONS)));
        }
        return Optional.ofNullable(lists.get(action)).orElseGet(() -> new ReasonList(action, List.of(), 0));
    }

    /**
     * Changes the list of an action and gives it as stored; codes that are missing are retired. Refuses {@code reason.not-found},
     * {@code reason.invalid}, and {@code reason.stale} with the present version when it changed since the version seen, if any is
     * given. May be repeated: no difference, no new version.
     */
    public Mono<ReasonList> put(ReasonList list, SeenVersion seen) {
        return Mono.defer(() -> {
            get(list.action());
            ReasonRules.check(list);
            return OptimisticRetry.untilWritten(() -> attempt(list, seen));
        });
    }

    /** Empty when another write came first. */
    private Mono<ReasonList> attempt(ReasonList list, SeenVersion seen) {
        return store.find(list.action())
                .defaultIfEmpty(new ReasonList(list.action(), List.of(), 0))
                .flatMap(stored -> {
                    Long version = seen.version();
                    if (version != null && version != stored.version()) {
                        return Mono.error(
                                () -> new Refused(Refusal.of("reason.stale").withPresent(stored.version(), List.of())));
                    }
                    ReasonList wanted = list.following(stored);
                    return wanted.equals(stored) ? Mono.just(stored) : store.storeIfStill(wanted);
                })
                .flatMap(stored -> refreshIfChanged().thenReturn(stored));
    }

    /**
     * Seeds lists: adds those that are absent, and changes only those that nobody has changed since they were seeded. May be
     * repeated; the same lists change nothing.
     */
    public Mono<Void> introduce(List<ReasonList> seeds) {
        return Mono.defer(() -> {
                    seeds.forEach(ReasonRules::check);
                    return Mono.zip(
                            store.all().collectMap(ReasonList::action),
                            store.asSeeded().collect(Collectors.toSet()));
                })
                .flatMapIterable(read -> changes(seeds, read.getT1(), read.getT2()))
                .concatMap(store::seedIfStill)
                .then(Mono.defer(this::refreshIfChanged))
                .then();
    }

    private static List<ReasonList> changes(
            List<ReasonList> seeds, Map<String, ReasonList> stored, Set<String> untouched) {
        List<ReasonList> changes = new ArrayList<>();
        for (ReasonList seed : seeds) {
            ReasonList before = stored.get(seed.action());
            ReasonList after = before == null ? seed.atVersion(0) : seed.following(before);
            if (before == null || untouched.contains(seed.action()) && !after.equals(before)) {
                changes.add(after);
            }
        }
        return changes;
    }

    /** Loads what another instance has changed. True when it has; may be repeated at any time. */
    public Mono<Boolean> refreshIfChanged() {
        return store.versions()
                .filter(versions -> !versions.equals(versions(lists)))
                .flatMap(versions -> store.all().collectMap(ReasonList::action, list -> list, TreeMap::new))
                .map(this::replaced)
                .defaultIfEmpty(false);
    }

    private static Map<String, Long> versions(Map<String, ReasonList> lists) {
        return lists.values().stream().collect(Collectors.toMap(ReasonList::action, ReasonList::version));
    }

    /** Versions only count up: of what was read here and meanwhile, each list's newest stays. */
    private boolean replaced(Map<String, ReasonList> read) {
        synchronized (replacing) {
            Map<String, ReasonList> newest = new TreeMap<>(lists);
            read.forEach((action, list) ->
                    newest.merge(action, list, (old, now) -> now.version() > old.version() ? now : old));
            lists = newest;
        }
        return true;
    }
}
