package org.wangge.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.ModuleBeans;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.notification.model.Row;
import org.wangge.notification.store.PolicyStores;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.work.Keeper;

class NoticePoliciesStoreTests {

    private static final String KIND = "case.file";
    private static final SeenVersion ANY = new SeenVersion(null);

    private final TestStore store = TestStore.open();
    private final ModuleBeans beans =
            ModuleBeans.of(store, new TestClock(WanggeTestConfiguration.START)).start();
    private final NoticePolicies policies = instance();
    private final NoticePolicies other = instance();
    private final Keeper keeper = new NoticePolicyRefresh(other);

    @AfterEach
    void close() {
        beans.close();
        store.close();
    }

    private NoticePolicies instance() {
        return new NoticePolicies(PolicyStores.over(store, beans));
    }

    @Test
    void where_nothing_is_stored_what_is_delivered_holds() {
        done(keeper.run());
        assertThat(other.all())
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(policy.version()).isZero());
        assertThat(other.rows("case.dispatch")).isNotEmpty();
        assertThatThrownBy(() -> other.get("case.nothing")).isInstanceOf(Refused.class);
    }

    @Test
    void a_change_holds_on_another_instance_once_it_looks_and_the_rest_stays_as_delivered() {
        List<Row> before = other.rows(KIND);
        List<Row> wanted = List.of(policies.rows("case.report").get(0));
        NoticePolicies.Done done = value(policies.put(KIND, wanted, new SeenVersion(0L)));
        assertThat(done.policy().version()).isEqualTo(1);
        assertThat(done.difference()).contains("- REPORTERS CASE_FILED").contains("+ DESK CASE_REPORTED");
        assertThat(policies.rows(KIND)).isEqualTo(wanted);
        assertThat(other.rows(KIND)).isEqualTo(before);
        done(keeper.run());
        assertThat(other.rows(KIND)).isEqualTo(wanted);
        assertThat(other.get("case.report").version()).isZero();

        // The same again is no change; nobody may be told by the next.
        assertThat(value(other.put(KIND, wanted, ANY)).difference()).isEmpty();
        assertThat(value(other.put(KIND, List.of(), new SeenVersion(1L)))
                        .policy()
                        .version())
                .isEqualTo(2);
        assertThatThrownBy(() -> value(policies.put(KIND, before, new SeenVersion(1L))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("notice-policy.stale"));
        done(policies.refreshIfChanged().then());
        assertThat(policies.rows(KIND)).isEmpty();
    }
}
