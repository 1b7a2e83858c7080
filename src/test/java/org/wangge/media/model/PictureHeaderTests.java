package org.wangge.media.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.media.model.Picture.Kind;
import org.wangge.shared.Refused;

class PictureHeaderTests {

    private static PictureHeader seen(byte[] bytes) {
        PictureHeader header = new PictureHeader();
        header.see(ByteBuffer.wrap(bytes));
        return header;
    }

    private static Optional<Picture> read(byte[] bytes) {
        return seen(bytes).picture();
    }

    private static boolean isHopeless(byte[] bytes) {
        return seen(bytes).isHopeless();
    }

    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of("JPEG", Pictures.jpeg(321, 123, false), Kind.JPEG, 321, 123),
                Arguments.of("progressive JPEG", Pictures.jpeg(321, 123, true), Kind.JPEG, 321, 123),
                Arguments.of("JPEG behind EXIF", Pictures.jpegWithExif(321, 123, 1), Kind.JPEG, 321, 123),
                Arguments.of("JPEG behind much EXIF", Pictures.jpegWithExif(321, 123, 3), Kind.JPEG, 321, 123),
                Arguments.of("JPEG behind 3 MiB of EXIF", Pictures.jpegWithExif(321, 123, 55), Kind.JPEG, 321, 123),
                Arguments.of(
                        "JPEG behind a large profile", Pictures.jpegBehind(321, 123, 0xE2, 40), Kind.JPEG, 321, 123),
                Arguments.of("JPEG with others behind it", Pictures.jpegWithOthers(321, 123), Kind.JPEG, 321, 123),
                Arguments.of("PNG with a chunk before its header", Pictures.pngOfPhone(65, 41), Kind.PNG, 65, 41),
                Arguments.of("PNG", Pictures.png(65, 4001), Kind.PNG, 65, 4001),
                Arguments.of("WebP lossy", Pictures.webpLossy(4000, 3000), Kind.WEBP, 4000, 3000),
                Arguments.of("WebP lossless", Pictures.webpLossless(16384, 2), Kind.WEBP, 16384, 2),
                Arguments.of("WebP extended", Pictures.webpExtended(70_000, 3), Kind.WEBP, 70_000, 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void kind_and_size_are_read_from_the_beginning(String name, byte[] bytes, Kind kind, int width, int height) {
        assertThat(read(bytes)).contains(new Picture(kind, width, height));
        assertThat(isHopeless(Arrays.copyOf(bytes, 12))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void a_picture_cut_off_before_its_size_is_none(String name, byte[] bytes) {
        for (int length : new int[] {0, 1, 2, 3, 8, 11, 12, 16, 20}) {
            assertThat(read(Arrays.copyOf(bytes, length)))
                    .as(name + " of " + length)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 65535})
    void the_sides_are_as_people_see_them(int orientation) {
        boolean turned = orientation >= 5 && orientation <= 8;
        for (boolean little : new boolean[] {true, false}) {
            byte[] tags = Pictures.orientation(orientation, little);
            assertThat(read(Pictures.jpegWith(300, 200, tags)))
                    .contains(new Picture(Kind.JPEG, turned ? 200 : 300, turned ? 300 : 200));
            assertThat(read(Pictures.pngWith(300, 200, tags)))
                    .contains(new Picture(Kind.PNG, turned ? 200 : 300, turned ? 300 : 200));
            assertThat(read(Pictures.webpWith(300, 200, tags)))
                    .contains(new Picture(Kind.WEBP, turned ? 200 : 300, turned ? 300 : 200));
        }
    }

    @Test
    void tags_that_are_cut_off_or_point_nowhere_say_nothing() {
        byte[] tags = Pictures.orientation(6, true);
        for (int length = 0; length < tags.length; length++) {
            assertThat(read(Pictures.jpegWith(300, 200, Arrays.copyOf(tags, length))))
                    .as("of " + length)
                    .map(Picture::pixels)
                    .contains(60_000L);
        }
        for (int at = 0; at < tags.length; at++) {
            byte[] damaged = tags.clone();
            damaged[at] = (byte) 0xFF;
            assertThat(read(Pictures.jpegWith(300, 200, damaged)))
                    .map(Picture::pixels)
                    .contains(60_000L);
        }
    }

    @Test
    void a_file_that_ends_before_it_shows_anything_is_none() {
        assertThat(read(Arrays.copyOf(Pictures.png(3, 3), 24))).isEmpty();
        assertThat(read(Arrays.copyOf(Pictures.png(3, 3), 41)))
                .as("an announced piece of data")
                .isEmpty();
        assertThat(read(Arrays.copyOf(Pictures.webpLossy(3, 3), 30))).isEmpty();
        assertThat(read(Arrays.copyOf(Pictures.webpLossless(3, 3), 25))).isEmpty();
        assertThat(read(Arrays.copyOf(Pictures.webpExtended(3, 3), 30))).isEmpty();
        byte[] jpeg = Pictures.jpeg(30, 30, false);
        int scan = Pictures.indexOfScan(jpeg);
        int head = 2 + jpeg[scan + 3];
        assertThat(read(Arrays.copyOf(jpeg, scan + head))).isEmpty();
        assertThat(read(Arrays.copyOf(jpeg, scan + head + 1)))
                .as("what was cut off on the way is a picture of its upper part")
                .contains(new Picture(Kind.JPEG, 30, 30));
    }

    @Test
    void what_the_largest_sensors_make_is_taken() {
        byte[] large = Pictures.jpeg(30, 30, false);
        int frame = Pictures.indexOfFrame(large);
        ByteBuffer.wrap(large).putShort(frame + 5, (short) 12_288).putShort(frame + 7, (short) 16_384);
        assertThat(refusalOf(large, 1000, 1_000_000, 250_000_000)).isEmpty();
    }

    @Test
    void what_only_looks_like_one_is_none() {
        assertThat(read("Just text, named .jpg".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(read("GIF89a..........................".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(read(Pictures.webp("ALPH", new byte[40]))).isEmpty();
        assertThat(read(Pictures.webpLossy(0, 5))).isEmpty();
        assertThat(read(Pictures.webp("VP8 ", new byte[40])))
                .as("no start code")
                .isEmpty();
        assertThat(read(Pictures.webp("VP8L", new byte[40]))).as("no signature").isEmpty();
        byte[] noSize = Pictures.png(3, 3);
        Arrays.fill(noSize, 16, 24, (byte) 0);
        assertThat(read(noSize)).isEmpty();
        byte[] negative = Pictures.png(3, 3);
        negative[16] = (byte) 0x80;
        assertThat(read(negative)).isEmpty();
    }

    @Test
    void no_bytes_whatever_make_it_fail_or_run_on() {
        Random random = new Random(42);
        byte[][] starts = {
            Pictures.jpegWithExif(9, 9, 1), Pictures.png(9, 9), Pictures.webpLossy(9, 9), Pictures.webpExtended(9, 9)
        };
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(starts[i % starts.length], 40 + random.nextInt(200));
            for (int hit = 0; hit < 4; hit++) {
                bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt(256);
            }
            read(bytes);
        }
    }

    private static String refusalOf(byte[] bytes, int pieces, long mostBytes, long mostPixels) {
        Refused refused = catchThrowableOfType(Refused.class, () -> {
            ContentCheck check = new ContentCheck(mostBytes, mostPixels);
            for (int from = 0; from < bytes.length; from += pieces) {
                check.see(ByteBuffer.wrap(bytes, from, Math.min(pieces, bytes.length - from)));
            }
            check.conclude();
        });
        return refused == null ? "" : refused.refusal().code();
    }

    @Test
    void the_check_finds_the_same_in_whatever_pieces_the_file_comes() {
        byte[] picture = Pictures.jpegWithExif(100, 100, 2);
        for (int pieces : new int[] {1, 7, 4096, picture.length}) {
            assertThat(refusalOf(picture, pieces, 1_000_000, 1_000_000)).isEmpty();
            assertThat(refusalOf(picture, pieces, picture.length - 1, 1_000_000))
                    .isEqualTo("media.too-large");
            assertThat(refusalOf(picture, pieces, picture.length, 9_999)).isEqualTo("media.too-many-pixels");
            assertThat(refusalOf("no picture at all".getBytes(StandardCharsets.US_ASCII), pieces, 100, 100))
                    .isEqualTo("media.not-a-picture");
        }
        assertThat(refusalOf(new byte[0], 1, 100, 100)).isEqualTo("media.not-a-picture");
        assertThat(refusalOf(Pictures.pngBomb(), 10, 1_000_000, 60_000_000)).isEqualTo("media.too-many-pixels");
    }

    @Test
    void looking_leaves_the_bytes_as_they_were() {
        ByteBuffer piece = ByteBuffer.wrap(Pictures.png(2, 2));
        int before = piece.remaining();
        new ContentCheck(1_000_000, 100).see(piece);
        assertThat(piece.remaining()).isEqualTo(before);
    }
}
