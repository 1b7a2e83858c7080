/**
 * People: who they are, what they may do and where, and how they sign in.
 *
 * <p>Face: {@link org.wangge.account.Accounts} (find, administer, who holds a permission in an area),
 * {@link org.wangge.account.SignIns} (tokens), {@link org.wangge.account.Departments}. Uses {@code grid} (responsibilities
 * end with the account) and {@code work}. Owns {@code accounts}, {@code sessions}, {@code sign_in_attempts},
 * {@code departments}, {@code roles}, {@code signing_keys}. Invariants: a disabled account has no access from the next
 * request on (other instances: within two seconds); passwords and refresh tokens are only kept hashed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "grid", "listing", "work"})
package org.wangge.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
