package gridfare.domain.provider;

/// A provider that can release a machine by its own id: for one that carries the broker's tag and
/// no leg that can be named. A capability, asked for with [ComputeProvider#as].
public interface ReleasesMachines {

    /// Releases one machine that [ComputeProvider#machines] listed. Gone already is
    /// [StopOutcome.Stopped]. Blocks and repeats as the calls of [ComputeProvider] do.
    StopOutcome release(Machine machine);
}
