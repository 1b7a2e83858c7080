package org.wangge.webhook.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To where events may be sent, however it is written. */
class TargetRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gateway.example.org/wangge",
                "https://gateway.example.org:8443/a/b?token=x%20y",
                "https://xn--fiq228c.example.org",
                "HTTPS://GATEWAY.EXAMPLE.ORG/",
                "https://8.8.8.8/hook",
                "https://[2a00:1450:4001:82a::200e]/",
                "https://[::ffff:8.8.8.8]/",
                "https://a-b.c1.example.org:443/"
            })
    void plain_public_targets_are_fine(String url) {
        assertThat(TargetRules.fault(url, false)).isNull();
        assertThat(TargetRules.fault(url, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "gateway.example.org",
                "//gateway.example.org/",
                "https:/gateway.example.org",
                "https:gateway.example.org",
                "https://",
                "https:///path",
                "https://gateway.example.org/#part",
                "https://user@gateway.example.org/",
                "https://user:word@gateway.example.org/",
                "https://8.8.8.8@127.0.0.1/",
                "https://gateway.example.org\\@127.0.0.1/",
                "https://gateway.example.org /",
                "https://gateway.example.org/a b",
                "https://gateway.example.org:/",
                "https://gateway.example.org:x/",
                "https://gateway_one.example.org/",
                "https://gateway..example.org/",
                "https://.example.org/",
                "https://gateway.example.org./",
                "https://localhost./",
                "https://-gateway.example.org/",
                "https://网关.example.org/",
                "https://①②⑦.0.0.1/",
                "https://127。0。0。1/",
                "https://%31%32%37.0.0.1/",
                "https://2130706433/",
                "https://017700000001/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1./",
                "https://256.256.256.256/",
                "https://1.2.3.4.5/",
                "https://a.b.1/",
                "https://[::1/",
                "https://[64:ff9b::127.0.0.1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://gateway.example.org/\r\nHost: x",
                "https://gateway.example.org/\u0000"
            })
    void odd_ways_to_write_one_are_no_url(String url) {
        assertThat(TargetRules.fault(url, false)).isEqualTo("webhook.url-form");
        assertThat(TargetRules.fault(url, true)).isEqualTo("webhook.url-form");
    }

    @Test
    void a_url_has_an_end() {
        assertThat(TargetRules.fault("https://gateway.example.org/" + "a".repeat(2_000), false))
                .isEqualTo("webhook.url-form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.example.org/",
                "ftp://gateway.example.org/",
                "file://gateway.example.org/etc/passwd",
                "gopher://gateway.example.org:6379/",
                "ws://gateway.example.org/",
                "javascript://gateway.example.org/"
            })
    void only_https_is_safe(String url) {
        assertThat(TargetRules.fault(url, false)).isEqualTo("webhook.url-scheme");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "22", "25", "81", "442", "1023", "65536", "99999"})
    void ports_of_other_things_are_refused(int port) {
        assertThat(TargetRules.fault("https://gateway.example.org:" + port + "/", false))
                .isEqualTo("webhook.url-port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://LOCALHOST/",
                "https://a.localhost/",
                "https://gateway/",
                "https://gateway.local/",
                "https://gateway.lan/",
                "https://store.default.svc.cluster.local/",
                "https://metadata.google.internal/",
                "https://127.0.0.1/",
                "https://127.255.255.254/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://192.0.2.1/",
                "https://198.18.0.1/",
                "https://203.0.113.9/",
                "https://[::1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[fc00::1]/",
                "https://[fd12:3456::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:db8::1]/",
                "https://[2001::1]/"
            })
    void the_own_network_is_refused_unless_the_deployer_allows_it(String url) {
        assertThat(TargetRules.fault(url, false)).isEqualTo("webhook.url-private");
        assertThat(TargetRules.fault(url, true)).isNull();
        assertThat(TargetRules.fault(url.replace("https:", "http:"), true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://0.0.0.0/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.100.100.200/latest",
                "https://168.63.129.16/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::]/",
                "https://[fe80::1]/",
                "https://[ff02::1]/",
                "https://[fd00:ec2::254]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[::169.254.169.254]/",
                "https://[64:ff9b::a9fe:a9fe]/"
            })
    void what_no_gateway_ever_has_is_refused_always(String url) {
        assertThat(TargetRules.fault(url, false)).isEqualTo("webhook.url-private");
        assertThat(TargetRules.fault(url, true)).isEqualTo("webhook.url-private");
    }
}
