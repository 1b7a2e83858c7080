package org.wangge.load;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.wangge.shared.Ids;
import org.wangge.shared.SearchText;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Words within the sentences of all cases of a district, rare ones and frequent ones. What is found is held against what a look
 * into each text finds. The cases are copies of one that was reported over HTTP, with sentences of a few thousand kinds.
 */
final class SearchBenchmark implements Benchmark {

    private static final int[] SIZES = Stream.of(
                    System.getProperty("load.search.sizes", "10000,100000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final String READER = District.dispatcher("001");
    private static final int WARM_UP = 200;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int BATCH = 500;
    private static final int RARE_ONE_IN = 5_000;
    private static final long DAYS = 180;

    private static final List<String> WHERE = List.of(
            "小区东门", "菜市场后巷", "幼儿园门口", "滨河步道", "老旧院落", "公交站旁", "地下车库", "三单元楼道", "沿街商铺", "农贸市场", "学校围墙外", "桥下空地", "社区广场",
            "卫生站对面", "建筑工地旁");
    private static final List<String> WHAT = List.of(
            "消防通道", "垃圾桶", "雨水箅子", "路灯", "电动车", "燃气软管", "井盖", "绿化带", "广告牌", "施工围挡", "安全出口", "共享单车", "建筑垃圾", "电线",
            "健身器材", "防火门");
    private static final List<String> HOW = List.of(
            "被杂物堵塞", "满溢未清运", "破损缺失", "不亮", "乱停放", "老化漏气", "松动异响", "被踩踏", "摇摇欲坠", "倒塌", "上锁", "堆放过久", "私拉乱接", "锈蚀",
            "无人管理");

    /** What is sought, by how frequent it is. */
    private static final Map<String, String> WORDS = words();

    private final Random random = new Random(510703);
    private final Map<String, String> texts = new HashMap<>();

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("rare word", "蜂窝煤");
        words.put("rare word in full width, and a frequent one", "ＺＫ７７　杂物");
        words.put("one in 240", "燃气软管老化");
        words.put("two words, one in 240", "幼儿园 不亮");
        words.put("one in 16", "消防通道");
        words.put("nothing that is there", "热气球");
        words.put("one character", "锁");
        return words;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public List<Row> measure() {
        List<Row> rows = new ArrayList<>();
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, 8);
                Store store = new Store(app)) {
            clients.signIn(List.of(READER, District.worker("001", 1)));
            District.report(clients, "001", 1).block(Duration.ofSeconds(20));
            store.untilNoneHas("cases", "dispatch.dueAt");
            Document example = store.all("cases").get(0);
            texts.put(
                    example.get("_id").toString(),
                    example.get("search", Document.class).getString("text"));
            for (int size : SIZES) {
                copy(example, store.collection("cases"), size - texts.size());
                WORDS.forEach((kind, words) -> rows.add(searched(clients, size, kind, words)));
            }
            rows.add(Row.of(
                    "Grams of a case, on average",
                    "%.0f"
                            .formatted(texts.values().stream()
                                    .limit(1000)
                                    .mapToInt(text ->
                                            SearchText.of(text.lines()).grams().size())
                                    .average()
                                    .orElse(0))));
        }
        return rows;
    }

    private void copy(Document example, MongoCollection<Document> cases, int count) {
        Flux.range(0, count)
                .map(number -> copy(example))
                .buffer(BATCH)
                .flatMap(batch -> cases.insertMany(batch), 2)
                .then()
                .block(Duration.ofMinutes(15));
    }

    private Document copy(Document example) {
        Date at = new Date(example.getDate("reportedAt").getTime()
                - (long) (random.nextDouble() * Duration.ofDays(DAYS).toMillis()));
        var id = Ids.next();
        String number = "CX-260105-%06d".formatted(texts.size());
        String description = random.nextInt(40) + "号" + any(WHERE) + any(WHAT) + any(HOW) + "，请处理。"
                + (random.nextInt(RARE_ONE_IN) == 0 ? "旁边有蜂窝煤。" : "")
                + (random.nextInt(RARE_ONE_IN) == 0 ? "车牌ZK77X。" : "");
        String address = "滨江路" + random.nextInt(400) + "号";
        SearchText search = SearchText.of(Stream.of(number, description, address));
        texts.put(id.toString(), search.text());
        Document report = new Document(example.get("report", Document.class));
        report.append("description", description).append("address", address);
        return new Document(example)
                .append("_id", id)
                .append("number", number)
                .append("reportedAt", at)
                .append("updatedAt", at)
                .append("report", report)
                .append(
                        "search",
                        new Document("form", search.form())
                                .append("text", search.text())
                                .append("grams", search.grams()));
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private Row searched(Clients clients, int size, String kind, String words) {
        String path = "/api/v1/cases?limit=50&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        Set<String> expected = new HashSet<>();
        texts.forEach((id, text) -> {
            if (SearchText.words(words).stream().allMatch(text::contains)) {
                expected.add(id);
            }
        });
        Set<String> found = found(clients, path.replace("limit=50", "limit=200"));
        long right = found.stream().filter(expected::contains).count();
        ClosedLoop.warmUp(1, WARM_UP, client -> clients.get(READER, path));
        Measured measured = ClosedLoop.run(1, TIME, client -> clients.get(READER, path));
        return new Row(
                "Search among %,d cases, %s (%,d hits), first 50, a reader".formatted(size, kind, expected.size()),
                "%s, recall %s, precision %s"
                        .formatted(measured.times(), share(right, expected.size()), share(right, found.size())),
                "recall 1, p99 < 100 ms",
                right == expected.size() && right == found.size() && measured.millis(0.99) < 100);
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "1" : part == whole ? "1" : "%.4f".formatted((double) part / whole);
    }

    private static Set<String> found(Clients clients, String path) {
        Set<String> ids = new HashSet<>();
        String next = path;
        while (next != null) {
            JsonNode page = clients.getNow(READER, next);
            page.get("items").forEach(one -> ids.add(one.get("id").stringValue()));
            JsonNode cursor = page.get("nextCursor");
            next = cursor == null || cursor.isNull() ? null : path + "&cursor=" + cursor.stringValue();
        }
        return ids;
    }
}
