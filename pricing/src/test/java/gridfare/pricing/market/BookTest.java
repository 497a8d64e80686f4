package gridfare.pricing.market;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.match.Markets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookTest {

    private static final Site WEST = Markets.site(1, Markets.GUIYANG, SiteKind.CORE);
    private static final Site EAST = Markets.site(2, Markets.SHANGHAI, SiteKind.CORE);
    private static final Offer FIRST = Markets.offer(1, WEST, Markets.A100, 8, "1.27", 2);
    private static final Offer SECOND = Markets.offer(2, EAST, Markets.A100, 8, "1.50", 2);

    private final Book book = new Book();

    @Test
    void aSnapshotNeverChanges() {
        book.apply(List.of(new MarketChange.SitePut(WEST), new MarketChange.OfferPut(FIRST)));
        var before = book.snapshot();
        book.apply(List.of(new MarketChange.OfferWithdrawn(FIRST.id())));
        assertThat(before.offers()).containsExactly(FIRST);
        assertThat(book.snapshot().offers()).isEmpty();
        assertThat(book.snapshot().number()).isEqualTo(before.number() + 1);
    }

    @Test
    void anOfferIsOnTheMarketOnceItsSiteIsKnown() {
        book.apply(List.of(new MarketChange.OfferPut(FIRST)));
        assertThat(book.snapshot().offers()).isEmpty();
        book.apply(List.of(new MarketChange.SitePut(WEST)));
        assertThat(book.snapshot().offers()).containsExactly(FIRST);
    }

    @Test
    void anEarlierVersionNeverReplacesALaterOne() {
        Offer later = version(FIRST, 2);
        book.apply(
                List.of(
                        new MarketChange.SitePut(WEST),
                        new MarketChange.OfferPut(later),
                        new MarketChange.OfferPut(FIRST)));
        assertThat(book.snapshot().offers()).containsExactly(later);
    }

    @Test
    void aSiteTakesItsOffersWithIt() {
        book.replace(List.of(WEST, EAST), List.of(FIRST, SECOND));
        book.apply(List.of(new MarketChange.SiteWithdrawn(EAST.id())));
        assertThat(book.snapshot().offers()).containsExactly(FIRST);
        assertThat(book.snapshot().find(SECOND.id())).isEmpty();
    }

    private static Offer version(Offer offer, long version) {
        return new Offer(
                offer.id(),
                offer.pool(),
                offer.provider(),
                offer.site(),
                offer.chip(),
                offer.instanceType(),
                offer.gpusPerInstance(),
                offer.purchaseOption(),
                offer.pricePerInstanceHour(),
                offer.usdMicrosPerGpuHour(),
                offer.interconnect(),
                offer.claimableInstances(),
                offer.stock(),
                offer.seenAt(),
                offer.validUntil(),
                version);
    }
}
