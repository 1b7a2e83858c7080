package org.wangge.warning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.fixtures.Alerts;
import org.wangge.routing.OverlayKind;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.warning.WarningMessage;
import org.wangge.warning.WarningStatus;
import org.wangge.warning.WarningType;

/** Alerts as senders write them, good and ugly. */
class AlertReaderTests {

    private static final String RING = "31.40,104.70 31.41,104.70 31.41,104.71 31.40,104.70";

    private static Alerts good() {
        return Alerts.alert("A1").code("510703001").polygon(RING).circle("31.4,104.7 2.5");
    }

    private static Refusal refusal(String text) {
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        return catchThrowableOfType(Refused.class, () -> AlertReader.read(sent)).refusal();
    }

    @Test
    void a_good_one_is_read_whole_with_chinese_first() {
        Alert alert = AlertReader.read(good().xml());
        assertThat(alert.name()).isEqualTo(new Alert.Name(Alerts.SENDER, "A1", Instant.parse("2026-01-05T01:00:00Z")));
        assertThat(alert.status()).isEqualTo(WarningStatus.ACTUAL);
        assertThat(alert.type()).isEqualTo(WarningType.ALERT);
        assertThat(alert.infos()).extracting(WarningMessage::language).containsExactly("zh-CN", "en-US");
        assertThat(alert.infos().get(0).severity()).isEqualTo(WarningMessage.Severity.SEVERE);
        assertThat(alert.endsAt()).isEqualTo("2026-01-06T01:00:00Z");
        assertThat(alert.codes()).containsExactly("510703001");
        assertThat(alert.outlines()).hasSize(1);
        assertThat(alert.outlines().get(0).get(0)).isEqualTo(new GeoPoint(104.70, 31.40));
        assertThat(alert.circles()).containsExactly(new GeoPoint.Circle(new GeoPoint(104.7, 31.4), 2500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "GBK", "UTF-16"})
    void another_encoding_that_is_declared_says_the_same(String charset) {
        assertThat(AlertReader.read(good().in(Charset.forName(charset)))).isEqualTo(AlertReader.read(good().xml()));
    }

    @Test
    void prefixes_foreign_elements_parameters_and_signatures_are_passed_over() {
        String odd = good().text("UTF-8")
                .replace("<alert xmlns=", "<c:alert xmlns:c=")
                .replaceAll("<(/?)(?!c:|\\?)", "<$1c:")
                .replace(
                        "</c:alert>",
                        "<c:unheardOf/><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><identifier>x</identifier>"
                                + "</Signature></c:alert>")
                .replace("<c:expires>", "<c:parameter><c:valueName>a</c:valueName></c:parameter><c:expires>");
        assertThat(AlertReader.read(odd.getBytes(StandardCharsets.UTF_8))).isEqualTo(AlertReader.read(good().xml()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cap:1.2 | cap:1.1 | warning.not-cap | -",
                "cap:1.2 | cap:1.3 | warning.not-cap | -",
                "<identifier>A1</identifier> | `` | warning.element-missing | alert/identifier",
                "<identifier>A1</identifier> | <identifier>A 1</identifier> | warning.element-wrong | alert/identifier",
                "cma@example.org | a,b | warning.element-wrong | alert/sender",
                "2026-01-05T09:00:00+08:00 | 2026-01-05T09:00:00 | warning.element-wrong | alert/sent",
                "2026-01-05T09:00:00+08:00 | 1899-01-05T09:00:00+08:00 | warning.element-wrong | alert/sent",
                "Actual | Real | warning.element-wrong | alert/status",
                "<msgType>Alert</msgType> | `` | warning.element-missing | alert/msgType",
                "<msgType>Alert | <msgType>Update | warning.element-missing | alert/references",
                "<msgType>Alert | <msgType>Cancel | warning.element-missing | alert/references",
                "<scope>Public</scope> | `` | warning.element-missing | alert/scope",
                "<scope>Public | <scope>Restricted | warning.scope | alert/scope",
                "<scope>Public | <scope>Private | warning.scope | alert/scope",
                "<event>Heavy rain</event> | `` | warning.element-missing | alert/info[2]/event",
                "<category>Met</category> | `` | warning.element-missing | alert/info[1]/category",
                "<category>Met | <category>Weather | warning.element-wrong | alert/info[1]/category",
                "<severity>Severe | <severity>Orange | warning.element-wrong | alert/info[1]/severity",
                "<urgency>Expected</urgency> | `` | warning.element-missing | alert/info[1]/urgency",
                "<areaDesc>某地</areaDesc> | `` | warning.element-missing | alert/info[1]/area[1]/areaDesc",
                "31.41,104.71 31.40,104.70 | 31.41,104.71 | warning.element-wrong | alert/info[1]/area[2]/polygon",
                "31.40,104.70 31.41 | 104.70,31.40 31.41 | warning.element-wrong | alert/info[1]/area[2]/polygon",
                "31.40,104.70 31.41 | NaN,104.70 31.41 | warning.element-wrong | alert/info[1]/area[2]/polygon",
                "31.4,104.7 2.5 | 31.4,104.7 | warning.element-wrong | alert/info[1]/area[3]/circle",
                "31.4,104.7 2.5 | 31.4,104.7 -1 | warning.element-wrong | alert/info[1]/area[3]/circle",
                "<value>510703001</value> | `` | warning.element-missing | alert/info[1]/area[1]/geocode/value",
                "</alert> | `` | warning.not-xml | -"
            })
    void what_is_wrong_is_refused_by_its_element(String from, String to, String code, String element) {
        String text = good().text("UTF-8");
        assertThat(text).contains(from);
        Refusal refusal = refusal(text.replace(from, to));
        assertThat(refusal.code()).isEqualTo(code);
        if (element.equals("-")) {
            assertThat(refusal.faults()).isEmpty();
        } else {
            assertThat(refusal.faults()).extracting(Refusal.Fault::pointer).contains(element);
        }
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Refusal refusal = refusal(good().text("UTF-8")
                .replace("<status>Actual", "<status>x")
                .replace("<certainty>Likely", "<certainty>y"));
        assertThat(refusal.faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly("alert/status", "alert/info[1]/certainty", "alert/info[2]/certainty");
    }

    @Test
    void entities_other_files_and_depths_are_not_followed() {
        String bomb = "<?xml version='1.0'?><!DOCTYPE alert [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>"
                + "<!ENTITY c '&b;&b;&b;&b;&b;'>]><alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>&c;</alert>";
        assertThat(refusal(bomb).code()).isEqualTo("warning.unsafe");
        assertThat(refusal("<!DOCTYPE alert SYSTEM 'file:///etc/hostname'><alert/>")
                        .code())
                .isEqualTo("warning.unsafe");
        assertThat(refusal("<a>".repeat(100_000)).code()).isEqualTo("warning.not-xml");
        assertThat(refusal("<a>&nothing;</a>").code()).isEqualTo("warning.not-xml");
        for (String none : List.of("", " ", "{}", "<?xml version='1.0' encoding='nonsense'?><a/>")) {
            assertThat(refusal(none).code()).as(none).isEqualTo("warning.not-xml");
        }
    }

    @Test
    void what_cancels_needs_no_words_and_references_are_several() {
        Alerts first = Alerts.alert("A1");
        Alert alert = AlertReader.read(Alerts.alert("A2")
                .replacing("Cancel", first.reference(), Alerts.alert("A0").reference())
                .withoutInfo()
                .xml());
        assertThat(alert.references()).extracting(Alert.Name::identifier).containsExactly("A1", "A0");
        assertThat(alert.endsAt()).isEqualTo("2026-01-06T01:00:00Z");
        assertThat(alert.references().get(0).id("510703"))
                .isEqualTo(AlertReader.read(first.xml()).name().id("510703"))
                .isNotEqualTo(AlertReader.read(first.xml()).name().id("510704"));
        assertThat(refusal(Alerts.alert("A3").replacing("Update", "A1").text("UTF-8"))
                        .faults())
                .extracting(Refusal.Fault::pointer)
                .containsExactly("alert/references");
        assertThat(refusal(Alerts.alert("A4").withoutInfo().text("UTF-8")).code())
                .isEqualTo("warning.element-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "暴雨橙色预警, FLOOD",
        "地质灾害气象风险预警, LANDSLIDE",
        "道路结冰黄色预警, SNOW_AND_ICE",
        "暴雪红色预警, SNOW_AND_ICE",
        "地震速报, EARTHQUAKE",
        "森林火险预警, FIRE",
        "传染病疫情预警, PUBLIC_HEALTH",
        "天然气泄漏, GAS_LEAK",
        "高温预警, OTHER",
        "Public notice of fine weather, OTHER"
    })
    void the_kind_of_an_overlay_is_guessed_from_the_event(String event, OverlayKind kind) {
        assertThat(OverlayGuess.kind(
                        AlertReader.read(Alerts.alert("A1").event(event).xml())
                                .infos()
                                .subList(0, 1)))
                .isEqualTo(kind);
    }
}
