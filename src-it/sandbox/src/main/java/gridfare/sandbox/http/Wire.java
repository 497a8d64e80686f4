package gridfare.sandbox.http;

import java.util.Map;

/// A vendor's side of the wire. Called from many threads at once.
public interface Wire {

    /// The vendor's name in faults, limits and the request log, e.g. `alibaba`.
    String vendor();

    /// What the call asks for, in the vendor's words, e.g. `RunInstances`.
    String action(Call call);

    Answer answer(Call call);

    /// Answers after a pause, during which the call counts as running.
    default Answer answerSlowly(Call call, Pause pause) throws InterruptedException {
        pause.await();
        return answer(call);
    }

    /// What the log shows of a call.
    default Map<String, String> parameters(Call call) {
        return call.parameters();
    }

    /// How this vendor says that something failed.
    Answer failure(int status, String code, String message);

    /// How this vendor says that it was called too often.
    Answer throttled();

    /// Some time that passes.
    interface Pause {
        void await() throws InterruptedException;
    }
}
