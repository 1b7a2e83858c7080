package org.wangge.platform.problem;

import jakarta.validation.ConstraintViolation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.PayloadTooLargeException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What each kind of failure means to a client. What is not known here is a fault of ours and says nothing of itself. */
final class Failures {

    private static final long SOON_SECONDS = 2;

    /** What is ever read into memory; paths that take less say so themselves. */
    private static final long LARGEST_KIBIBYTES = 64 * 1024;

    private Failures() {}

    /** Null when it is a fault of ours. */
    static @Nullable Refusal refusal(Throwable failure) {
        if (failure instanceof Refused refused) {
            return refused.refusal();
        }
        if (failure instanceof AuthenticationException) {
            return Refusal.of("auth.required");
        }
        if (failure instanceof AccessDeniedException) {
            return Refusal.of("access.forbidden", "");
        }
        if (failure instanceof WebExchangeBindException invalid) {
            return Refusal.of("request.invalid").withFaults(faults(invalid));
        }
        if (failure instanceof HandlerMethodValidationException invalid) {
            return Refusal.of("request.invalid").withFaults(faults(invalid));
        }
        if (isTooLarge(failure)) {
            return Refusal.of("request.too-large", LARGEST_KIBIBYTES);
        }
        if (failure instanceof MethodNotAllowedException wrong) {
            return Refusal.of("request.method", wrong.getHttpMethod());
        }
        if (failure instanceof ServerWebInputException input) {
            return malformed(input);
        }
        if (failure instanceof DecodingException || failure instanceof JacksonException) {
            return Refusal.of("request.malformed");
        }
        if (failure instanceof ResponseStatusException known
                && known.getStatusCode().is4xxClientError()) {
            return ofStatus(known.getStatusCode().value());
        }
        if (AwayStore.isTooSlow(failure)) {
            return Refusal.of("request.took-too-long");
        }
        return AwayStore.isBehind(failure) ? Refusal.of("store.unavailable").retryAfter(SOON_SECONDS) : null;
    }

    /** What the framework refuses by a status alone. */
    private static Refusal ofStatus(int status) {
        return Refusal.of(
                switch (status) {
                    case 404 -> "request.no-such-path";
                    case 406 -> "request.not-acceptable";
                    case 415 -> "request.media-type";
                    default -> "request.malformed";
                });
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException || cause instanceof PayloadTooLargeException) {
                return true;
            }
        }
        return false;
    }

    private static Refusal malformed(ServerWebInputException input) {
        Refusal refusal = refusalIn(input);
        if (refusal != null) {
            return refusal;
        }
        for (Throwable cause = input; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return Refusal.of("request.malformed")
                        .withFaults(List.of(Fault.of(pointer(unknown), "field.unknown", unknown.getPropertyName())));
            }
            if (cause instanceof DatabindException mismatch
                    && !mismatch.getPath().isEmpty()) {
                return Refusal.of("request.malformed")
                        .withFaults(List.of(Fault.of(pointer(mismatch), unfit(mismatch))));
            }
        }
        if (input instanceof MissingRequestValueException missing) {
            return Refusal.of("request.malformed").withFaults(List.of(Fault.of(missing.getName(), "field.required")));
        }
        String parameter = input.getMethodParameter() == null
                ? null
                : input.getMethodParameter().getParameterName();
        return parameter == null || input.getCause() instanceof DecodingException
                ? Refusal.of("request.malformed")
                : Refusal.of("request.malformed").withFaults(List.of(Fault.of(parameter, "field.type")));
    }

    /** What a value of the body refused by itself; the reader of the body wraps it. */
    private static @Nullable Refusal refusalIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused.refusal();
            }
        }
        return null;
    }

    /** Nothing in a list is missing; a text that should be one and still is not to be read has half a character in it. */
    private static String unfit(DatabindException mismatch) {
        if (mismatch instanceof InvalidNullException) {
            return "field.required";
        }
        return mismatch instanceof InvalidFormatException bad && String.class.equals(bad.getTargetType())
                ? "field.form"
                : "field.type";
    }

    private static String pointer(DatabindException mismatch) {
        StringBuilder pointer = new StringBuilder();
        mismatch.getPath()
                .forEach(step -> pointer.append('/')
                        .append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()));
        return pointer.toString();
    }

    private static List<Fault> faults(WebExchangeBindException invalid) {
        return invalid.getAllErrors().stream().map(Failures::fault).toList();
    }

    private static Fault fault(ObjectError error) {
        String field = error instanceof FieldError at ? at.getField() : "";
        String pointer = field.isEmpty()
                ? ""
                : "/" + field.replace("[", "/").replace("]", "").replace('.', '/');
        return fault(
                pointer,
                error,
                error.contains(ConstraintViolation.class) ? error.unwrap(ConstraintViolation.class) : null);
    }

    private static List<Fault> faults(HandlerMethodValidationException invalid) {
        List<Fault> faults = new ArrayList<>();
        invalid.getParameterValidationResults().forEach(result -> {
            if (result instanceof ParameterErrors errors) {
                errors.getAllErrors().forEach(error -> faults.add(fault(error)));
                return;
            }
            String name = String.valueOf(result.getMethodParameter().getParameterName());
            for (MessageSourceResolvable error : result.getResolvableErrors()) {
                faults.add(fault(name, error, result.unwrap(error, ConstraintViolation.class)));
            }
        });
        return faults;
    }

    private static Fault fault(
            String pointer, MessageSourceResolvable error, @Nullable ConstraintViolation<?> violation) {
        String[] codes = error.getCodes();
        String constraint = codes == null || codes.length == 0 ? "" : codes[codes.length - 1];
        var attributes = violation == null
                ? java.util.Map.<String, Object>of()
                : violation.getConstraintDescriptor().getAttributes();
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> Fault.of(pointer, "field.required");
            case "Size" ->
                Fault.of(
                        pointer,
                        "field.size",
                        attributes.getOrDefault("min", 0),
                        attributes.getOrDefault("max", Integer.MAX_VALUE));
            case "Min", "DecimalMin" -> Fault.of(pointer, "field.too-small", attributes.getOrDefault("value", ""));
            case "Max", "DecimalMax" -> Fault.of(pointer, "field.too-large", attributes.getOrDefault("value", ""));
            default -> Fault.of(pointer, "field.form");
        };
    }
}
