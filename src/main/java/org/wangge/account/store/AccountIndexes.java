package org.wangge.account.store;

import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreSetup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The indexes of this module, each with its reason. */
@Component
class AccountIndexes implements StoreSetup {

    private final ReactiveMongoTemplate mongo;

    AccountIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Mono<Void> prepare() {
        return Flux.concat(
                        // Signing in finds a person by name; two people never share one.
                        on(AccountStore.ACCOUNTS, new Index("foldedName", Direction.ASC).unique()),
                        // An external issuer's token finds its account.
                        on(
                                AccountStore.ACCOUNTS,
                                new Index("externalSubject", Direction.ASC)
                                        .unique()
                                        .sparse()),
                        on(AccountStore.ACCOUNTS, new Index("phone", Direction.ASC).sparse()),
                        // A repeated creation finds what it created.
                        on(
                                AccountStore.ACCOUNTS,
                                new Index("operationKey", Direction.ASC)
                                        .unique()
                                        .sparse()),
                        // Lists by area, and "who must be told" by area.
                        on(AccountStore.ACCOUNTS, new Index("scopes", Direction.ASC).on("foldedName", Direction.ASC)),
                        // The handlers of a department.
                        on(AccountStore.ACCOUNTS, new Index("departments", Direction.ASC)),
                        // The relay looks for accounts with something to tell.
                        on(AccountStore.ACCOUNTS, new Index("dispatch.dueAt", Direction.ASC).sparse()),
                        // Disabling an account ends all its sessions.
                        on(SessionStore.SESSIONS, new Index("accountId", Direction.ASC)),
                        // Ended sessions and old attempts are cleared by a job.
                        on(SessionStore.SESSIONS, new Index("expiresAt", Direction.ASC)),
                        on(SessionStore.ATTEMPTS, new Index("forgetAt", Direction.ASC)))
                .then();
    }

    private Mono<String> on(String collection, Index index) {
        return mongo.indexOps(collection).createIndex(index);
    }
}
