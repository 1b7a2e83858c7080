/**
 * Letters that leave the house, printable: one page of HTML, and the same page as a PDF with its Chinese font inside.
 *
 * <p>Face: {@link org.wangge.document.Letter}, {@link org.wangge.document.Letters}. Uses {@code work}. Owns nothing. Invariants:
 * whatever stands in a text is shown as text; nothing is fetched from elsewhere; no event loop draws pages.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"work"})
package org.wangge.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
