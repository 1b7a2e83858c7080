package org.wangge.account.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.account.AccountState;
import org.wangge.account.model.Account;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Role;
import org.wangge.work.Changes;
import org.wangge.work.Inserts;
import org.wangge.work.Kept;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts. */
@Repository
public class AccountStore {

    public static final String ACCOUNTS = "accounts";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Changes changes;
    private final Clock clock;
    private final VersionedStore<Account> accounts;

    AccountStore(ReactiveMongoTemplate mongo, Inserts inserts, VersionedStores stores, Changes changes, Clock clock) {
        this.changes = changes;
        this.mongo = mongo;
        this.inserts = inserts;
        this.accounts = stores.of(Account.class, ACCOUNTS);
        this.clock = clock;
    }

    public Mono<Account> insert(Account account) {
        return accounts.insert(account, new Beside(List.of(), null, account.createdAt()));
    }

    /** Stores those whose name is still free. */
    public Mono<Void> insertAbsent(Collection<Account> accounts) {
        return inserts.insertAbsent(accounts, ACCOUNTS).then();
    }

    public Mono<Account> find(UUID id) {
        return accounts.find(id);
    }

    public Mono<Account> findByName(String foldedName) {
        return one(Criteria.where("foldedName").is(foldedName));
    }

    public Flux<Account> findByNames(Collection<String> foldedNames) {
        return mongo.find(Query.query(Criteria.where("foldedName").in(foldedNames)), Account.class, ACCOUNTS);
    }

    public Mono<Account> findByOperation(String operationKey) {
        return accounts.findByOperation(operationKey);
    }

    public Mono<Account> findByExternalSubject(String subject) {
        return one(Criteria.where("externalSubject").is(subject));
    }

    /** Empty when no one or more than one has this number, in any of its spellings: a shared phone identifies nobody. */
    public Mono<Account> findByOnlyPhone(Collection<String> spellings) {
        Query query = Query.query(Criteria.where("phone").in(spellings)).limit(2);
        return mongo.find(query, Account.class, ACCOUNTS)
                .collectList()
                .filter(found -> found.size() == 1)
                .map(found -> found.get(0));
    }

    private Mono<Account> one(Criteria criteria) {
        return mongo.findOne(Query.query(criteria), Account.class, ACCOUNTS);
    }

    /** Active accounts with one of the roles whose scope holds one of the areas. */
    public Flux<Account> working(Collection<GridPath> areas, Set<Role> roles) {
        Set<String> holders =
                areas.stream().flatMap(area -> area.ancestry().stream()).collect(Collectors.toSet());
        return mongo.find(
                Query.query(Criteria.where("scopes")
                        .in(holders)
                        .and("roles")
                        .in(roles)
                        .and("state")
                        .is(AccountState.ACTIVE)),
                Account.class,
                ACCOUNTS);
    }

    /** The id alone of an account. */
    private record OnlyId(UUID id) {}

    /**
     * The ids of active accounts with one of the roles and a scope in one of the areas, in their order, so many after that one. The order
     * is that of the primary index: a batch of many reads on from where the last one ended, and sorts nothing.
     *
     * @param scopes which are enough too, as they are
     */
    public Flux<UUID> within(
            Collection<GridPath> areas, Set<String> scopes, Set<Role> roles, @Nullable UUID after, int most) {
        List<Criteria> places =
                areas.stream().map(AccountQueries::within).collect(Collectors.toCollection(ArrayList::new));
        if (!scopes.isEmpty()) {
            places.add(Criteria.where("scopes").in(scopes));
        }
        List<Criteria> asked = new ArrayList<>();
        // One area alone is asked for as such: the index of scopes then serves a small one.
        asked.add(places.size() == 1 ? places.get(0) : new Criteria().orOperator(places));
        asked.add(Criteria.where("roles").in(roles));
        asked.add(Criteria.where("state").is(AccountState.ACTIVE));
        if (after != null) {
            asked.add(Criteria.where("_id").gt(after));
        }
        Query query = Query.query(new Criteria().andOperator(asked))
                .with(Sort.by("_id"))
                .limit(most);
        query.fields().include("_id");
        return mongo.find(query, OnlyId.class, ACCOUNTS).map(OnlyId::id);
    }

    /** Active accounts with one of the roles that handle for one of the departments. */
    public Flux<Account> ofDepartments(Collection<String> departments, Set<Role> roles) {
        return mongo.find(
                Query.query(Criteria.where("departments")
                        .in(departments)
                        .and("roles")
                        .in(roles)
                        .and("state")
                        .is(AccountState.ACTIVE)),
                Account.class,
                ACCOUNTS);
    }

    public Flux<Account> all(Collection<UUID> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), Account.class, ACCOUNTS);
    }

    /** Writes what was decided, if the account still is as it was read and has not stood in for another since; empty when it has. */
    public Mono<Account> change(Account decidedOn, Account next, List<Document> told, Operation operation) {
        Document notVouched = new Document("vouched", decidedOn.vouched());
        return accounts.change(decidedOn, next, new Beside(told, operation, next.updatedAt(), notVouched, null))
                .delayUntil(changed -> changes.noted(Kept.ACCOUNTS));
    }

    public Mono<Void> noteSignIn(UUID id) {
        return mongo.updateFirst(
                        Query.query(Criteria.where("_id").is(id)),
                        new Update().set("lastSignInAt", clock.instant()),
                        ACCOUNTS)
                .then();
    }

    /** Empty when the password is another one by now. It follows no setting of the demonstration from then on. */
    public Mono<Account> setOwnPassword(UUID id, String presentHash, String newHash) {
        Query same =
                Query.query(Criteria.where("_id").is(id).and("passwordHash").is(presentHash));
        Update change = new Update()
                .set("passwordHash", newHash)
                .set("demo", false)
                .set("updatedAt", clock.instant())
                .inc("version", 1);
        return mongo.findAndModify(
                same, change, FindAndModifyOptions.options().returnNew(true), Account.class, ACCOUNTS);
    }

    /** Gives every demonstration account the same password. */
    public Mono<Void> setDemoPasswords(String passwordHash) {
        return mongo.updateMulti(
                        Query.query(Criteria.where("demo").is(true)),
                        new Update().set("passwordHash", passwordHash),
                        ACCOUNTS)
                .then();
    }

    public Mono<Boolean> any() {
        return mongo.exists(new Query(), ACCOUNTS);
    }

    public Mono<Account> anyDemoAccount() {
        return one(Criteria.where("demo").is(true));
    }

    /** Other active administrators who can sign in, whoever they are. */
    public Flux<Account> administratorsBeside(UUID id) {
        return mongo.find(
                Query.query(Criteria.where("roles")
                        .is(Role.ADMIN)
                        .and("state")
                        .is(AccountState.ACTIVE)
                        .and("_id")
                        .ne(id)),
                Account.class,
                ACCOUNTS);
    }

    /** Notes that this account, as it was read, stands in for another that is about to lose its rights; false when it changed. */
    public Mono<Boolean> vouch(Account standIn) {
        Query unchanged = Query.query(Criteria.where("_id")
                .is(standIn.id())
                .and("version")
                .is(standIn.version())
                .and("state")
                .is(AccountState.ACTIVE));
        return mongo.updateFirst(unchanged, new Update().inc("vouched", 1L), ACCOUNTS)
                .map(result -> result.getModifiedCount() == 1);
    }
}
