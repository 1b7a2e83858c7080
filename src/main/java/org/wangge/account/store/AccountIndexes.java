package org.wangge.account.store;

import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreIndexes;

/** The indexes of this module, each with its reason. */
@Component
class AccountIndexes implements StoreIndexes {

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                AccountStore.ACCOUNTS,
                ofAccounts(),
                SessionStore.SESSIONS,
                List.of(
                        // Disabling an account ends all its sessions.
                        ascending("accountId"),
                        // Ended sessions and old attempts are cleared by a job.
                        ascending("expiresAt")),
                SessionStore.ATTEMPTS,
                List.of(ascending("forgetAt")));
    }

    private static List<Index> ofAccounts() {
        return List.of(
                // Signing in finds a person by name; two people never share one.
                ascending("foldedName").unique(),
                // An external issuer's token finds its account.
                ascending("externalSubject").unique().sparse(),
                ascending("phone").sparse(),
                // A repeated creation finds what it created.
                ascending("operationKey").unique().sparse(),
                // Lists by area, and "who must be told" by area.
                ascending("scopes").on("foldedName", Direction.ASC),
                // The handlers of a department.
                ascending("departments"),
                // The relay looks for accounts with something to tell.
                ascending("dispatch.dueAt").sparse());
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
