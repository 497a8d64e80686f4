package gridfare.pricing.market;

import gridfare.pricing.resource.ChipId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A market's offers as columns of numbers, in the order of [MarketSnapshot#offers]. What many
/// offers share (chip, site, provider, currency) is numbered, so that a matcher decides about each
/// once and about an offer by looking up four numbers.
///
/// Immutable, though arrays cannot say so: readers of `match` only read.
@SuppressWarnings("EnumOrdinal") // an index within one process, never stored
public final class OfferColumns {

    /// [#validUntil] of an offer without end.
    public static final long ENDLESS = Long.MAX_VALUE;

    private final List<ChipId> chips;
    private final List<Site> sites;
    private final List<ProviderId> providers;
    private final List<Currency> currencies;
    private final short[] chip;
    private final int[] site;
    private final short[] provider;
    private final byte[] currency;
    private final byte[] purchase;
    private final byte[] link;
    private final int[] gpusPerInstance;
    private final int[] claimable;
    private final long[] validUntil;

    OfferColumns(MarketSnapshot market) {
        List<Offer> offers = market.offers();
        int count = offers.size();
        chip = new short[count];
        site = new int[count];
        provider = new short[count];
        currency = new byte[count];
        purchase = new byte[count];
        link = new byte[count];
        gpusPerInstance = new int[count];
        claimable = new int[count];
        validUntil = new long[count];
        var chipNumbers = new Numbers<ChipId>();
        var siteNumbers = new Numbers<Site>();
        var providerNumbers = new Numbers<ProviderId>();
        var currencyNumbers = new Numbers<Currency>();
        Map<SiteId, Integer> siteById = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Offer offer = offers.get(i);
            chip[i] = (short) within(chipNumbers.of(offer.chip()), 1 << 15, "chips");
            Integer known = siteById.get(offer.site());
            if (known == null) {
                known = siteNumbers.of(market.siteOf(offer));
                siteById.put(offer.site(), known);
            }
            site[i] = known;
            provider[i] = (short) within(providerNumbers.of(offer.provider()), 1 << 15, "sellers");
            currency[i] =
                    (byte)
                            within(
                                    currencyNumbers.of(offer.pricePerInstanceHour().currency()),
                                    1 << 7,
                                    "currencies");
            purchase[i] = (byte) offer.purchaseOption().ordinal();
            link[i] = (byte) offer.interconnect().ordinal();
            gpusPerInstance[i] = offer.gpusPerInstance();
            claimable[i] = offer.claimableInstances();
            Instant end = offer.validUntil();
            validUntil[i] = end == null ? ENDLESS : end.getEpochSecond();
        }
        chips = List.copyOf(chipNumbers.values);
        sites = List.copyOf(siteNumbers.values);
        providers = List.copyOf(providerNumbers.values);
        currencies = List.copyOf(currencyNumbers.values);
    }

    private static int within(int number, int limit, String what) {
        if (number >= limit)
            throw new IllegalStateException("More than %d %s.".formatted(limit, what));
        return number;
    }

    /// Numbers things in the order in which they are first met.
    private static final class Numbers<T> {
        private final Map<T, Integer> numbers = new HashMap<>();
        private final List<T> values = new ArrayList<>();

        int of(T value) {
            Integer known = numbers.get(value);
            if (known != null) return known;
            int next = values.size();
            numbers.put(value, next);
            values.add(value);
            return next;
        }
    }

    public List<ChipId> chips() {
        return chips;
    }

    public List<Site> sites() {
        return sites;
    }

    public List<ProviderId> providers() {
        return providers;
    }

    public List<Currency> currencies() {
        return currencies;
    }

    public int size() {
        return chip.length;
    }

    /// The number of an offer's chip in [#chips].
    public int chip(int offer) {
        return chip[offer];
    }

    public int site(int offer) {
        return site[offer];
    }

    public int provider(int offer) {
        return provider[offer];
    }

    public int currency(int offer) {
        return currency[offer];
    }

    /// The ordinal of its [PurchaseOption].
    public int purchase(int offer) {
        return purchase[offer];
    }

    /// The ordinal of its interconnect.
    public int link(int offer) {
        return link[offer];
    }

    public int gpusPerInstance(int offer) {
        return gpusPerInstance[offer];
    }

    public int claimable(int offer) {
        return claimable[offer];
    }

    /// The epoch second in which it ends, [#ENDLESS] where it has no end.
    public long validUntil(int offer) {
        return validUntil[offer];
    }
}
