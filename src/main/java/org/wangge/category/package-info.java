/**
 * What cases are about: categories (of components, matters and local governance items) and the filing conditions with the limits
 * that hang on them.
 *
 * <p>Face: {@link org.wangge.category.Categories}, {@link org.wangge.category.CategoryHelp} and
 * {@link org.wangge.category.CategoryWordLists} (by which words a category is suggested). Uses {@code work} and {@code shared}. Invariants: a code once given is never
 * deleted, only retired, and so is a condition, because cases refer to them for good; look-ups never leave memory.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"work"})
package org.wangge.category;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
