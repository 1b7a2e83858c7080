package org.wangge.media;

import java.time.Instant;
import java.util.UUID;
import org.wangge.media.model.StoredMedia;

/**
 * A photo as its uploader sees it.
 *
 * @param hash SHA-256 of the bytes
 */
public record MediaView(
        UUID id, String contentType, long bytes, int width, int height, String hash, Instant uploadedAt, String url) {

    static MediaView of(StoredMedia media) {
        return new MediaView(
                media.id(),
                media.contentType(),
                media.bytes(),
                media.width(),
                media.height(),
                media.hash(),
                media.uploadedAt(),
                "/api/v1/media/" + media.id());
    }
}
