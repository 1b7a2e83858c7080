/**
 * Photos: taken in whole, checked by what they are, kept in GridFS, shown only to those who may see what they belong to.
 *
 * <p>Face: {@link org.wangge.media.MediaStore}; modules with photos implement {@link org.wangge.media.MediaReaders}. Uses
 * {@code work}. Owns {@code media} and the file bucket {@code photos}. Invariants: nothing is kept whose content is not a
 * JPEG, PNG or WebP picture within the limits; what nobody attached is gone after a day.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"work"})
package org.wangge.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
