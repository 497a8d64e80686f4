package gridfare.web.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.offer.ChipDisputes;
import gridfare.domain.offer.OfferBook;
import gridfare.pricing.market.Site;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.NumberFormat;
import gridfare.pricing.resource.Throughput;
import gridfare.pricing.resource.WorkloadKind;
import gridfare.web.rest.Items;
import gridfare.web.rest.PageQuery;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The words in which requests are made: chips, sites, tiers, providers. The same for everyone with
/// a token.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Market")
public class CatalogueResource {

    @Inject OfferBook book;
    @Inject Markets markets;

    /// @param denseFp16Tflops without sparsity; null where the maker does not publish it
    /// @param numberFormats for which a dense rate is published
    /// @param throughput relative to an A100 SXM 80 GB, by kind of work
    /// @param source the document that states the figures
    /// @param disputes other figures told of it; nothing is computed with them
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ChipReply(
            String id,
            String vendor,
            String model,
            int memoryGib,
            @Nullable Double denseFp16Tflops,
            @Nullable Integer boardPowerW,
            String softwareStack,
            String chipClass,
            List<String> numberFormats,
            List<ThroughputReply> throughput,
            String source,
            List<ChipDisputes.Dispute> disputes) {

        static ChipReply of(Chip chip, ChipCatalogue chips) {
            return new ChipReply(
                    chip.id().value(),
                    chip.vendor(),
                    chip.model(),
                    chip.memoryGib(),
                    chip.denseFp16Tflops(),
                    chip.boardPowerW(),
                    chip.stack().name(),
                    chip.chipClass(),
                    Arrays.stream(NumberFormat.values())
                            .filter(chip::computes)
                            .map(Enum::name)
                            .toList(),
                    Arrays.stream(WorkloadKind.values())
                            .flatMap(kind ->
                                    chips.throughput(chip.id(), kind).stream()
                                            .map(figure -> ThroughputReply.of(kind, figure)))
                            .toList(),
                    chip.source(),
                    ChipDisputes.of(chip.id()));
        }
    }

    record ThroughputReply(
            String workloadKind,
            double relative,
            double low,
            double high,
            String confidence,
            String basis) {

        static ThroughputReply of(WorkloadKind kind, Throughput figure) {
            return new ThroughputReply(
                    kind.name(),
                    figure.value(),
                    figure.low(),
                    figure.high(),
                    figure.confidence().name(),
                    figure.basis());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TierReply(String name, @Nullable Long startWithinS, boolean mayQueue) {

        static TierReply of(QosTier tier) {
            return new TierReply(
                    tier.name(),
                    tier.startWithin().map(Duration::toSeconds).orElse(null),
                    tier.mayQueue());
        }
    }

    @GET
    @Path("/chips")
    @Operation(summary = "Chips that can be asked for")
    public Items<ChipReply> chips() {
        ChipCatalogue chips = book.chips();
        return Items.all(chips.chips().stream().map(chip -> ChipReply.of(chip, chips)).toList());
    }

    @GET
    @Path("/tiers")
    @Operation(summary = "Tiers of service, strictest first")
    public Items<TierReply> tiers() {
        return Items.all(List.of(QosTier.values()).stream().map(TierReply::of).toList());
    }

    @GET
    @Path("/providers")
    @Operation(summary = "Providers on the market")
    public Items<ProviderReply> providers() {
        Market market = markets.now();
        return Items.all(
                market.providers().keySet().stream()
                        .map(market::provider)
                        .sorted(Comparator.comparing(ProviderReply::name))
                        .toList());
    }

    @GET
    @Path("/sites")
    @Operation(summary = "Sites on the market")
    public Items<SiteReply> sites(@BeanParam PageQuery page) {
        Optional<UUID> after = page.after();
        List<Site> found =
                markets.now().book().sites().stream()
                        .sorted(Comparator.comparing(site -> site.id().uuid()))
                        .filter(site ->
                                after.isEmpty() || site.id().uuid().compareTo(after.get()) > 0)
                        .limit(page.limit() + 1L)
                        .toList();
        return Items.page(found, page, site -> site.id().uuid(), SiteReply::of);
    }
}
