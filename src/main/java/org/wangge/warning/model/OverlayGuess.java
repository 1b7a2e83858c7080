package org.wangge.warning.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.OverlayKind;
import org.wangge.warning.WarningMessage;
import org.wangge.warning.WarningMessage.Category;

/** Guesses from what a warning says which emergency overlay fits; whoever begins one decides. */
public final class OverlayGuess {

    private static final double EXTREME = 0.5;
    private static final double SEVERE = 0.7;

    private record Word(Pattern words, OverlayKind kind) {

        static Word of(OverlayKind kind, String words) {
            return new Word(Pattern.compile(words, Pattern.CASE_INSENSITIVE), kind);
        }
    }

    /** The first that is found decides: a landslide after rain is a landslide. */
    private static final List<Word> WORDS = List.of(
            Word.of(OverlayKind.EARTHQUAKE, "地震|earthquake"),
            Word.of(OverlayKind.LANDSLIDE, "地质灾害|滑坡|泥石流|崩塌|landslide|mudslide|debris flow|geological"),
            Word.of(OverlayKind.SNOW_AND_ICE, "结冰|暴雪|大雪|冰冻|低温雨雪|\\bsnow|blizzard|\\bic(?:e|y|ing)\\b|freezing"),
            Word.of(OverlayKind.FLOOD, "暴雨|洪水|山洪|内涝|台风|强降雨|flood|rain|typhoon"),
            Word.of(OverlayKind.FIRE, "火险|火灾|山火|\\b(?:wild)?fire\\b"),
            Word.of(OverlayKind.GAS_LEAK, "燃气|天然气|gas leak"),
            Word.of(OverlayKind.PUBLIC_HEALTH, "疫情|传染病|公共卫生|epidemic|outbreak"));

    private OverlayGuess() {}

    public static OverlayKind kind(List<WarningMessage> infos) {
        for (Word word : WORDS) {
            if (infos.stream()
                    .anyMatch(info -> word.words().matcher(info.event()).find())) {
                return word.kind();
            }
        }
        if (has(infos, Category.FIRE)) {
            return OverlayKind.FIRE;
        }
        return has(infos, Category.HEALTH) ? OverlayKind.PUBLIC_HEALTH : OverlayKind.OTHER;
    }

    private static boolean has(List<WarningMessage> infos, Category category) {
        return infos.stream().anyMatch(info -> info.categories().contains(category));
    }

    /** For all limits; null where nothing severe is said. */
    public static @Nullable Double clockFactor(List<WarningMessage> infos) {
        if (says(infos, WarningMessage.Severity.EXTREME)) {
            return EXTREME;
        }
        return says(infos, WarningMessage.Severity.SEVERE) ? SEVERE : null;
    }

    /** Whether people are to hear of it at once. */
    public static boolean isUrgent(List<WarningMessage> infos) {
        return clockFactor(infos) != null
                || infos.stream().anyMatch(info -> info.urgency() == WarningMessage.Urgency.IMMEDIATE);
    }

    private static boolean says(List<WarningMessage> infos, WarningMessage.Severity severity) {
        return infos.stream().anyMatch(info -> info.severity() == severity);
    }
}
