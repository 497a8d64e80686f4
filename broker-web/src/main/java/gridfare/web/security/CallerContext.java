package gridfare.web.security;

import gridfare.domain.party.Party;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A caller with the roles that resources name: `owner`, `admin`, `member`, `billing`, `viewer` of
/// the organisation at hand, `buyer` and `provider` by what that does, and `operator`.
///
/// @param trade what the organisation does, asked for only where a resource names it
record CallerContext(
        String name, @Nullable Party party, Supplier<Trade> trade, boolean operator, boolean secure)
        implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return () -> name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return switch (role) {
            case "operator" -> operator;
            case "buyer" -> party != null && trade.get().buys();
            case "provider" -> party != null && trade.get().sells();
            default -> party != null && party.role().name().toLowerCase(Locale.ROOT).equals(role);
        };
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
