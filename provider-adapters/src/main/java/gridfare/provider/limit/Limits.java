package gridfare.provider.limit;

import java.time.Duration;

/// How long we wait for the vendor, and how many requests run at once.
///
/// @param call one call of the port about a leg, all requests of it together; also any one request
///   of a gather
/// @param gather a whole gather; regions that have not answered by then are silent
/// @param priceGather a whole gather of prices, which takes a request for each type in each region
/// @param parallel requests at once, of one gather
public record Limits(Duration call, Duration gather, Duration priceGather, int parallel) {

    public static final Limits USUAL =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(45), Duration.ofMinutes(5), 8);
}
