/** The store's own commands: running it alone, and moving all data to and from a MongoDB. May block: each is a whole process. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("commands")
package org.wangge.embedded.command;
