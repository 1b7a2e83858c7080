package org.wangge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.shared.Datum;

/** Where pictures may come from follows from the one address that was set, and from nothing else. */
class MapTilesTests {

    private static MapTiles tiles(String url) {
        return new MapTiles(url, "", Datum.WGS84, 18);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "https://tiles.example/{z}/{x}/{y}.png;https://tiles.example",
                "https://tiles.example:8443/a/{z}/{y}/{x}?key=secret;https://tiles.example:8443",
                "http://10.0.0.5/wmts?z={z}&x={x}&y={y};http://10.0.0.5"
            })
    void the_policy_names_the_origin_and_neither_path_nor_key(String url, String origin) {
        assertThat(tiles(url).imageSource()).isEqualTo(" " + origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "/tiles/{z}/{x}/{y}.png"})
    void no_tiles_and_tiles_of_this_server_leave_the_policy_as_it_is(String url) {
        assertThat(tiles(url).imageSource()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tiles.example/{z}/{x}.png",
                "https://{s}.tiles.example/{z}/{x}/{y}.png",
                "https://tiles.example; script-src *//{z}/{x}/{y}",
                "https://me:secret@tiles.example/{z}/{x}/{y}",
                "//tiles.example/{z}/{x}/{y}",
                "data:{z}{x}{y}",
                "tiles/{z}/{x}/{y}"
            })
    void an_address_that_is_not_one_origin_is_refused_at_the_start(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> tiles(url)).withMessageContaining("WANGGE_TILES");
    }

    @Test
    void tiles_of_another_cut_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MapTiles("https://tiles.example/{z}/{x}/{y}", "", Datum.BD09, 18));
    }
}
