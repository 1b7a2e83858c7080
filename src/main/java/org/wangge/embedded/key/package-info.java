/** BSON values as bytes in MongoDB's order, and the paths that lead to them. */
@org.jspecify.annotations.NullMarked
package org.wangge.embedded.key;
