/**
 * How a list is read page by page, in the store: its order, and where the next page begins.
 *
 * <p>Face: {@link org.wangge.paging.PageOrder}. Uses nothing. Owns nothing. Invariants: an order ends with the id, so that every document has one
 * place in it; what is beyond a place can be read from the index of that order.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.wangge.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
