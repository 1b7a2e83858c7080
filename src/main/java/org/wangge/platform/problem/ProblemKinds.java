package org.wangge.platform.problem;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every refusal code with its status, as the contract lists them. */
@Component
public class ProblemKinds {

    private final Map<String, Integer> statuses = new HashMap<>();

    /** One entry of {@code api-spec/problems/*.yaml}. */
    record Kind(String code, int status, String when) {}

    ProblemKinds() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:api-spec/problems/*.yaml")) {
            try (var in = file.getInputStream()) {
                yaml.readValue(in, new TypeReference<List<Kind>>() {})
                        .forEach(kind -> statuses.put(kind.code(), kind.status()));
            }
        }
    }

    /** 500 for a code nobody listed: a test makes sure that there is none. */
    int statusOf(String code) {
        return statuses.getOrDefault(code, 500);
    }
}
