package org.wangge.notification.push;

import com.google.firebase.ErrorCode;
import com.google.firebase.IncomingHttpResponse;
import com.google.firebase.messaging.FirebaseMessagingException;
import com.google.firebase.messaging.MessagingErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What FCM's errors mean for a message. Error codes as in the reference of the HTTP v1 API
 * (firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode).
 */
final class FcmOutcomes {

    private final Clock clock;

    FcmOutcomes(Clock clock) {
        this.clock = clock;
    }

    /** FCM names each message that it takes; whoever answers without a name is not FCM. */
    PushResult of(@Nullable String id) {
        return id == null ? new PushResult.Later("NO_NAME", null, false) : new PushResult.Accepted(id);
    }

    PushResult of(Throwable failure) {
        if (!(failure instanceof FirebaseMessagingException known)) {
            return new PushResult.Later("CLIENT_" + failure.getClass().getSimpleName(), null, false);
        }
        MessagingErrorCode code = known.getMessagingErrorCode();
        if (code == null) {
            return withoutCode(known);
        }
        return switch (code) {
            case UNREGISTERED -> new PushResult.Unregistered(code.name());
            case SENDER_ID_MISMATCH -> new PushResult.Foreign(code.name());
            case QUOTA_EXCEEDED -> new PushResult.Later(code.name(), retryAfter(known.getHttpResponse()), true);
            case UNAVAILABLE -> new PushResult.Later(code.name(), retryAfter(known.getHttpResponse()), true);
            // The key for Apple's or a browser's own service is wrong; phones with Android are reached all the same.
            case THIRD_PARTY_AUTH_ERROR -> new PushResult.Later(code.name(), null, false);
            case INTERNAL -> new PushResult.Later(code.name(), retryAfter(known.getHttpResponse()), false);
            case INVALID_ARGUMENT ->
                blamesAddress(known.getHttpResponse())
                        ? new PushResult.Unregistered(code.name())
                        : new PushResult.Rejected(code.name());
        };
    }

    /** Whether the message was refused because its address never was one. */
    private static boolean blamesAddress(@Nullable IncomingHttpResponse response) {
        String content = response == null ? null : response.getContent();
        return content != null
                && (content.contains("message.token") || content.contains("not a valid FCM registration"));
    }

    /** The answer had no FCM code: a proxy's, the token service's, or none at all. */
    private PushResult withoutCode(FirebaseMessagingException failure) {
        ErrorCode code = failure.getErrorCode();
        IncomingHttpResponse response = failure.getHttpResponse();
        if (response == null) {
            return isTokenFailure(failure)
                    ? new PushResult.Later("TOKEN_" + code.name(), null, true)
                    : new PushResult.Later(code.name(), null, false);
        }
        return switch (code) {
            case RESOURCE_EXHAUSTED, UNAVAILABLE, UNAUTHENTICATED, PERMISSION_DENIED ->
                new PushResult.Later(code.name(), retryAfter(response), true);
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE, NOT_FOUND -> new PushResult.Rejected(code.name());
            default -> new PushResult.Later(code.name(), retryAfter(response), false);
        };
    }

    /** Whether we never got as far as FCM, for want of an access token: that concerns every message. */
    private static boolean isTokenFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MessagingCredentials.NoToken) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Duration retryAfter(@Nullable IncomingHttpResponse response) {
        if (response == null) {
            return null;
        }
        String asked = header(response, FcmTransport.ASKED_RETRY_AFTER);
        if (asked == null && response.getStatusCode() != 503) {
            asked = header(response, "Retry-After");
        }
        return asked == null ? null : parse(asked.strip());
    }

    private static @Nullable String header(IncomingHttpResponse response, String name) {
        for (Map.Entry<String, Object> header : response.getHeaders().entrySet()) {
            if (header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                Object value = header.getValue();
                return value instanceof Iterable<?> several
                        ? String.valueOf(several.iterator().next())
                        : String.valueOf(value);
            }
        }
        return null;
    }

    /** Seconds or a date (RFC 9110); null when it is neither. */
    private @Nullable Duration parse(String asked) {
        try {
            if (asked.chars().allMatch(Character::isDigit)) {
                return Duration.ofSeconds(Long.parseLong(asked));
            }
            ZonedDateTime until = ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(clock.instant(), until.toInstant());
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException | NumberFormatException neither) {
            return null;
        }
    }
}
