package org.wangge.work.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an instance warms up.
 *
 * @param lasts {@code WANGGE_WARM_UP}: how long the hot paths are driven before it says that it is ready; zero for not at all
 */
@ConfigurationProperties("wangge.warm-up")
record WarmUpSettings(@DefaultValue("1500ms") Duration lasts) {

    boolean wanted() {
        return !lasts.isZero() && !lasts.isNegative();
    }
}
