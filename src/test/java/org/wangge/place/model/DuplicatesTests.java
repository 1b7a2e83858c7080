package org.wangge.place.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.place.model.Duplicates.Reason.SAME_LICENCE;
import static org.wangge.place.model.Duplicates.Reason.SAME_PHONE_NEARBY;
import static org.wangge.place.model.Duplicates.Reason.SIMILAR_NAME_NEARBY;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.place.model.Duplicates.Traits;
import org.wangge.shared.GeoPoint;

class DuplicatesTests {

    private static final GeoPoint HERE = new GeoPoint(104.76, 31.4576);
    private static final double NEAR = 100;

    private static Traits traits(String name, double metresNorth, @Nullable String licence, @Nullable String phone) {
        GeoPoint point = new GeoPoint(HERE.longitude(), HERE.latitude() + metresNorth / 111_195);
        return new Traits(UUID.randomUUID(), name, Folding.core(name), point, licence, phone);
    }

    @ParameterizedTest
    @CsvSource({
        "老王餐馆,老王餐厅,true",
        "老王餐馆,老王 餐馆,true",
        "老王餐馆,老王餐馆（滨江店）,true",
        "KTV金嗓子,ｋｔｖ金嗓子,true",
        "张记面馆,李记面馆,false",
        "惠民超市,便民超市,false",
        "平政客栈,安昌旅馆,false",
        "绵阳市涪城区滨江小学,涪城区滨江小学,true",
        "第一幼儿园,第二幼儿园,false",
        "店,店,true",
    })
    void names_are_alike_when_only_their_endings_and_spellings_differ(String one, String other, boolean alike) {
        assertThat(Duplicates.alike(Folding.core(one), Folding.core(other))).isEqualTo(alike);
        assertThat(Duplicates.alike(Folding.core(other), Folding.core(one))).isEqualTo(alike);
    }

    @Test
    void a_licence_counts_everywhere_names_and_telephones_only_nearby() {
        Traits one = traits("老王餐馆", 0, "92A", "19900001234");
        Traits sameFar = traits("老王餐厅", 5000, null, "19900001234");
        Traits licenceFar = traits("别家", 5000, "92A", null);
        Traits nameNear = traits("老王餐厅", 90, null, null);
        Traits nameTooFar = traits("老王餐厅", 110, null, null);
        Traits phoneNear = traits("别家旅馆", 20, null, "19900001234");
        assertThat(Duplicates.among(one, List.of(one, sameFar, licenceFar, nameNear, nameTooFar, phoneNear), NEAR))
                .extracting(Duplicates.Suspicion::id, Duplicates.Suspicion::reasons)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(phoneNear.id(), java.util.Set.of(SAME_PHONE_NEARBY)),
                        org.assertj.core.groups.Tuple.tuple(nameNear.id(), java.util.Set.of(SIMILAR_NAME_NEARBY)),
                        org.assertj.core.groups.Tuple.tuple(licenceFar.id(), java.util.Set.of(SAME_LICENCE)));
    }

    @Test
    void what_is_within_a_hundred_metres_is_in_the_square_or_one_around_it() {
        for (int step = 0; step < 400; step++) {
            GeoPoint from = new GeoPoint(104.7 + step * 0.00037, 31.4 + step * 0.00023);
            for (int degrees = 0; degrees < 360; degrees += 30) {
                double north = 99 * Math.cos(Math.toRadians(degrees)) / 111_195;
                double east =
                        99 * Math.sin(Math.toRadians(degrees)) / (111_195 * Math.cos(Math.toRadians(from.latitude())));
                GeoPoint to = new GeoPoint(from.longitude() + east, from.latitude() + north);
                assertThat(MapBins.around(from)).contains(MapBins.of(to));
            }
        }
    }
}
