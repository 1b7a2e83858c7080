/** Which index a query reads, in which ranges and in which order. */
@org.jspecify.annotations.NullMarked
package org.wangge.embedded.query;
