package org.wangge.place.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.place.PlaceKind;
import org.wangge.place.PlaceKinds;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** The kinds of places: reading them, and for administrators making, changing and retiring them. */
@RestController
@RequestMapping("/api/v1/place-kinds")
class KindController {

    private final PlaceKinds kinds;

    KindController(PlaceKinds kinds) {
        this.kinds = kinds;
    }

    record IndustryView(String code, String name) {}

    record KindView(
            String code,
            long version,
            boolean retired,
            String name,
            LocalizedText names,
            String checklistCode,
            int inherentScore,
            IndustryView industry,
            PlaceKind.Fields fields) {

        static KindView of(PlaceKind kind, Locale locale) {
            return new KindView(
                    kind.code(),
                    kind.version(),
                    kind.isRetired(),
                    kind.names().in(locale),
                    kind.names(),
                    kind.checklistCode(),
                    kind.inherentScore(),
                    new IndustryView(kind.industry(), kind.industryNames().in(locale)),
                    kind.usedFields());
        }
    }

    record NamesBody(
            @NotBlank @Size(max = 40) @Nullable String zh,
            @Size(max = 80) @Nullable String en) {

        LocalizedText text() {
            return new LocalizedText(Objects.requireNonNull(zh).strip(), en == null ? "" : en.strip());
        }
    }

    /** One that is there by its code alone; a new one with its names. */
    @JsonIgnoreProperties("name")
    record IndustryBody(
            @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") @Nullable
            String code,

            @Valid @Nullable NamesBody names) {}

    /** What is not said is optional. */
    record FieldsBody(
            PlaceKind.@Nullable Use owner,
            PlaceKind.@Nullable Use contact,
            PlaceKind.@Nullable Use licenceNumber,
            PlaceKind.@Nullable Use areaSquareMetres) {

        PlaceKind.Fields fields() {
            return new PlaceKind.Fields(used(owner), used(contact), used(licenceNumber), used(areaSquareMetres));
        }

        private static PlaceKind.Use used(PlaceKind.@Nullable Use use) {
            return use == null ? PlaceKind.Use.OPTIONAL : use;
        }
    }

    /** What the kind itself says of the rest may come back with it and is not heeded. */
    @JsonIgnoreProperties({"version", "name"})
    record KindBody(
            @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") @Nullable
            String code,

            @NotNull @Valid @Nullable NamesBody names,
            @NotBlank @Size(max = 40) @Nullable String checklistCode,
            @NotNull @Min(1) @Max(64) @Nullable Integer inherentScore,
            @NotNull @Valid @Nullable IndustryBody industry,
            @Valid @Nullable FieldsBody fields,
            @Nullable Boolean retired) {

        PlaceKind kind(String ofCode) {
            IndustryBody in = Objects.requireNonNull(industry);
            NamesBody named = in.names();
            return new PlaceKind(
                    ofCode,
                    Objects.requireNonNull(names).text(),
                    Objects.requireNonNull(checklistCode),
                    Objects.requireNonNull(inherentScore),
                    Objects.requireNonNull(in.code()),
                    named == null ? new LocalizedText("", "") : named.text(),
                    fields == null ? null : fields.fields(),
                    null);
        }
    }

    @GetMapping
    Page<KindView> list(
            @RequestParam(defaultValue = "false") boolean retired,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        actor.require(Permission.PLACE_READ);
        List<PlaceKind> wanted = kinds.all().stream()
                .filter(kind -> retired || !kind.isRetired())
                .toList();
        return Page.cut(wanted, PlaceKind::code, retired ? "place-kinds retired" : "place-kinds", limit, cursor, count)
                .map(kind -> KindView.of(kind, locale));
    }

    @GetMapping("/{code}")
    ResponseEntity<KindView> find(@PathVariable String code, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ);
        return kinds.find(code)
                .map(kind -> answer(ResponseEntity.ok(), kind, locale))
                .orElseThrow(() -> new Refused(Refusal.of("place.kind-not-found", code)));
    }

    private static ResponseEntity<KindView> answer(ResponseEntity.BodyBuilder response, PlaceKind kind, Locale locale) {
        return response.eTag(SeenVersion.etag(kind.version())).body(KindView.of(kind, locale));
    }

    @PostMapping
    Mono<ResponseEntity<KindView>> create(
            @Valid @RequestBody KindBody body, Actor actor, Operation operation, Locale locale) {
        actor.require(Permission.REFERENCE_EDIT);
        String code = body.code();
        if (code == null) {
            throw new Refused(Refusal.field("field.required", "/code"));
        }
        URI location = URI.create("/api/v1/place-kinds/" + code);
        return kinds.create(body.kind(code), actor, operation.over(body)).map(made -> {
            ResponseEntity.BodyBuilder response = ResponseEntity.created(location);
            if (made.replayed()) {
                response.header("Idempotency-Replayed", "true");
            }
            return answer(response, made.kind(), locale);
        });
    }

    @PutMapping("/{code}")
    Mono<ResponseEntity<KindView>> change(@PathVariable String code, @Valid @RequestBody KindBody body, Call call) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return kinds.change(body.kind(code), Boolean.TRUE.equals(body.retired()), call.over(body))
                .map(kind -> answer(ResponseEntity.ok(), kind, call.locale()));
    }
}
