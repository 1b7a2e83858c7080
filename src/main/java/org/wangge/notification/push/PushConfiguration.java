package org.wangge.notification.push;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.wangge.notification.NotificationSettings;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** Firebase when credentials are given, else nothing: the inbox works alone. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {

    @Bean
    PushGateway pushGateway(NotificationSettings settings, Blocking blocking, Clock clock) {
        String credentials = settings.fcmCredentials();
        return credentials == null || credentials.isBlank()
                ? new Off()
                : FcmGateway.open(settings, credentials, blocking.scheduler(), clock);
    }

    private static final class Off implements PushGateway {

        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Mono<PushResult> send(Message message) {
            return Mono.just(new PushResult.Rejected("PUSH_IS_OFF"));
        }
    }
}
