/** The HTTP face: sign-in, the account itself, administration. */
@NullMarked
package org.wangge.account.web;

import org.jspecify.annotations.NullMarked;
