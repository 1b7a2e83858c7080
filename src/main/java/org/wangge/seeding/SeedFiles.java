package org.wangge.seeding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The files under {@code seeds/}. */
public final class SeedFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SeedFiles() {}

    static byte[] bytes(String name) {
        try {
            return new ClassPathResource("seeds/" + name).getContentAsByteArray();
        } catch (IOException missing) {
            throw new UncheckedIOException("Seed file missing: " + name, missing);
        }
    }

    public static <T> T read(String name, TypeReference<T> type) {
        return JSON.readValue(bytes(name), type);
    }

    /** Over all the files together; tells whether they changed, and is not meant to withstand anybody. */
    static String checksum(List<String> names) {
        CRC32 sum = new CRC32();
        names.forEach(name -> sum.update(bytes(name)));
        return Long.toHexString(sum.getValue());
    }
}
