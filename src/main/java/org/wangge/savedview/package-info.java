/**
 * Views of the desk's queue that somebody gave a name: one's own, which follow a person to another computer, and those of an office.
 *
 * <p>Face: {@link org.wangge.savedview.SavedViews}. Owns {@code saved_views}, one document for each person or desk that has any.
 * Invariants: nobody sees the views of another person or of another desk; a view holds only what the desk's address may hold, so
 * it shows nothing that the list would not show; a list never has more than fifty.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"work"})
package org.wangge.savedview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
