package org.wangge.account;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people sign in.
 *
 * @param issuer of our own tokens
 * @param jwtKeyFile an RSA private key (PKCS 8, PEM); when absent one is made and kept in the store
 * @param accessTokenLife how long an access token is good for
 * @param refreshTokenLife how long a session lasts without being used
 * @param oidcIssuer an external issuer whose tokens are accepted too
 * @param oidcAudience what its tokens must be meant for; when absent any audience will do
 * @param freeAttempts failed sign-ins before the lock-out begins
 * @param firstLockOut the first lock-out; each further failure doubles it
 * @param longestLockOut where doubling ends
 * @param failuresOfAName in an hour, from everywhere, before only places where its owner has been are let in
 * @param failuresFromAnAddress in an hour, under all names, before it lets in only who has been there before
 */
@Validated
@ConfigurationProperties("wangge.account")
public record AccountSettings(
        @DefaultValue("https://wangge.org") String issuer,
        @Nullable String jwtKeyFile,
        @DefaultValue("15m") Duration accessTokenLife,
        @DefaultValue("30d") Duration refreshTokenLife,
        @Nullable String oidcIssuer,
        @Nullable String oidcAudience,
        @DefaultValue("5") int freeAttempts,
        @DefaultValue("30s") Duration firstLockOut,
        @DefaultValue("15m") Duration longestLockOut,
        @DefaultValue("100") int failuresOfAName,
        @DefaultValue("1000") int failuresFromAnAddress) {}
