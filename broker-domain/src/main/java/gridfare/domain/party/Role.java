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
}
