package gridfare.web.security;

import gridfare.domain.party.Party;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A caller with the roles that resources name: `owner`, `admin`, `member`, `billing`, `viewer` of
/// the organisation at hand, and `operator`.
record CallerContext(String name, @Nullable Party party, boolean operator, boolean secure)
        implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return () -> name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return role.equals("operator")
                ? operator
                : party != null && party.role().name().toLowerCase(Locale.ROOT).equals(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
