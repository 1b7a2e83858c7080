package org.wangge.media.model;

/**
 * What a picture is by its content, whatever its name or announced type.
 *
 * @param width of what people see: the camera's way of being held is applied
 */
public record Picture(Kind kind, int width, int height) {

    /** The kinds that phones make and browsers show. */
    public enum Kind {
        JPEG("image/jpeg"),
        PNG("image/png"),
        WEBP("image/webp");

        private final String contentType;

        Kind(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }
    }

    /** The same turned by a quarter. */
    Picture turned() {
        return new Picture(kind, height, width);
    }

    public long pixels() {
        return (long) width * height;
    }
}
