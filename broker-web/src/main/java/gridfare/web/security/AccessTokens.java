package gridfare.web.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import gridfare.domain.clock.Wall;
import gridfare.web.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Checks access tokens of our realm: signature (RS256 or ES256 with the realm's own keys), issuer,
/// audience, kind and expiry, with no leeway. An identity or refresh token never passes.
@ApplicationScoped
public class AccessTokens {

    /// For whom a token of the interface must have been issued.
    public static final String AUDIENCE = "gridfare-api";

    private static final Duration KEYS_OUTLIVE_KEYCLOAK = Duration.ofHours(4);

    private final DefaultJWTProcessor<SecurityContext> processor;

    @Inject
    AccessTokens(Settings settings, @Wall InstantSource wall) throws MalformedURLException {
        this(
                settings.issuer(),
                JWKSourceBuilder.create(
                                URI.create(settings.issuer() + "/protocol/openid-connect/certs")
                                        .toURL())
                        .retrying(true)
                        .outageTolerant(KEYS_OUTLIVE_KEYCLOAK.toMillis())
                        .build(),
                wall);
    }

    AccessTokens(URI issuer, JWKSource<SecurityContext> keys, InstantSource wall) {
        processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        var claims =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        AUDIENCE,
                        new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
                        Set.of("sub", "exp", "iat")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(wall.instant());
                    }
                };
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /// For the container, which needs a constructor without arguments for its proxy.
    @SuppressWarnings("NullAway")
    protected AccessTokens() {
        processor = null;
    }

    /// What is known of a bearer after the check.
    public sealed interface Checked {

        /// @param name the preferred name, or the client's id where no person is behind it
        record Bearer(UUID subject, String name, boolean operator, String client)
                implements Checked {}

        /// `reason` is for our log and tells no secret.
        record Refused(String reason) implements Checked {}

        /// The realm's keys cannot be had: neither yes nor no.
        record Undecided(String reason) implements Checked {}
    }

    public Checked check(String token) {
        try {
            return bearer(processor.process(token, null));
        } catch (RateLimitReachedException e) {
            return new Checked.Refused("no key of the realm's that we know, just after we asked");
        } catch (KeySourceException e) {
            return new Checked.Undecided(reason(e));
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return new Checked.Refused(reason(e));
        }
    }

    private static Checked bearer(JWTClaimsSet claims) throws ParseException {
        if (!"Bearer".equals(claims.getStringClaim("typ"))) {
            return new Checked.Refused("typ is " + claims.getStringClaim("typ"));
        }
        String client = text(claims.getStringClaim("azp"), "unknown");
        return new Checked.Bearer(
                UUID.fromString(claims.getSubject()),
                text(claims.getStringClaim("preferred_username"), client),
                roles(claims).contains("operator"),
                client);
    }

    private static Collection<?> roles(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> access = claims.getJSONObjectClaim("realm_access");
        return access != null && access.get("roles") instanceof Collection<?> roles
                ? roles
                : Set.of();
    }

    private static String text(@Nullable String wanted, String otherwise) {
        return wanted == null ? otherwise : wanted;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
