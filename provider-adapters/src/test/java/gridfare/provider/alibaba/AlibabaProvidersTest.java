package gridfare.provider.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.provider.ComputeProviderFactory;
import gridfare.domain.provider.ProviderKind;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.Test;

class AlibabaProvidersTest {

    @Test
    void theFactoryIsABeanThoughItsClassIsHidden() {
        try (var container =
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(AlibabaProviders.class)
                        .initialize()) {
            var factory = container.select(ComputeProviderFactory.class).get();
            assertThat(factory.kind()).isEqualTo(ProviderKind.ALIBABA);
            assertThat(factory.sites()).hasSize(2_050);
        }
    }
}
