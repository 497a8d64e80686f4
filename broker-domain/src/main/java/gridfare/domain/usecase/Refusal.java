package gridfare.domain.usecase;

/// Marks an answer that says no. A use case whose result is a refusal rolls its transaction back,
/// so nothing that it wrote on the way stays behind.
public interface Refusal {}
