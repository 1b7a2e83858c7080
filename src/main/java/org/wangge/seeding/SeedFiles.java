package org.wangge.seeding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files under {@code seeds/}. */
final class SeedFiles {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private SeedFiles() {}

    static byte[] bytes(String name) {
        try {
            return new ClassPathResource("seeds/" + name).getContentAsByteArray();
        } catch (IOException missing) {
            throw new UncheckedIOException("Seed file missing: " + name, missing);
        }
    }

    static <T> T read(String name, TypeReference<T> type) {
        return YAML.readValue(bytes(name), type);
    }

    /** Over all the files together. */
    static String checksum(String... names) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : names) {
                digest.update(bytes(name));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
