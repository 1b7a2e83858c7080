package org.wangge.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.WanggeTest;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;

/** Phones are often off line, also in the middle of a request. */
@WanggeTest
@AloneInTown
@ExtendWith(OutputCaptureExtension.class)
class ClientsThatLeaveTests {

    @Autowired
    private ProblemWriter problems;

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/api/v1/cases"));
    }

    @Test
    void one_who_left_in_the_middle_is_not_answered_and_is_no_failure_in_the_log(CapturedOutput output) {
        MockServerWebExchange exchange = exchange();
        ServerRequestObservationContext observed = new ServerRequestObservationContext(
                exchange.getRequest(), exchange.getResponse(), exchange.getAttributes());
        exchange.getAttributes().put(ServerRequestObservationContext.CURRENT_OBSERVATION_CONTEXT_ATTRIBUTE, observed);

        StepVerifier.create(problems.handle(exchange, new AbortedException("Connection has been closed")))
                .verifyComplete();

        assertThat(exchange.getResponse().getStatusCode()).isNull();
        assertThat(observed.isConnectionAborted()).as("not counted as an error").isTrue();
        assertThat(output).doesNotContain("outcome=failed");
    }

    @Test
    void what_is_our_own_fault_is_logged_and_answered(CapturedOutput output) {
        MockServerWebExchange exchange = exchange();

        StepVerifier.create(problems.handle(exchange, new IllegalStateException("ours")))
                .verifyComplete();

        assertThat(exchange.getResponse().getStatusCode()).hasToString("500 INTERNAL_SERVER_ERROR");
        assertThat(output).contains("outcome=failed").contains("ours");
    }
}
