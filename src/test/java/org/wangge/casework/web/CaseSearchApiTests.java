package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.shared.Texts;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/** Words are found within sentences, however they were typed, and filters are alternatives within and demands together. */
@WanggeTest
class CaseSearchApiTests {

    @Autowired
    private Town town;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private List<RecurringJob> jobs;

    private CaseStories stories;
    private String mark;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
        mark = "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    private List<String> found(String user, String query, Object... values) {
        return Town.bodyOf(town.as(user)
                        .get()
                        .uri("/api/v1/cases?limit=200&" + query, values)
                        .exchange()
                        .expectStatus()
                        .isOk())
                .get("items")
                .valueStream()
                .map(CaseSearchApiTests::id)
                .toList();
    }

    private List<String> sought(String words) {
        return found(DISPATCHER, "q={words}", words);
    }

    private static String id(JsonNode file) {
        return file.get("id").stringValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "消防通道", "防通", "通道被", "ａbＣ", "ABC-12", "12号", "１２号", "Abc", "被占 堵塞", "堵塞 滨江路", "消防　通道", "消 防", "c-1",
                "被", "12"
            })
    void words_are_found_however_they_are_typed(String words) {
        String id = id(stories.reported(mark + "：ＡＢＣ－12号楼消防通道被占用，完全 堵塞"));
        assertThat(sought(words + " " + mark)).containsExactly(id);
        assertThat(sought(mark.toUpperCase(Locale.ROOT) + "　" + words)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"通道消防", "号占用", "堵塞滨江", "13号", "被占 畅通", "😀", "消防通道堵塞"})
    void what_is_not_there_is_not_found(String words) {
        stories.reported(mark + "：12号楼消防通道被占用，完全堵塞");
        assertThat(sought(words + " " + mark)).isEmpty();
    }

    @Test
    void a_case_is_found_by_its_number_by_what_came_of_it_and_by_what_was_merged_into_it() {
        JsonNode file = stories.resolved(mark + " 原话");
        String number = file.get("number").stringValue();
        assertThat(sought(number)).containsExactly(id(file));
        assertThat(sought(number.substring(3).toLowerCase(Locale.ROOT))).contains(id(file));
        assertThat(sought("已打开 " + mark)).containsExactly(id(file));
        JsonNode twin = stories.reported(mark + " 另一句话");
        JsonNode target = stories.reported(mark + " 主案");
        stories.acted(DISPATCHER, twin, "merge", Map.of("intoCaseId", id(target)));
        assertThat(Eventually.get(() -> sought("另一句 " + mark), all -> all.size() == 2))
                .containsExactlyInAnyOrder(id(twin), id(target));
    }

    /** Rare characters, so that nothing else is found. */
    @Test
    void all_that_has_the_words_is_found_and_nothing_else() {
        Random random = new Random(2026);
        int[] characters = "龘靐齉爩鱻，7Ｂ😀 ".codePoints().toArray();
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            String text = "麤" + random(random, characters, 25);
            JsonNode file = stories.reported(text);
            texts.put(
                    id(file),
                    plain(text) + "\n" + plain(file.get("number").stringValue()) + "\n"
                            + plain(file.get("address").stringValue()));
        }
        int hits = 0;
        for (int i = 0; i < 60; i++) {
            String words = random(random, characters, 4);
            if (plain(words).isEmpty()) {
                continue;
            }
            List<String> expected = texts.entrySet().stream()
                    .filter(one ->
                            List.of(Texts.folded(words).split(" ")).stream().allMatch(one.getValue()::contains))
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(sought("麤 " + words)).as(words).containsExactlyInAnyOrderElementsOf(expected);
            hits += expected.size();
        }
        assertThat(hits).isGreaterThan(50);
    }

    private static String random(Random random, int[] characters, int most) {
        return random.ints(1 + random.nextInt(most), 0, characters.length)
                .mapToObj(at -> Character.toString(characters[at]))
                .collect(Collectors.joining());
    }

    private static String plain(String text) {
        return Texts.folded(text).replace(" ", "");
    }

    @Test
    void cases_of_an_earlier_version_are_found_before_and_after_they_were_made_searchable() {
        String old = id(stories.reported(mark + " 老案件的井盖缺失"));
        String mine = id(stories.reported(mark + " 新案件的井盖缺失"));
        Query oldOne = Query.query(Criteria.where("_id").is(UUID.fromString(old)));
        Awaited.done(mongo.updateFirst(oldOne, new Update().unset("search"), "cases"));
        assertThat(sought("井盖 " + mark)).containsExactlyInAnyOrder(old, mine);
        assertThat(sought("老案件 井盖 " + mark)).containsExactly(old);
        Awaited.done(jobs.stream()
                .filter(job -> job.name().equals("searchable-cases"))
                .findFirst()
                .orElseThrow()
                .run());
        Document made = Awaited.value(mongo.findOne(oldOne, Document.class, "cases"));
        assertThat(made.get("search", Document.class).getList("grams", String.class))
                .contains("井盖", "老案");
        assertThat(sought("井盖 " + mark)).containsExactlyInAnyOrder(old, mine);
        assertThat(sought("老案件 井盖 " + mark)).containsExactly(old);
    }

    @Test
    void pages_of_a_search_have_neither_gap_nor_repeat_while_cases_are_written() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            made.add(id(stories.reported(mark + " 垃圾满溢 " + i)));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int page = 0;
        do {
            JsonNode answer = town.get(DISPATCHER, "/api/v1/cases?limit=3&sort=-reportedAt&q=垃圾满溢 " + mark + cursor);
            answer.get("items").forEach(file -> seen.add(id(file)));
            cursor = answer.path("nextCursor").isString()
                    ? "&cursor=" + answer.get("nextCursor").stringValue()
                    : "";
            stories.reported(mark + " 垃圾满溢，又一处 " + page);
            town.post(DISPATCHER, "/api/v1/cases/" + made.get(page) + "/actions/comment", Map.of("text", "看过了"))
                    .expectStatus()
                    .isOk();
            page++;
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void values_of_one_filter_are_alternatives_and_filters_are_demands() {
        JsonNode exit = stories.reported(mark);
        JsonNode filed = stories.filed(mark);
        JsonNode dispatched = stories.dispatched(mark);
        Map<String, Object> gas = CaseStories.lockedExit(mark);
        gas.put("categoryCode", "G0204");
        gas.put("position", Map.of("longitude", 104.736297, "latitude", 31.487341));
        JsonNode elsewhere = Town.bodyOf(stories.report(OTHER_WORKER, gas, UUID.randomUUID()));
        String grid = exit.at("/area/gridCode").stringValue();
        String other = elsewhere.at("/area/gridCode").stringValue();
        String q = "&q=" + mark;

        assertThat(found(DISTRICT, "state=FILED&state=DISPATCHED" + q))
                .containsExactlyInAnyOrder(id(filed), id(dispatched));
        assertThat(found(DISTRICT, "office=510703001,510703003" + q)).hasSize(4);
        assertThat(found(DISTRICT, "office=510703001&office=510703003&state=FILED" + q))
                .containsExactly(id(filed));
        assertThat(found(DISTRICT, "office=510703003,NOBODY" + q)).containsExactly(id(elsewhere));
        assertThat(found(DISTRICT, "grid=" + grid + "," + other + q)).hasSize(4);
        assertThat(found(DISTRICT, "grid=" + grid + "&grid=" + other + "&office=510703003" + q))
                .containsExactly(id(elsewhere));
        assertThat(found(DISTRICT, "grid=" + grid + "&office=510703003" + q)).isEmpty();
        assertThat(found(DISTRICT, "category=G0204,G0201" + q)).hasSize(4);
        assertThat(found(DISTRICT, "category=G0204&category=G0205" + q)).containsExactly(id(elsewhere));
        assertThat(found(DISTRICT, "department=" + EMERGENCY_UNIT + ",X" + q)).containsExactly(id(dispatched));
        assertThat(found(DISTRICT, "reporter=" + town.idOf(WORKER) + "," + town.idOf(OTHER_WORKER) + q))
                .hasSize(4);
        assertThat(found(DISTRICT, "reporter=" + town.idOf(OTHER_WORKER) + "&reporter=me" + q))
                .containsExactly(id(elsewhere));
        assertThat(found(DISTRICT, "bbox=104.73,31.48,104.74,31.49&category=G0204" + q))
                .containsExactly(id(elsewhere));
        assertThat(found(DISTRICT, "near=104.7600,31.4576&radius=300&state=REPORTED&state=FILED" + q))
                .containsExactlyInAnyOrder(id(exit), id(filed));
        assertThat(found("dispatcher-003", "reporter=me," + town.idOf(WORKER) + q))
                .isEmpty();
    }

    @Test
    void several_people_to_whom_cases_were_given_are_alternatives() {
        JsonNode file = stories.handling(mark);
        JsonNode looked = stories.acted(
                DISPATCHER,
                stories.reported(mark),
                "request-verification",
                Map.of("assigneeId", town.idOf(OTHER_WORKER).toString()));
        String both = "assignee=" + town.idOf(HANDLER) + "&assignee=" + town.idOf(OTHER_WORKER) + "&q=" + mark;
        assertThat(found(DISPATCHER, both)).containsExactlyInAnyOrder(id(file), id(looked));
        assertThat(found(OTHER_WORKER, "assignee=me," + town.idOf(HANDLER) + "&q=" + mark))
                .contains(id(looked));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "'　'", "'\u200B'"})
    void without_words_the_list_is_not_narrowed(String words) {
        String id = id(stories.reported(mark));
        assertThat(found(DISPATCHER, "sort=-reportedAt&q={words}", words)).contains(id);
    }

    @Test
    void too_long_a_search_is_refused_by_name() {
        JsonNode problem = Town.bodyOf(town.as(DISPATCHER)
                .get()
                .uri("/api/v1/cases?q={words}", "长".repeat(61))
                .header(ContractCheck.ON_PURPOSE, "1")
                .exchange()
                .expectStatus()
                .is4xxClientError());
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("q");
    }

    @Test
    void a_description_of_two_thousand_different_characters_is_searched_whole() {
        String end = "龖吁籲";
        String all = new Random(7)
                .ints(1900, 0x4E00, 0x9F00)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String id = id(stories.reported(mark + all + end));
        assertThat(sought(end + " " + mark)).containsExactly(id);
        assertThat(sought(all.substring(900, 920) + " " + mark)).containsExactly(id);
    }
}
