package org.wangge.notification.store;

import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestStore;
import org.wangge.work.Changes;
import org.wangge.work.Inserts;

/** The policies of one store, as an instance reads them. */
public final class PolicyStores {

    private PolicyStores() {}

    public static NoticePolicyStore over(TestStore store, ModuleBeans beans) {
        return new NoticePolicyStore(store.template(), beans.get(Inserts.class), beans.get(Changes.class));
    }
}
