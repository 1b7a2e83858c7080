/** Databases, collections and indexes of the store on the library's command language. */
@org.jspecify.annotations.NullMarked
package org.wangge.embedded.engine;
