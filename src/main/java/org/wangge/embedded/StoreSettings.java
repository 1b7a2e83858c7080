package org.wangge.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the data lives.
 *
 * @param mongodbUri {@code WANGGE_MONGODB_URI}: a MongoDB to use; absent or blank means the embedded store
 * @param bind {@code WANGGE_BIND}: the address the web server listens on; absent means loopback on the embedded store, else all
 * @param dataDir {@code WANGGE_DATA_DIR}: the embedded store's directory
 */
@Validated
@ConfigurationProperties("wangge")
public record StoreSettings(
        @Nullable String mongodbUri,
        @Nullable String bind,
        @DefaultValue("./data") Path dataDir) {

    /** Whether a MongoDB was named, so that the embedded store must not be touched. */
    public boolean external() {
        return mongodbUri != null && !mongodbUri.isBlank();
    }
}
