package gridfare.pricing.shelf;

/// An offer in numbers, as a shelf keeps it.
///
/// @param idMost the more significant half of the offer's id: ties of price go by ids
/// @param shelf the number of its chip
/// @param site the number of its site
/// @param usdMicrosPerGpuHour at least 1, less than 2^36 (68 719 USD)
/// @param gpusPerInstance 1 to 64
/// @param instances free and not claimed, 0 to 2^20
/// @param purchase the number of its purchase option, 0 to 3
/// @param link the number of its interconnect, 0 to 15
/// @param validUntil epoch second at which it ends, [#ENDLESS] where it has no end
public record Ticket(
        long idMost,
        long idLeast,
        int shelf,
        int site,
        long usdMicrosPerGpuHour,
        int gpusPerInstance,
        int instances,
        int purchase,
        int link,
        long validUntil) {

    public static final long ENDLESS = Long.MAX_VALUE;

    static final long PRICE_LIMIT = 1L << 36;
    static final int GPUS_LIMIT = 64;
    static final int INSTANCES_LIMIT = 1 << 20;
    static final int PURCHASES = 4;
    static final int LINKS = 16;

    public Ticket {
        within("shelf", shelf, 0, Integer.MAX_VALUE);
        within("site", site, 0, Integer.MAX_VALUE);
        within("price", usdMicrosPerGpuHour, 1, PRICE_LIMIT - 1);
        within("GPUs an instance", gpusPerInstance, 1, GPUS_LIMIT);
        within("instances", instances, 0, INSTANCES_LIMIT);
        within("purchase option", purchase, 0, PURCHASES - 1);
        within("interconnect", link, 0, LINKS - 1);
    }

    static void within(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is %d, outside %d to %d.".formatted(what, value, least, most));
        }
    }
}
