package org.wangge.account.store;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;
import org.wangge.account.AccountFilter;
import org.wangge.account.model.Account;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.SortKey;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Page;
import reactor.core.publisher.Mono;

/** Lists of accounts. */
@Repository
public class AccountQueries {

    private final Listing<Account> list;
    private final Clock clock;

    AccountQueries(ReactiveMongoTemplate mongo, Clock clock) {
        this.clock = clock;
        this.list = Listing.of(
                query -> mongo.find(query, Account.class, AccountStore.ACCOUNTS),
                query -> mongo.count(query, AccountStore.ACCOUNTS),
                Account::id,
                SortKey.unique("foldedName", Account::foldedName));
    }

    /** A page of those who work in the reader's areas. */
    public Mono<Page<Account>> page(
            AccountFilter filter, Actor actor, int limit, @Nullable String cursor, boolean count) {
        Criteria within = new Criteria()
                .orOperator(actor.scopes().stream().map(AccountQueries::within).toList());
        return list.page(
                Request.of(Context.at(clock.instant(), filter.narrowing(), actor), List.of(within)),
                limit,
                cursor,
                count);
    }

    static Criteria within(GridPath area) {
        return Criteria.where("scopes").regex("^" + Pattern.quote(area.value()) + "(/|$)");
    }
}
