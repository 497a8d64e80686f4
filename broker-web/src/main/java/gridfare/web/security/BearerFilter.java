package gridfare.web.security;

import gridfare.domain.id.ExternalId;
import gridfare.domain.key.ApiKeyId;
import gridfare.domain.key.ApiKeyToken;
import gridfare.domain.key.CheckApiKey;
import gridfare.domain.key.CheckedKey;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.party.SignIn;
import gridfare.domain.party.SignedIn.Acting;
import gridfare.domain.party.SignedIn.ChooseOrganisation;
import gridfare.domain.party.SignedIn.Stranger;
import gridfare.web.problem.Problem;
import gridfare.web.problem.RequestIdFilter;
import gridfare.web.security.AccessTokens.Checked;
import gridfare.web.security.AccessTokens.Checked.Bearer;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets a request of the interface in by its bearer token, an access token or an API key, and by
/// nothing else: no session cookie, no parameter. Runs before the path is looked at, so that an
/// unknown path tells a stranger nothing.
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class BearerFilter implements ContainerRequestFilter {

    /// The organisation that a person with several acts for.
    public static final String ORGANISATION = "Gridfare-Organisation";

    /// Paths that prove themselves by a signature of their own.
    private static final Set<String> SIGNED = Set.of("stripe/webhook");

    private static final Logger LOG = System.getLogger(BearerFilter.class.getName());
    private static final String SCHEME = "bearer ";

    @Inject AccessTokens tokens;
    @Inject SignIn signIn;
    @Inject CheckApiKey apiKeys;
    @Inject ReadOrganisations readOrganisations;
    @Inject Caller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        if (SIGNED.contains(path(request))) {
            return;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            request.abortWith(
                    unauthorised(
                            "Send an access token or an API key as 'Authorization: Bearer …'.",
                            ""));
            return;
        }
        String token = header.substring(SCHEME.length()).strip();
        if (token.startsWith(ApiKeyToken.START)) {
            byKey(request, token);
        } else {
            byToken(request, token);
        }
    }

    private void byKey(ContainerRequestContext request, String token) {
        switch (apiKeys.check(token)) {
            case CheckedKey.Accepted(ApiKeyId key, Party party) -> {
                String named = request.getHeaderString(ORGANISATION);
                if (named != null && !named.equals(party.organisation().external())) {
                    request.abortWith(stranger());
                } else {
                    admit(request, party.name(), party, null, "key/" + key.external());
                }
            }
            case CheckedKey.Refused(String reason) -> {
                LOG.log(Level.INFO, "{0} refused: {1}", RequestIdFilter.of(request), reason);
                request.abortWith(
                        unauthorised(
                                "The API key is not valid here.", ", error=\"invalid_token\""));
            }
        }
    }

    private void byToken(ContainerRequestContext request, String token) {
        switch (tokens.check(token)) {
            case Bearer bearer -> enter(request, bearer);
            case Checked.Refused(String reason) -> {
                LOG.log(Level.INFO, "{0} refused: {1}", RequestIdFilter.of(request), reason);
                request.abortWith(
                        unauthorised(
                                "The access token is not valid here.",
                                ", error=\"invalid_token\""));
            }
            case Checked.Undecided(String reason) -> {
                LOG.log(Level.WARNING, "The keys of the realm cannot be had: {0}", reason);
                request.abortWith(
                        Problem.of(
                                        Status.SERVICE_UNAVAILABLE,
                                        "sign-in-unavailable",
                                        "The sign-in service does not answer; nothing was done.")
                                .responseBuilder()
                                .header(HttpHeaders.RETRY_AFTER, "5")
                                .build());
            }
        }
    }

    private void enter(ContainerRequestContext request, Bearer bearer) {
        PersonId person = new PersonId(bearer.subject());
        Operator operator = bearer.operator() ? new Operator(person, bearer.name()) : null;
        String client = bearer.client() + "/" + bearer.subject();
        String named = request.getHeaderString(ORGANISATION);
        OrganisationId wanted =
                named == null
                        ? null
                        : ExternalId.parse(named, OrganisationId.PREFIX, OrganisationId::new)
                                .orElse(null);
        if (named != null && wanted == null) {
            request.abortWith(stranger());
            return;
        }
        switch (signIn.as(person, wanted)) {
            case Acting(Party party) -> admit(request, bearer.name(), party, operator, client);
            case ChooseOrganisation several when operator != null ->
                    admit(request, bearer.name(), null, operator, client);
            case ChooseOrganisation several ->
                    request.abortWith(
                            Problem.response(
                                    Status.FORBIDDEN,
                                    "organisation-needed",
                                    "You act for several organisations: name one in "
                                            + ORGANISATION
                                            + "."));
            case Stranger() when operator != null && wanted == null ->
                    admit(request, bearer.name(), null, operator, client);
            case Stranger() -> request.abortWith(stranger());
        }
    }

    private void admit(
            ContainerRequestContext request,
            String name,
            @Nullable Party party,
            @Nullable Operator operator,
            String client) {
        caller.is(party, operator);
        request.setSecurityContext(
                new CallerContext(
                        name,
                        party,
                        () -> party == null ? Trade.NONE : Trade.of(readOrganisations.own(party)),
                        operator != null,
                        request.getSecurityContext().isSecure()));
        request.setProperty(RateLimitFilter.CLIENT, client);
    }

    private static Response stranger() {
        return Problem.response(
                Status.FORBIDDEN, "no-membership", "You are no member of this organisation.");
    }

    private static Response unauthorised(String detail, String error) {
        return Problem.of(Status.UNAUTHORIZED, "unauthenticated", detail)
                .responseBuilder()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"gridfare\"" + error)
                .build();
    }

    private static String path(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
