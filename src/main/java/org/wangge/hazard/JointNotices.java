package org.wangge.hazard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.store.HazardStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notices that hold several hazards of an inspection. The write that takes the number is the leading hazard's, and says who is
 * meant to follow; each of those follows by a write of its own, in the request or later by the relay, however often that is
 * tried. Whoever could not follow any more is not on the notice.
 */
@Component
class JointNotices {

    private final HazardStore store;
    private final HazardSteps steps;
    private final Accounts accounts;

    JointNotices(HazardStore store, HazardSteps steps, Accounts accounts) {
        this.store = store;
        this.steps = steps;
        this.accounts = accounts;
    }

    /** Lets all follow that were meant to and still can, if this one leads a notice. Repeatable. */
    Mono<Void> complete(HazardFile lead) {
        HazardFile.Notice notice = lead.notice();
        if (notice == null || notice.pending() == null) {
            return Mono.empty();
        }
        return accounts.actor(notice.by().id())
                .flatMapMany(issuer ->
                        Flux.fromIterable(notice.followers()).concatMap(meant -> follow(lead, notice, meant, issuer)))
                .then(Mono.defer(() -> store.settleNotice(lead.id())));
    }

    private Mono<HazardFile> follow(
            HazardFile lead, HazardFile.Notice notice, HazardFile.Follower meant, Actor issuer) {
        HazardCommand.JoinNotice join =
                new HazardCommand.JoinNotice(lead.id(), notice.printedNumber(), notice.at(), meant.dueAt());
        Operation operation = Operation.unkeyed("notice-" + lead.id());
        Call call = new Call(null, deviceTime(lead), issuer, operation, Locale.SIMPLIFIED_CHINESE);
        return steps.take(meant.hazardId(), join, call)
                .map(Written::file)
                .onErrorResume(
                        Refused.class,
                        refused -> refused.refusal().code().equals("store.busy") ? Mono.error(refused) : Mono.empty());
    }

    private static @Nullable PhoneTime deviceTime(HazardFile lead) {
        return lead.tellingLines().stream()
                .filter(line -> line.action() == HazardAction.ISSUE_NOTICE)
                .reduce((before, last) -> last)
                .map(line -> line.deviceAt() == null ? null : PhoneTime.of(line.deviceAt()))
                .orElse(null);
    }

    /**
     * All hazards that the notice of this one holds, the one that leads first and the others in the order they were named. Nobody
     * reads a notice that is not complete. Refuses {@code hazard.no-notice} before there is one.
     */
    Mono<List<HazardFile>> holding(HazardFile file) {
        if (file.notice() == null) {
            return Mono.error(() -> new Refused(Refusal.of("hazard.no-notice", file.number())));
        }
        return store.find(file.leadId())
                .flatMap(lead -> complete(lead)
                        .then(Mono.defer(
                                () -> store.followers(List.of(lead.id())).collectList()))
                        .map(followers -> inOrder(lead, followers)));
    }

    private static List<HazardFile> inOrder(HazardFile lead, List<HazardFile> followers) {
        List<UUID> order = lead.notice() == null
                ? List.of()
                : lead.notice().followers().stream()
                        .map(HazardFile.Follower::hazardId)
                        .toList();
        List<HazardFile> all = new ArrayList<>(List.of(lead));
        followers.stream()
                .sorted(Comparator.comparingInt(follower -> order.indexOf(follower.id())))
                .forEach(all::add);
        return all;
    }

    /** Which hazards follow on the notices of these, by the hazard that leads. */
    Mono<Map<UUID, List<UUID>>> followers(Collection<HazardFile> files) {
        List<UUID> leads = files.stream()
                .filter(file -> file.notice() != null
                        && (file.notice().lead() != null
                                || !file.notice().followers().isEmpty()))
                .map(HazardFile::leadId)
                .distinct()
                .toList();
        return leads.isEmpty()
                ? Mono.just(Map.of())
                : store.followers(leads)
                        .collect(Collectors.groupingBy(
                                HazardFile::leadId, Collectors.mapping(HazardFile::id, Collectors.toList())));
    }
}
