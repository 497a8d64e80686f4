package gridfare.domain.party;

/// What a member may do for its organisation.
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    BILLING,
    VIEWER;

    /// May accept quotes and stop placements.
    public boolean mayPlace() {
        return this == OWNER || this == ADMIN || this == MEMBER;
    }

    /// May pay invoices and change payment methods.
    public boolean mayPay() {
        return this == OWNER || this == ADMIN || this == BILLING;
    }

    /// May manage what opens the organisation to others: API keys.
    public boolean mayManage() {
        return this == OWNER || this == ADMIN;
    }

    /// Whether someone in this role may give `other` to someone else: never more than they may
    /// themselves.
    public boolean mayGive(Role other) {
        return switch (this) {
            case OWNER -> true;
            case ADMIN -> other != OWNER;
            case MEMBER, BILLING, VIEWER -> false;
        };
    }
}
