/**
 * The vocabulary every module speaks: who acts, where, what was refused and why. Values only, no beans.
 *
 * <p>Depends on nothing but the JDK (and the id generator). At most twenty types: what is needed by one module belongs there.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.wangge.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
