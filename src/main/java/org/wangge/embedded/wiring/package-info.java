/** Ties the store to the application: starts it before the database client, or stays out of the way. */
@org.jspecify.annotations.NullMarked
package org.wangge.embedded.wiring;
