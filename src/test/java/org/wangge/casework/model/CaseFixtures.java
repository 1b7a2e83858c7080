package org.wangge.casework.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.wangge.account.Department;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.DeskKind;
import org.wangge.casework.ReportCase;
import org.wangge.dutylist.DutyClass;
import org.wangge.fixtures.PermissionSeeds;
import org.wangge.routing.RoutingDecision;
import org.wangge.routing.RoutingSettings;
import org.wangge.routing.RoutingSettings.WorkDayMeaning;
import org.wangge.routing.WorkingCalendar;
import org.wangge.routing.WorkingCalendar.DayKind;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.PersonName;
import org.wangge.shared.Position;
import org.wangge.shared.Reason;
import org.wangge.shared.Role;
import org.wangge.work.Decision;

/** A case and its people, without a store: what decisions are tried on. */
@NullUnmarked
final class CaseFixtures {

    static final Instant MONDAY = Instant.parse("2026-01-05T01:20:00Z");
    static final GridPath AREA = GridPath.of("510703", "510703001", "510703001002", "510703001001");
    static final WorkingCalendar CALENDAR = calendar(2026);
    static final Department EMERGENCY =
            new Department("510703001-YJ", new LocalizedText("城厢应急办", "Emergency Unit"), "510703001", "510703");
    static final Department URBAN =
            new Department("510703001-CG", new LocalizedText("城厢城市管理办", "Urban Unit"), "510703001", "510703");

    static final Department MARKET =
            new Department("510703-SJJ", new LocalizedText("区市场监督管理局", "Market Regulation"), "510703", "510703");
    /** Another office of the district, with its people. */
    static final Desk NEXT_DOOR = new Desk(
            DeskKind.OFFICE,
            "510703003",
            new LocalizedText("工区街道", "Gongqu Sub-district"),
            List.of("510703/510703003"));

    static final Actor NEIGHBOUR = actor(8, Role.DISPATCHER, "510703/510703003");
    static final Actor NEIGHBOURING_HANDLER = handler(9, "510703/510703003", "510703003-YJ");

    static final Actor WORKER = actor(1, Role.GRID_WORKER, "510703/510703001");
    static final Actor OTHER_WORKER = actor(2, Role.GRID_WORKER, "510703/510703001");
    static final Actor HANDLER = handler(3, "510703/510703001", EMERGENCY.code());
    static final Actor DISPATCHER = actor(4, Role.DISPATCHER, "510703/510703001");
    static final Actor SUPERVISOR = actor(5, Role.SUPERVISOR, "510703");
    static final Actor ADMIN = actor(6, Role.ADMIN, "510703");
    /** Dispatches for the office and arbitrates for the district. */
    static final Actor BOTH = new Actor(
            new UUID(7, 7),
            "both7",
            Set.of(Role.DISPATCHER, Role.SUPERVISOR),
            Stream.of(Role.DISPATCHER, Role.SUPERVISOR)
                    .flatMap(role -> permissions(role).stream())
                    .collect(Collectors.toSet()),
            List.of(new GridPath("510703")),
            Set.of());

    private CaseFixtures() {}

    static WorkingCalendar calendar(Integer... years) {
        Map<LocalDate, DayKind> days = new HashMap<>();
        days.put(LocalDate.parse("2026-01-01"), DayKind.HOLIDAY);
        days.put(LocalDate.parse("2026-01-02"), DayKind.HOLIDAY);
        days.put(LocalDate.parse("2026-01-04"), DayKind.WORKDAY);
        return new WorkingCalendar(
                new RoutingSettings(
                        java.time.ZoneId.of("Asia/Shanghai"),
                        List.of("08:00-12:00", "14:00-18:00"),
                        WorkDayMeaning.HOURS),
                days,
                Set.of(years),
                years.length);
    }

    /** As {@code seeds/base/permissions.json} grants them; a test makes sure that they agree. */
    static Set<Permission> permissions(Role role) {
        return PermissionSeeds.of(role);
    }

    private static Actor actor(int number, Role role, String scope) {
        return new Actor(
                new UUID(7, number),
                role.name().toLowerCase(java.util.Locale.ROOT) + number,
                Set.of(role),
                permissions(role),
                List.of(new GridPath(scope)),
                Set.of());
    }

    private static Actor handler(int number, String scope, String department) {
        return new Actor(
                new UUID(7, number),
                "handler" + number,
                Set.of(Role.HANDLER),
                permissions(Role.HANDLER),
                List.of(new GridPath(scope)),
                Set.of(department));
    }

    static Actor of(Role role) {
        return switch (role) {
            case GRID_WORKER -> WORKER;
            case HANDLER -> HANDLER;
            case DISPATCHER -> DISPATCHER;
            case SUPERVISOR -> SUPERVISOR;
            case ADMIN -> ADMIN;
        };
    }

    static CaseContext facts(Instant now) {
        return facts(now, CALENDAR);
    }

    static CaseContext facts(Instant now, WorkingCalendar calendar) {
        return CaseContext.of(now, calendar, new Operation(null, "", "request"), null)
                .with(
                        new CaseContext.Condition(
                                1,
                                new LocalizedText("安全出口锁闭", "Exit locked"),
                                new Limit(2, LimitKind.URGENT_HOUR),
                                new LocalizedText("畅通", "Clear")),
                        null,
                        false);
    }

    static CaseFile reported() {
        return reported(new UUID(1, 1), "CX-260105-0001");
    }

    static CaseFile reported(UUID id, String number) {
        return made(id, number, null);
    }

    /** Settled on the spot by {@link #WORKER} and so closed. */
    static CaseFile selfHandled() {
        return made(new UUID(1, 4), "CX-260105-0004", new ReportCase.SelfHandled("已当场打开", List.of()));
    }

    /** Filed, dispatched and sent back until the district has to say whose it is. */
    static CaseFile returnedTwice() {
        return play(
                in(CaseState.FILED),
                MONDAY,
                by(DISPATCHER, CaseAction.DISPATCH),
                by(HANDLER, CaseAction.RETURN),
                by(DISPATCHER, CaseAction.DISPATCH),
                by(HANDLER, CaseAction.RETURN));
    }

    /** Filed, and not an office's any more by the duty list. */
    static CaseFile takenBack() {
        return CaseFileBuilder.builder(in(CaseState.FILED))
                .duty(new CaseDuty(DutyClass.TAKEN_BACK, MARKET.code(), MARKET.name(), 3))
                .build();
    }

    /** Another report of the same matter, by {@link #OTHER_WORKER}. */
    static CaseFile another(boolean urgent, boolean restricted) {
        return made(new UUID(1, 3), "CX-260105-0003", null, OTHER_WORKER, urgent, restricted);
    }

    private static CaseFile made(UUID id, String number, ReportCase.SelfHandled settled) {
        return made(id, number, settled, WORKER, false, false);
    }

    private static CaseFile made(
            UUID id,
            String number,
            ReportCase.SelfHandled settled,
            Actor reporter,
            boolean urgent,
            boolean restricted) {
        ReportCase report =
                new ReportCase("G0201", "安全出口上锁", null, AREA.code(), "滨江路3号", null, null, List.of(), urgent, settled);
        LocalizedText name = new LocalizedText("名", "name");
        RoutingDecision routing = routed("510703001", "510703001");
        Intake intake = new Intake(
                new CaseFile.Category("G0201", name, restricted),
                urgent,
                routing,
                new Position(104.76, 31.4576, Datum.WGS84, 8.0),
                null,
                null,
                List.of(new UUID(3, id.getLeastSignificantBits())),
                List.of(),
                new Doubts(MONDAY));
        return NewCase.of(id, number, report, null, intake, reporter, facts(MONDAY));
    }

    /** To the office of this sub-district, or to the one that hosts it. */
    static RoutingDecision routed(String subDistrict, String office) {
        LocalizedText name = new LocalizedText("名", "name");
        GridPath area = subDistrict.equals("510703001")
                ? AREA
                : GridPath.of("510703", subDistrict, subDistrict + "001", subDistrict + "009");
        return new RoutingDecision(
                area,
                name,
                subDistrict,
                name,
                office,
                name,
                "CX",
                null,
                name,
                subDistrict.equals("510703001") ? 1 : 2,
                0,
                new GeoPoint(104.76, 31.4576),
                List.of(),
                null,
                new RoutingDecision.Desk(office, name, "510703/" + office),
                null);
    }

    /** Plays commands through the machine; each must move the case. */
    static CaseFile play(CaseFile file, Instant now, Step... steps) {
        CaseFile played = file;
        for (Step step : steps) {
            played = apply(played, step.command(), step.actor(), step.facts(now, played));
        }
        return played;
    }

    /** Who does what. */
    record Step(Actor actor, CaseCommand command) {

        CaseContext facts(Instant now, CaseFile file) {
            CaseContext facts = CaseFixtures.facts(now);
            if (command instanceof CaseCommand.Dispatch dispatch) {
                return facts.with(
                        dispatch.departmentCode() != null
                                        && dispatch.departmentCode().endsWith("CG")
                                ? URBAN
                                : EMERGENCY);
            }
            if (command instanceof CaseCommand.RequestVerification || command instanceof CaseCommand.RequestCheck) {
                return facts.with(new PersonName(OTHER_WORKER.id(), OTHER_WORKER.name()), null);
            }
            if (command instanceof CaseCommand.Transfer) {
                return facts.with(file.desk().isSameAs(NEXT_DOOR) ? reported().desk() : NEXT_DOOR);
            }
            if (command instanceof CaseCommand.Arbitrate || command instanceof CaseCommand.MoveDesk) {
                return facts.with(NEXT_DOOR);
            }
            if (command instanceof CaseCommand.Absorb) {
                return facts.with(another(false, false));
            }
            return command instanceof CaseCommand.Merge
                    ? facts.with(reported(new UUID(1, 2), "CX-260105-0002"))
                    : facts;
        }
    }

    static CaseFile apply(CaseFile file, CaseCommand command, Actor actor, CaseContext facts) {
        Decision<CaseFile> decision = CaseMachine.decide(file, command, actor, facts);
        if (!(decision instanceof Decision.Next<CaseFile> next)) {
            throw new AssertionError(command.action() + " did not move " + file.state() + ": " + decision);
        }
        return next.file();
    }

    static final Reason REASON = new Reason("BECAUSE", "因此");

    static CaseCommand command(CaseAction action) {
        return switch (action) {
            case REQUEST_VERIFICATION -> new CaseCommand.RequestVerification(OTHER_WORKER.id(), null);
            case VERIFY -> new CaseCommand.Verify(true, null, List.of());
            case FILE -> new CaseCommand.File(1, null, null);
            case REFILE -> new CaseCommand.Refile(1, null, REASON);
            case MERGE -> new CaseCommand.Merge(new UUID(1, 2));
            case CONCLUDE -> new CaseCommand.Conclude("隐患已销号");
            case FOLLOW_GRID -> new CaseCommand.FollowGrid(routed("510703003", "510703003"));
            case ABSORB -> new CaseCommand.Absorb(new UUID(1, 3));
            case DISPATCH -> new CaseCommand.Dispatch(EMERGENCY.code(), null, null);
            case ACCEPT -> new CaseCommand.Accept();
            case RESOLVE -> new CaseCommand.Resolve("已打开", List.of());
            case REQUEST_CHECK -> new CaseCommand.RequestCheck(OTHER_WORKER.id(), null);
            case CHECK -> new CaseCommand.Check(true, null, List.of());
            case CLOSE -> new CaseCommand.Close(null, null);
            case COMMENT -> new CaseCommand.Comment("说明", List.of());
            case TRANSFER -> new CaseCommand.Transfer(NEXT_DOOR.code(), REASON);
            case ANSWER_TRANSFER -> new CaseCommand.AnswerTransfer(true, null);
            case LAPSE_TRANSFER -> new CaseCommand.LapseTransfer();
            case ARBITRATE -> new CaseCommand.Arbitrate(NEXT_DOOR.code(), null, List.of(), null, REASON);
            case MOVE_DESK -> new CaseCommand.MoveDesk();
            case REPORT, SELF_HANDLE -> throw new IllegalArgumentException("Makes a case: " + action);
            default -> new CaseCommand.Because(action, REASON);
        };
    }

    static Step by(Actor actor, CaseAction action) {
        return new Step(actor, command(action));
    }

    /** A case brought into the state by playing the story. */
    static CaseFile in(CaseState state) {
        CaseFile file = reported();
        return switch (state) {
            case REPORTED -> file;
            case WITHDRAWN -> play(file, MONDAY, by(WORKER, CaseAction.WITHDRAW));
            case VERIFYING -> play(file, MONDAY, by(DISPATCHER, CaseAction.REQUEST_VERIFICATION));
            case DECLINED -> play(file, MONDAY, by(DISPATCHER, CaseAction.DECLINE));
            case MERGED -> play(file, MONDAY, by(DISPATCHER, CaseAction.MERGE));
            case VOIDED -> play(file, MONDAY, by(SUPERVISOR, CaseAction.VOID));
            case FILED -> play(file, MONDAY, by(DISPATCHER, CaseAction.FILE));
            case DISPATCHED -> play(in(CaseState.FILED), MONDAY, by(DISPATCHER, CaseAction.DISPATCH));
            case HANDLING -> play(in(CaseState.DISPATCHED), MONDAY, by(HANDLER, CaseAction.ACCEPT));
            case RESOLVED -> play(in(CaseState.HANDLING), MONDAY, by(HANDLER, CaseAction.RESOLVE));
            case CHECKING -> play(in(CaseState.RESOLVED), MONDAY, by(DISPATCHER, CaseAction.REQUEST_CHECK));
            case CLOSED -> play(in(CaseState.RESOLVED), MONDAY, by(DISPATCHER, CaseAction.CLOSE));
            case SUSPENDED -> suspended();
        };
    }

    /** The same where the rules had put it at the district's desk from the first. */
    static CaseFile atDistrict(CaseFile file) {
        return CaseFileBuilder.builder(file).desk(Desk.district(AREA)).build();
    }

    /** No action leads there yet (a later issue); the table must still say what may be done in it. */
    private static CaseFile suspended() {
        return CaseFileBuilder.builder(in(CaseState.HANDLING))
                .state(CaseState.SUSPENDED)
                .build();
    }
}
