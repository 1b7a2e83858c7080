package org.wangge.work;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/**
 * The one way to write to a document: find what this person may see, give a repeat what it had, refuse a stale version, decide, store what
 * was decided; and begin again on the newest state when another write came first.
 */
public final class VersionedWrites {

    private VersionedWrites() {}

    /**
     * What a write came to.
     *
     * @param replayed whether it had been done before by the same operation and was not done again
     * @param before what it was decided on; null when nothing was written now
     */
    public record Written<T>(
            T file, boolean replayed, @Nullable T before) {

        public Written(T file, boolean replayed) {
            this(file, replayed, null);
        }
    }

    /**
     * Changes a document.
     *
     * @param find the document as this person may see it; refuses when there is none
     * @param stale the refusal of a version seen that is not the present one, which says the present state
     * @param decide empty when what it read besides is no longer so, and it is to decide again
     * @param store empty when another write came first
     */
    public static <T extends Versioned> Mono<Written<T>> change(
            Supplier<Mono<T>> find,
            Call call,
            Function<T, Refusal> stale,
            Function<T, Mono<Decision<T>>> decide,
            BiFunction<T, Decision.Next<T>, Mono<T>> store) {
        return change(find, call, file -> false, stale, decide, store);
    }

    /**
     * The same where what is so already stays so, whatever version was seen.
     *
     * @param settled whether it is so already
     */
    public static <T extends Versioned> Mono<Written<T>> change(
            Supplier<Mono<T>> find,
            Call call,
            Predicate<T> settled,
            Function<T, Refusal> stale,
            Function<T, Mono<Decision<T>>> decide,
            BiFunction<T, Decision.Next<T>, Mono<T>> store) {
        return OptimisticRetry.untilWritten(() -> find.get().flatMap(file -> {
            Operation operation = call.operation();
            if (operation.isAmong(file.operations(), file.caption()) || file.isMadeBy(operation)) {
                return Mono.just(new Written<>(file, true));
            }
            if (settled.test(file)) {
                return Mono.just(new Written<>(file, false));
            }
            Long seen = call.seenVersion();
            if (seen != null && seen != file.version()) {
                return Mono.error(() -> new Refused(stale.apply(file)));
            }
            return decide.apply(file).flatMap(decision -> written(file, decision, store));
        }));
    }

    private static <T> Mono<Written<T>> written(
            T file, Decision<T> decision, BiFunction<T, Decision.Next<T>, Mono<T>> store) {
        if (decision instanceof Decision.No<T> no) {
            return Mono.error(() -> new Refused(no.refusal()));
        }
        return decision instanceof Decision.Next<T> next
                ? store.apply(file, next).map(changed -> new Written<>(changed, false, file))
                : Mono.just(new Written<>(file, false));
    }

    /**
     * The server's own doing: gives what it changed, and nothing when there is no such document or nothing to change.
     *
     * @param find empty when there is none
     * @param store empty when another write came first
     */
    public static <T> Mono<T> bySystem(
            Supplier<Mono<T>> find, Function<T, Decision<T>> decide, BiFunction<T, Decision.Next<T>, Mono<T>> store) {
        return OptimisticRetry.untilWritten(() -> find.get()
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(found ->
                                found.isPresent() && decide.apply(found.get()) instanceof Decision.Next<T> next
                                        ? store.apply(found.get(), next).map(Optional::of)
                                        : Mono.just(Optional.<T>empty())))
                .flatMap(Mono::justOrEmpty);
    }

    /** Stores a new document, or gives the one that the same operation made before, however long ago. */
    public static <T extends Versioned> Mono<Written<T>> make(
            Mono<T> insert, Operation operation, Function<String, Mono<T>> findByOperation) {
        return insert.map(made -> new Written<>(made, false))
                .onErrorResume(
                        DuplicateKeyException.class,
                        taken -> made(operation, findByOperation).switchIfEmpty(Mono.error(taken)));
    }

    /** What the operation made before; empty when it made nothing. Refuses {@code idempotency.key-reused}. */
    public static <T extends Versioned> Mono<Written<T>> made(
            Operation operation, Function<String, Mono<T>> findByOperation) {
        return Mono.justOrEmpty(operation.key())
                .flatMap(findByOperation)
                // Found under its key: only whether it said the same is still to be seen.
                .filter(known -> operation.repeats(operation.key(), known.operationHash(), known.caption()))
                .map(known -> new Written<>(known, true));
    }
}
