package gridfare.sandbox.http;

/// A vendor's side of the wire. Called from many threads at once.
public interface Wire {

    /// The vendor's name in faults, limits and the request log, e.g. `alibaba`.
    String vendor();

    /// What the call asks for, in the vendor's words, e.g. `RunInstances`.
    String action(Call call);

    Answer answer(Call call);

    /// How this vendor says that something failed.
    Answer failure(int status, String code, String message);

    /// How this vendor says that it was called too often.
    Answer throttled();
}
