package gridfare.web.security;

import gridfare.domain.party.Organisation;

/// What an organisation does on the market: the roles `buyer` and `provider` of its members.
public record Trade(boolean buys, boolean sells) {

    /// Of someone who acts for nobody.
    public static final Trade NONE = new Trade(false, false);

    static Trade of(Organisation organisation) {
        return new Trade(organisation.isBuyer(), organisation.isProvider());
    }
}
