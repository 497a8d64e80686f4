package gridfare.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import gridfare.web.security.AccessTokens.Checked.Bearer;
import gridfare.web.security.AccessTokens.Checked.Refused;
import gridfare.web.security.AccessTokens.Checked.Undecided;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final URI ISSUER = URI.create("http://localhost:8180/realms/gridfare");
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final UUID SUBJECT = UUID.fromString("0199d000-0000-7000-8000-0000000000b1");

    private static RSAKey ours;
    private static RSAKey theirs;
    private static ECKey curve;
    private static AccessTokens tokens;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        ours = new RSAKeyGenerator(2048).keyID("ours").generate();
        theirs = new RSAKeyGenerator(2048).keyID("ours").generate();
        curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        JWKSet published = new JWKSet(List.of(ours.toPublicJWK(), curve.toPublicJWK()));
        tokens =
                new AccessTokens(
                        ISSUER, new ImmutableJWKSet<>(published), InstantSource.fixed(NOW));
    }

    @Test
    void anAccessTokenOfTheRealmNamesItsBearer() throws JOSEException {
        assertThat(tokens.check(rsa(ours, claims -> claims)))
                .isEqualTo(new Bearer(SUBJECT, "buyer", false, "gridfare-cli"));
    }

    @Test
    void theRealmRoleMakesAnOperator() throws JOSEException {
        String token =
                rsa(ours, all -> all.claim("realm_access", Map.of("roles", List.of("operator"))));

        assertThat(tokens.check(token))
                .isEqualTo(new Bearer(SUBJECT, "buyer", true, "gridfare-cli"));
    }

    @Test
    void ellipticCurvesAreAcceptedToo() throws JOSEException {
        SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.ES256, "curve"), claims().build());
        jwt.sign(new ECDSASigner(curve));

        assertThat(tokens.check(jwt.serialize())).isInstanceOf(Bearer.class);
    }

    @Test
    void anotherKeyUnderOurKeysNameIsRefused() throws JOSEException {
        assertThat(tokens.check(rsa(theirs, all -> all))).isInstanceOf(Refused.class);
    }

    @Test
    void theLastSecondIsTheLast() throws JOSEException {
        assertRefused(all -> all.expirationTime(Date.from(NOW)));
    }

    @Test
    void anotherAudienceIsRefused() throws JOSEException {
        assertRefused(all -> all.audience("gridfare-portal"));
    }

    @Test
    void noAudienceIsRefused() throws JOSEException {
        assertRefused(all -> all.audience((String) null));
    }

    @Test
    void anotherRealmIsRefused() throws JOSEException {
        assertRefused(all -> all.issuer("http://localhost:8180/realms/other"));
    }

    @Test
    void anIdentityTokenIsRefused() throws JOSEException {
        assertRefused(all -> all.claim("typ", "ID"));
    }

    @Test
    void aRefreshTokenIsRefused() throws JOSEException {
        assertRefused(all -> all.claim("typ", "Refresh"));
    }

    @Test
    void aSubjectThatIsNoPersonOfOursIsRefused() throws JOSEException {
        assertRefused(all -> all.subject("somebody"));
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        assertThat(tokens.check(new PlainJWT(claims().build()).serialize()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws JOSEException {
        byte[] publicKey = ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.HS256, "ours"), claims().build());
        jwt.sign(new MACSigner(publicKey));

        assertThat(tokens.check(jwt.serialize())).isInstanceOf(Refused.class);
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(List.of("", "x", "a.b.c", "....."))
                .allSatisfy(text -> assertThat(tokens.check(text)).isInstanceOf(Refused.class));
    }

    @Test
    void withoutTheRealmsKeysNobodyKnows() throws JOSEException {
        var cutOff =
                new AccessTokens(
                        ISSUER,
                        (selector, context) -> {
                            throw new RemoteKeySourceException("unreachable", null);
                        },
                        InstantSource.fixed(NOW));

        assertThat(cutOff.check(rsa(ours, all -> all))).isInstanceOf(Undecided.class);
    }

    /// A stranger who names unknown keys would otherwise have us answer that we cannot know.
    @Test
    void aKeyThatIsNotLookedForAgainSoSoonIsRefused() throws JOSEException {
        var busy =
                new AccessTokens(
                        ISSUER,
                        (selector, context) -> {
                            throw new RateLimitReachedException();
                        },
                        InstantSource.fixed(NOW));

        assertThat(busy.check(rsa(theirs, all -> all))).isInstanceOf(Refused.class);
    }

    private static void assertRefused(UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        assertThat(tokens.check(rsa(ours, change))).isInstanceOf(Refused.class);
    }

    private static String rsa(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(header(JWSAlgorithm.RS256, "ours"), change.apply(claims()).build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String key) {
        return new JWSHeader.Builder(algorithm).keyID(key).type(JOSEObjectType.JWT).build();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER.toString())
                .subject(SUBJECT.toString())
                .audience(AccessTokens.AUDIENCE)
                .issueTime(Date.from(NOW.minusSeconds(60)))
                .expirationTime(Date.from(NOW.plusSeconds(1)))
                .claim("typ", "Bearer")
                .claim("azp", "gridfare-cli")
                .claim("preferred_username", "buyer");
    }
}
