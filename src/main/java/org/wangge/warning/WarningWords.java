package org.wangge.warning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.announcement.AnnouncementKind;
import org.wangge.announcement.DeskNotices.Waiting;
import org.wangge.routing.OverlayView;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Permission;
import org.wangge.warning.WarningView.Proposals;
import org.wangge.warning.WarningView.ProposedAnnouncement;
import org.wangge.warning.WarningView.ProposedOverlay;
import org.wangge.warning.model.OverlayGuess;
import org.wangge.warning.model.WarningFile;
import org.wangge.warning.model.WarningMachine;

/** Makes drafts of a warning: of an overlay, of an announcement, and of what its desks are told. */
@Component
class WarningWords {

    /** As long as an overlay lasts at most. */
    private static final Duration LONGEST_OVERLAY = Duration.ofHours(72);

    /** A little less than an announcement lasts at most. */
    private static final Duration LONGEST_ANNOUNCEMENT = Duration.ofDays(365);

    private static final int TITLE = 100;
    private static final int ENGLISH_TITLE = 200;
    private static final int TEXT = 5000;
    private static final int ENGLISH_TEXT = 10_000;

    private final WarningTexts texts;

    WarningWords(WarningTexts texts) {
        this.texts = texts;
    }

    /** What it says; one that cancels without a word of its own says what the nearest of those says that it replaces. */
    private static List<WarningMessage> infos(WarningFile file, List<WarningFile> replaced) {
        return Stream.concat(Stream.of(file), replaced.stream())
                .map(WarningFile::infos)
                .filter(infos -> !infos.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static @Nullable WarningMessage english(List<WarningMessage> infos) {
        return infos.stream()
                .filter(info -> info.language().startsWith("en"))
                .findFirst()
                .orElse(null);
    }

    private LocalizedText title(WarningFile file, List<WarningFile> replaced) {
        List<WarningMessage> infos = infos(file, replaced);
        WarningMessage english = english(infos);
        LocalizedText title = new LocalizedText(
                infos.isEmpty() ? file.identifier() : infos.get(0).title(), english == null ? "" : english.title());
        return file.type() == WarningType.CANCEL ? texts.say("lifted", title) : title;
    }

    private static String body(@Nullable WarningMessage info, String otherwise) {
        String said = info == null
                ? ""
                : Stream.of(info.description(), info.instruction())
                        .filter(text -> text != null && !text.isBlank())
                        .collect(Collectors.joining("\n"));
        return said.isEmpty() ? otherwise : said;
    }

    private static LocalizedText limited(LocalizedText text, int most, int mostEnglish) {
        return new LocalizedText(limited(text.zh(), most), limited(text.en(), mostEnglish));
    }

    private static String limited(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static List<String> codes(List<GridPath> areas) {
        return areas.stream().map(GridPath::code).distinct().toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** For what of its areas is this person's and has none yet; where that is nothing, its areas are empty. */
    ProposedOverlay overlay(WarningFile file, List<WarningFile> replaced, Actor actor, Instant now) {
        List<WarningMessage> infos = infos(file, replaced);
        return new ProposedOverlay(
                limited(title(file, replaced).zh(), TITLE),
                OverlayGuess.kind(infos),
                codes(WarningMachine.left(file, WarningAction.BEGIN_OVERLAY, actor)),
                OverlayGuess.clockFactor(infos),
                earlier(file.endsAt(), now.plus(LONGEST_OVERLAY)));
    }

    /** The same of an announcement. What cancels tells that it is over, in few words. */
    ProposedAnnouncement announcement(WarningFile file, List<WarningFile> replaced, Actor actor, Instant now) {
        List<WarningMessage> infos = infos(file, replaced);
        LocalizedText title = title(file, replaced);
        List<WarningMessage> own = file.infos();
        LocalizedText text =
                new LocalizedText(body(own.isEmpty() ? null : own.get(0), title.zh()), body(english(own), title.en()));
        return new ProposedAnnouncement(
                AnnouncementKind.WARNING,
                limited(title, TITLE, ENGLISH_TITLE),
                limited(text, TEXT, ENGLISH_TEXT),
                codes(WarningMachine.left(file, WarningAction.ANNOUNCE, actor)),
                file.type() != WarningType.CANCEL && OverlayGuess.isUrgent(infos),
                earlier(file.endsAt(), now.plus(LONGEST_ANNOUNCEMENT)));
    }

    /** What a reader could do now, as far as they may. */
    Proposals proposals(
            WarningFile file, List<WarningFile> replaced, List<OverlayView> inForce, Actor actor, Instant now) {
        boolean proposes = WarningMachine.proposes(file, now);
        ProposedOverlay overlay = overlay(file, replaced, actor, now);
        ProposedAnnouncement announcement = announcement(file, replaced, actor, now);
        boolean mayOverlay = actor.may(Permission.CASE_ARBITRATE);
        return new Proposals(
                proposes
                                && mayOverlay
                                && file.type() != WarningType.CANCEL
                                && overlay.clockFactor() != null
                                && !overlay.areas().isEmpty()
                        ? overlay
                        : null,
                proposes && !announcement.areas().isEmpty() ? announcement : null,
                mayOverlay ? inForce.stream().map(OverlayView::id).toList() : List.of());
    }

    /** What the desks are told; to be asked where there is somebody to be told. */
    Waiting waiting(WarningFile file, List<WarningFile> replaced, Instant now) {
        LocalizedText title = title(file, replaced);
        String kind = switch (file.type()) {
            case UPDATE -> "waiting.update";
            case CANCEL -> "waiting.cancel";
            default -> "waiting.alert";
        };
        return new Waiting(
                "warning:" + file.id() + ":desks",
                limited(texts.say(kind, title), TITLE, ENGLISH_TITLE),
                texts.say(kind + ".text", title),
                file.reach().stream().map(GridPath::new).toList(),
                OverlayGuess.isUrgent(infos(file, replaced)),
                earlier(file.endsAt(), now.plus(LONGEST_ANNOUNCEMENT)),
                file.by());
    }
}
