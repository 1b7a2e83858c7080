package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Eventually.until;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.FcmAnswer;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Whatever goes well or badly, no line of the log holds what opens a door or rings a phone. */
@WanggeTest
class SecretsInLogsTests {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("org.wangge");

    @Autowired
    private Town town;

    @Autowired
    private FcmStandIn fcm;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> listening = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };

    @BeforeEach
    void listen() {
        listening.start();
        ROOT.addAppender(listening);
        OURS.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        OURS.setLevel(null);
        ROOT.detachAppender(listening);
    }

    private WebTestClient.ResponseSpec post(String path, Object body) {
        return town.anybody()
                .post()
                .uri(path)
                .header(ContractCheck.ON_PURPOSE, "some of it")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void no_line_holds_a_password_a_token_or_the_address_of_a_phone() {
        String password = "secret-" + UUID.randomUUID();
        String wrong = "guess-" + UUID.randomUUID();
        String address = "address-" + UUID.randomUUID();
        String grid = town.get("admin", "/api/v1/grids?office=510703107&limit=1")
                .get("items")
                .get(0)
                .get("code")
                .stringValue();
        JsonNode account = Hiring.hireWith(
                town,
                Map.of("roles", List.of("DISPATCHER"), "scopes", List.of("510703/510703107"), "password", password));
        String name = account.get("username").stringValue();

        JsonNode pair = Town.bodyOf(post("/api/v1/auth/token", Map.of("username", name, "password", password)));
        String access = pair.get("accessToken").stringValue();
        String refresh = pair.get("refreshToken").stringValue();
        post("/api/v1/auth/token", Map.of("username", name, "password", wrong))
                .expectStatus()
                .isUnauthorized();
        post("/api/v1/auth/token", "{\"username\":\"" + name + "\",\"password\":\"" + wrong + "\",,}")
                .expectStatus()
                .isBadRequest();
        post("/api/v1/auth/token", Map.of("username", name, "password", wrong, wrong, 1))
                .expectStatus()
                .isBadRequest();

        WebTestClient dispatcher = town.anybody()
                .mutate()
                .defaultHeader("Authorization", "Bearer " + access)
                .build();
        register(dispatcher, address, "ANDROID", 200);
        register(dispatcher, address, "TOASTER", 400);
        fcm.say(address, FcmAnswer.INVALID_ARGUMENT, FcmAnswer.INTERNAL, FcmAnswer.NO_ADDRESS);
        for (int i = 0; i < 2; i++) {
            town.post(
                            "district",
                            "/api/v1/cases",
                            Map.of("categoryCode", "G0201", "description", "x", "gridCode", grid))
                    .expectStatus()
                    .isCreated();
        }
        until("the parked push is logged", () -> lines.stream().anyMatch(line -> line.contains("outcome=parked")));

        JsonNode renewed = Town.bodyOf(post("/api/v1/auth/token/refresh", Map.of("refreshToken", refresh)));
        post("/api/v1/auth/token/refresh", Map.of("refreshToken", refresh))
                .expectStatus()
                .isUnauthorized();
        dispatcher.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();

        assertThat(lines).isNotEmpty();
        assertThat(lines)
                .noneMatch(line -> line.contains(password))
                .noneMatch(line -> line.contains(wrong))
                .noneMatch(line -> line.contains(address))
                .noneMatch(line -> line.contains(access))
                .noneMatch(line -> line.contains(refresh))
                .noneMatch(line -> line.contains(renewed.get("accessToken").stringValue()))
                .noneMatch(line -> line.contains(renewed.get("refreshToken").stringValue()));
    }

    private static void register(WebTestClient client, String address, String platform, int status) {
        client.put()
                .uri("/api/v1/me/devices/phone-of-the-log-test")
                .header(ContractCheck.ON_PURPOSE, "some of it")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "registrationToken", address, "platform", platform, "appVersion", "1", "locale", "zh-CN"))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }
}
