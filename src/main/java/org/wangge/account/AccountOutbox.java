package org.wangge.account;

import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;
import org.wangge.account.store.AccountStore;
import org.wangge.work.DomainEvent;
import org.wangge.work.Outbox;

/** Lets the relay read what accounts have to tell. */
@Component
class AccountOutbox implements Outbox.Source {

    @Override
    public String collection() {
        return AccountStore.ACCOUNTS;
    }

    @Override
    public List<DomainEvent> read(Document event) {
        return List.of(AccountDisabled.read(event));
    }
}
