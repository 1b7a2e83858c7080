/** Wangge: the backend of a district's grid-based community governance. One sub-package is one module. */
@org.jspecify.annotations.NullMarked
package org.wangge;
