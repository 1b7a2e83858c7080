package org.wangge.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** A photo that came later than its case is added with a remark. */
@WanggeTest
class LatePhotosApiTests {

    @Autowired
    private Town town;

    private JsonNode commented(String user, String path, List<UUID> photos) {
        return Town.bodyOf(town.post(user, path + "/actions/comment", Map.of("text", "补充照片", "mediaIds", photos))
                .expectStatus()
                .isOk());
    }

    @Test
    void it_is_the_cases_from_then_on_and_everyone_there_sees_it() {
        String path = CaseStories.path(new CaseStories(town).reported("井盖松动"));
        UUID photo = town.photo(CaseStories.WORKER);
        JsonNode file = commented(CaseStories.WORKER, path, List.of(photo));
        assertThat(file.get("media")).hasSize(1);
        assertThat(file.at("/media/0/id").stringValue()).isEqualTo(photo.toString());
        JsonNode lines = town.get("dispatcher-001", path + "/timeline").get("items");
        assertThat(lines.get(lines.size() - 1).at("/mediaIds/0").stringValue()).isEqualTo(photo.toString());
        town.as("dispatcher-001")
                .get()
                .uri("/api/v1/media/" + photo)
                .exchange()
                .expectStatus()
                .isOk();
        JsonNode again = commented(CaseStories.WORKER, path, List.of(photo));
        assertThat(again.get("media")).hasSize(1);
    }

    @Test
    void one_that_is_not_there_is_left_out_and_named_and_the_words_stay() {
        String path = CaseStories.path(new CaseStories(town).reported("井盖松动"));
        UUID gone = UUID.randomUUID();
        UUID somebodyElses = town.photo("worker-003-1");
        JsonNode file = commented(CaseStories.WORKER, path, List.of(gone, somebodyElses));
        assertThat(file.get("media")).isEmpty();
        assertThat(file.get("doubts").toString()).contains(gone.toString(), somebodyElses.toString());
        JsonNode lines = town.get(CaseStories.WORKER, path + "/timeline").get("items");
        assertThat(lines.get(lines.size() - 1).get("text").stringValue()).isEqualTo("补充照片");
    }
}
