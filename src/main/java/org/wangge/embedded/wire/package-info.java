/** The listener: one thread, one gate that holds replies until their group is on disk. */
@org.jspecify.annotations.NullMarked
package org.wangge.embedded.wire;
