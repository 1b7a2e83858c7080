package org.wangge.place.model;

import java.util.List;
import java.util.regex.Pattern;
import org.wangge.shared.Texts;

/** Names as people mean them: without the ways of writing in which they differ by accident. */
public final class Folding {

    private static final Pattern NOISE = Pattern.compile("[\\s\\p{Punct}\\p{IsPunctuation}·]+");

    /** What says only that it is a shop; the longest first. */
    private static final List<String> ENDINGS = List.of(
            "有限责任公司", "个体工商户", "有限公司", "经营部", "服务部", "便利店", "小吃店", "副食店", "火锅店", "烧烤店", "服务站", "分店", "总店", "饭店", "餐厅",
            "餐馆", "酒楼", "超市", "商店", "商行", "面馆", "食府", "宾馆", "旅馆", "酒店", "门市", "公司", "馆", "店", "部", "厂", "坊", "站");

    private static final int SHORTEST_CORE = 2;

    private Folding() {}

    /** As {@link Texts#folded}, without spaces and punctuation. */
    public static String fold(String text) {
        return NOISE.matcher(Texts.folded(text)).replaceAll("");
    }

    /** What is left of a folded name when its general endings are taken off. */
    static String core(String name) {
        String core = fold(name);
        for (boolean shortened = true; shortened; ) {
            shortened = false;
            for (String ending : ENDINGS) {
                if (core.endsWith(ending) && core.length() - ending.length() >= SHORTEST_CORE) {
                    core = core.substring(0, core.length() - ending.length());
                    shortened = true;
                    break;
                }
            }
        }
        return core;
    }
}
