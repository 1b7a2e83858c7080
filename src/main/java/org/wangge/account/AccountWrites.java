package org.wangge.account;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountMachine;
import org.wangge.account.model.AccountRules;
import org.wangge.account.store.AccountStore;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.DoneOperations;
import org.wangge.work.DoneOperations.Once;
import org.wangge.work.VersionedWrites;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Mono;

/** The writes of {@link Accounts}, and what it means when one does not go through. */
@Component
class AccountWrites {

    private final AccountStore accounts;
    private final SignIns signIns;
    private final DoneOperations operations;
    private final Clock clock;

    AccountWrites(AccountStore accounts, SignIns signIns, DoneOperations operations, Clock clock) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.operations = operations;
        this.clock = clock;
    }

    Mono<Written<Account>> create(AccountDraft draft, @Nullable String password, Operation operation) {
        return repeated(password, operation).switchIfEmpty(Mono.defer(() -> insert(draft, password, operation)));
    }

    private Mono<Written<Account>> repeated(@Nullable String password, Operation operation) {
        return VersionedWrites.made(operation, accounts::findByOperation)
                .delayUntil(made -> samePassword(made, password));
    }

    /**
     * The password is not part of the operation's hash, which is a quick one and would give it away; it is held against the
     * stored one instead. A key that came with another one is refused.
     */
    private Mono<Boolean> samePassword(Written<Account> repeat, @Nullable String password) {
        String hash = repeat.file().passwordHash();
        Mono<Boolean> same = password == null || hash == null
                ? Mono.just(password == null && hash == null)
                : signIns.matches(password, hash);
        return same.filter(is -> is)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field(
                        "idempotency.key-reused",
                        "Idempotency-Key",
                        repeat.file().caption()))));
    }

    private Mono<Written<Account>> insert(AccountDraft draft, @Nullable String password, Operation operation) {
        Refusal masked = AccountRules.masked(draft);
        if (masked != null) {
            return Mono.error(() -> new Refused(masked));
        }
        Mono<Account> made = password == null
                ? Mono.fromSupplier(() -> AccountRules.account(draft, null, false, clock.instant(), operation))
                : signIns.hash(password)
                        .map(hash -> AccountRules.account(draft, hash, false, clock.instant(), operation));
        return made.flatMap(accounts::insert)
                .map(account -> new Written<>(account, false))
                .onErrorResume(
                        DuplicateKeyException.class,
                        taken -> repeated(password, operation)
                                .switchIfEmpty(Mono.defer(() -> nameTaken(draft)))
                                .switchIfEmpty(Mono.error(() -> new Refused(subjectTaken()))));
    }

    /** Empty when nobody has the name, so that it must be something else that is taken. */
    private Mono<Written<Account>> nameTaken(AccountDraft draft) {
        return accounts.findByName(AccountRules.folded(draft.username()))
                .flatMap(other ->
                        Mono.error(new Refused(Refusal.field("account.name-taken", "/username", draft.username()))));
    }

    private static Refusal subjectTaken() {
        return Refusal.field("account.subject-taken", "/externalSubject");
    }

    /**
     * Writes what is decided on the account as it is found. Refuses {@code account.stale} and {@code account.subject-taken}.
     *
     * @param find refuses when there is none that this person may administer
     * @param decide empty when it is to look again
     */
    Mono<Written<Account>> write(
            Supplier<Mono<Account>> find, Call call, Function<Account, Mono<Decision<Account>>> decide) {
        return VersionedWrites.change(
                find,
                call,
                account -> stale(account, call),
                decide,
                (account, next) -> accounts.change(account, next.file(), told(next), call.operation())
                        .onErrorMap(DuplicateKeyException.class, taken -> new Refused(subjectTaken())));
    }

    private Refusal stale(Account account, Call call) {
        return AccountMachine.table().present(Refusal.of("account.stale"), account, call.actor(), clock.instant());
    }

    private static List<Document> told(Decision.Next<Account> next) {
        return next.events().stream()
                .map(event -> ((AccountDisabled) event).toDocument())
                .toList();
    }

    /** Gives the account a new password, or sees that the same operation did. */
    Mono<Written<Account>> resetPassword(Supplier<Mono<Account>> find, String password, Call call) {
        Mono<String> hash = signIns.hash(password).cache();
        return write(find, call, account -> {
                    AccountRules.checkPassword(password, account.username(), "/password");
                    return hash.map(made -> AccountMachine.withPassword(account, made, call.actor(), clock.instant()));
                })
                .delayUntil(written -> written.replayed() ? samePassword(written, password) : Mono.empty());
    }

    Mono<Once<Boolean>> unlock(Account account, Call call) {
        return operations.once(call.operation(), account.caption(), Boolean.class, begun -> {
            Long seen = call.seenVersion();
            return seen != null && seen != account.version()
                    ? Mono.error(() -> new Refused(stale(account, call)))
                    : signIns.unlock(account.foldedName()).thenReturn(true);
        });
    }
}
