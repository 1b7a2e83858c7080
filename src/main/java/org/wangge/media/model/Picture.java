package org.wangge.media.model;

/** What a picture is by its content, whatever its name or announced type. */
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

    public long pixels() {
        return (long) width * height;
    }
}
