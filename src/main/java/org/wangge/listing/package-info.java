/**
 * Lists as people ask for them: which filters there are, how they narrow a query, and how a list is read page by page.
 *
 * <p>Face: {@link org.wangge.listing.Filter} is one row of a list (name, type, criterion), {@link org.wangge.listing.Filters} are all rows of
 * one, {@link org.wangge.listing.Filter.Narrowing} is what somebody asked for by them, {@link org.wangge.listing.Listing} reads it. Uses nothing. Owns nothing.
 * Invariants: an order ends with what is unique, so that every document has one place in it; what is beyond a place can be read from the
 * index of that order; a cursor belongs to one narrowing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.wangge.listing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
