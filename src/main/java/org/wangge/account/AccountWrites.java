package org.wangge.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountRules;
import org.wangge.account.store.AccountStore;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.DoneOperations;
import org.wangge.work.DoneOperations.Once;
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

    /** An account that is there now, made just now or by the same operation before. */
    record Made(Account account, boolean replayed) {}

    Mono<Made> create(AccountDraft draft, @Nullable String password, Operation operation) {
        return repeated(password, operation).switchIfEmpty(Mono.defer(() -> insert(draft, password, operation)));
    }

    /**
     * The password is not part of the operation's hash, which is a quick one and would give it away; it is held against the
     * stored one instead.
     */
    private Mono<Made> repeated(@Nullable String password, Operation operation) {
        return Mono.justOrEmpty(operation.key())
                .flatMap(accounts::findByOperation)
                .filter(found -> operation.repeats(
                        found.operationKey(), found.operationHash(), "/api/v1/accounts/" + found.id()))
                .flatMap(found -> replayed(found, password));
    }

    private Mono<Made> replayed(Account found, @Nullable String password) {
        return samePassword(password, found.passwordHash())
                .flatMap(same -> same
                        ? Mono.just(new Made(found, true))
                        : Mono.error(new Refused(Refusal.field(
                                "idempotency.key-reused", "Idempotency-Key", "/api/v1/accounts/" + found.id()))));
    }

    private Mono<Boolean> samePassword(@Nullable String password, @Nullable String hash) {
        return password == null || hash == null
                ? Mono.just(password == null && hash == null)
                : signIns.matches(password, hash);
    }

    private Mono<Made> insert(AccountDraft draft, @Nullable String password, Operation operation) {
        refuseMasked(draft);
        Mono<Account> made = password == null
                ? Mono.fromSupplier(() -> AccountRules.account(draft, null, false, clock.instant(), operation))
                : signIns.hash(password)
                        .map(hash -> AccountRules.account(draft, hash, false, clock.instant(), operation));
        return made.flatMap(accounts::insert)
                .map(account -> new Made(account, false))
                .onErrorResume(
                        DuplicateKeyException.class,
                        taken -> repeated(password, operation)
                                .switchIfEmpty(Mono.defer(() -> nameTaken(draft)))
                                .switchIfEmpty(Mono.error(() -> new Refused(subjectTaken()))));
    }

    /** Empty when nobody has the name, so that it must be something else that is taken. */
    private Mono<Made> nameTaken(AccountDraft draft) {
        return accounts.findByName(AccountRules.folded(draft.username()))
                .flatMap(other ->
                        Mono.error(new Refused(Refusal.field("account.name-taken", "/username", draft.username()))));
    }

    private static Refusal subjectTaken() {
        return Refusal.field("account.subject-taken", "/externalSubject");
    }

    /**
     * All that may be changed later: everything but the username. What is not said any more is gone, save by what the issuer
     * knows the person: who does not say it has not seen it.
     */
    static Update changes(AccountDraft draft) {
        refuseMasked(draft);
        Update change = new Update()
                .set("name", draft.name())
                .set("roles", draft.roles())
                .set("scopes", draft.scopes())
                .set("departments", draft.departments());
        setOrUnset(change, "phone", draft.phone());
        setOrUnset(change, "officeCode", draft.officeCode());
        String subject = draft.externalSubject();
        if (subject != null) {
            setOrUnset(change, "externalSubject", subject.isBlank() ? null : subject);
        }
        if (draft.locale() != null) {
            change.set("locale", draft.locale());
        }
        return change;
    }

    /** A number without its middle is only good to say that it stays. */
    static void refuseMasked(AccountDraft draft) {
        if (draft.phone() != null && PhoneNumbers.isMasked(draft.phone())) {
            throw new Refused(Refusal.of("account.invalid")
                    .withFaults(List.of(Refusal.Fault.of("/phone", "field.phone-masked"))));
        }
    }

    /** A sparse index holds nulls too, and a unique one only one of them. */
    private static void setOrUnset(Update change, String field, @Nullable String value) {
        if (value == null) {
            change.unset(field);
        } else {
            change.set(field, value);
        }
    }

    Mono<String> hash(String password) {
        return signIns.hash(password);
    }

    /** Gives the account a new password, or sees that the same operation did; a key that came with another one is refused. */
    Mono<Made> resetPassword(Account present, String password, Mono<String> hash, Call call) {
        AccountRules.checkPassword(password, present.username(), "/password");
        return call.operation().isAmong(present.operations())
                ? replayed(present, password)
                : hash.flatMap(made -> write(present, call, newPassword(made), List.of()));
    }

    /** Once changed, it follows no setting of the demonstration any more. */
    private static Update newPassword(String hash) {
        return new Update().set("passwordHash", hash).set("demo", false);
    }

    Mono<Once<Boolean>> unlock(Account account, Call call) {
        return operations.once(call.operation(), "/api/v1/accounts/" + account.id(), Boolean.class, begun -> {
            refuseStale(account, call);
            return signIns.unlock(account.foldedName()).thenReturn(true);
        });
    }

    /** Who saw another version than the present one must look again. */
    static void refuseStale(Account present, Call call) {
        Long seen = call.seenVersion();
        if (seen != null && seen != present.version()) {
            throw new Refused(Refusal.of("account.stale")
                    .withPresent(present.version(), present.state(), AccountRules.openActions(present, call.actor())));
        }
    }

    /** Writes unless the same operation has done so already; empty when another write came first. Refuses {@code account.stale}. */
    Mono<Made> write(Account present, Call call, Update change, List<AccountDisabled> events) {
        Operation operation = call.operation();
        if (operation.isAmong(present.operations())) {
            return Mono.just(new Made(present, true));
        }
        refuseStale(present, call);
        Operation.Done done = operation.done();
        if (done != null) {
            change.push("operations")
                    .slice(-Operation.KEPT)
                    .each(new Document("key", done.key()).append("hash", done.hash()));
        }
        List<Document> told = new ArrayList<>();
        events.forEach(event -> told.add(event.toDocument()));
        return accounts.changeIfUnchanged(present, change, told)
                .map(changed -> new Made(changed, false))
                .onErrorMap(DuplicateKeyException.class, taken -> new Refused(subjectTaken()));
    }
}
