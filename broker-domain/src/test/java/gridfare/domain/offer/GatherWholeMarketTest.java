package gridfare.domain.offer;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.offer.Gathering.Done;
import gridfare.domain.provider.SeedDemonstration;
import gridfare.domain.testing.DomainContainer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatherWholeMarketTest {

    static final Shop SHOP = new Shop();

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer(SHOP);

    @Test
    void aMarketOfTwelveThousandOffersIsTakenInWhole() {
        DOMAIN.bean(SeedDemonstration.class).seed(List.of(Shop.ACCOUNT));
        var gather = DOMAIN.bean(GatherOffers.class);
        var book = DOMAIN.bean(OfferBook.class);
        for (int zone = 0; zone < 2_050; zone++) {
            String code = "cn-r%02d-z%d".formatted(zone % 50, zone);
            SHOP.site(code, "CN-GZ");
            for (int type = 0; type < 6; type++) {
                SHOP.alsoSells(code, "type-" + type, "a100-sxm-80", 1, 5, "1.27");
            }
        }
        var first = (Done) gather.stockOf(SeedDemonstration.ALIBABA);
        var prices = (Done) gather.pricesOf(SeedDemonstration.ALIBABA);
        book.refresh();
        var second = (Done) gather.stockOf(SeedDemonstration.ALIBABA);
        book.refresh();

        assertThat(first.changed()).isEqualTo(12_300);
        assertThat(prices.changed()).isEqualTo(12_300);
        assertThat(second.changed()).isZero();
        assertThat(book.snapshot().offers()).hasSize(12_300);
        assertThat(book.snapshot().sites()).hasSize(2_050);
    }
}
