package org.wangge.casework.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the seeds grant each role. */
final class PermissionSeeds {

    private static final Map<Role, Set<Permission>> GRANTS = read();

    private PermissionSeeds() {}

    private static Map<Role, Set<Permission>> read() {
        try {
            return new YAMLMapper()
                    .readValue(
                            new ClassPathResource("seeds/base/permissions.yaml").getContentAsByteArray(),
                            new TypeReference<Map<Role, Set<Permission>>>() {});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Set<Permission> of(Role role) {
        return GRANTS.getOrDefault(role, Set.of());
    }
}
