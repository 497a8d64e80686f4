package gridfare.domain.quote;

import gridfare.domain.usecase.Refusal;

/// What came of asking.
public sealed interface Asked {

    /// The market's answer, kept: with options, or with the reasons why there are none.
    record Answered(Quote quote) implements Asked {}

    /// A rule forbids the whole request.
    ///
    /// @param rule its name
    /// @param text what it says
    record PolicyRefused(String rule, String text) implements Asked, Refusal {}

    /// The organisation is no buyer.
    record MayNotAsk() implements Asked, Refusal {}
}
