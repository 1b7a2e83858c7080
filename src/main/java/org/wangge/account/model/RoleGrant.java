package org.wangge.account.model;

import java.util.Set;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;

/** What one role allows. */
public record RoleGrant(Role id, Set<Permission> permissions) {}
