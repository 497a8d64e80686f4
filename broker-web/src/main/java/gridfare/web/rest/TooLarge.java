package gridfare.web.rest;

import java.io.IOException;

/// A body went past its limit while it was read.
final class TooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
        super("More than " + limit + " bytes.");
    }
}
