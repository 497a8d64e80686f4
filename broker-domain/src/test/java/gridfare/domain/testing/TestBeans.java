package gridfare.domain.testing;

import gridfare.domain.clock.ClockSettings;
import gridfare.domain.clock.Wall;
import gridfare.domain.party.Organisations;
import gridfare.domain.placement.CreditCheck;
import gridfare.domain.provider.ComputeProviderFactory;
import gridfare.domain.provider.MasterKey;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// The beans that the web's configuration makes in the product, as tests want them.
final class TestBeans implements Extension {

    private static final class WallLiteral extends AnnotationLiteral<Wall> implements Wall {
        private static final long serialVersionUID = 1L;
    }

    private final TestClock wall;
    private boolean creditIsChecked;

    TestBeans(TestClock wall) {
        this.wall = wall;
    }

    void look(@Observes ProcessAnnotatedType<? extends CreditCheck> real) {
        creditIsChecked |= !real.getAnnotatedType().getJavaClass().isInterface();
    }

    void add(@Observes AfterBeanDiscovery beans) {
        beans.addBean()
                .types(InstantSource.class)
                .qualifiers(new WallLiteral(), Any.Literal.INSTANCE)
                .scope(Singleton.class)
                .createWith(creation -> wall);
        beans.addBean()
                .types(ClockSettings.class)
                .scope(Singleton.class)
                .createWith(creation -> new ClockSettings(true, "test"));
        beans.addBean()
                .types(MasterKey.class)
                .scope(Singleton.class)
                .createWith(creation -> MasterKey.of(new byte[32]));
        var provider = new ScriptedProvider();
        beans.addBean()
                .types(ScriptedProvider.class)
                .scope(Singleton.class)
                .createWith(creation -> provider);
        beans.addBean()
                .types(ComputeProviderFactory.class)
                .scope(Singleton.class)
                .createWith(creation -> new ScriptedFactory(provider));
        if (!creditIsChecked) {
            beans.addBean()
                    .types(ScriptedCredit.class, CreditCheck.class)
                    .scope(Singleton.class)
                    .produceWith(beansOfApplication ->
                            new ScriptedCredit(
                                    () -> beansOfApplication.select(Organisations.class).get()));
        }
    }
}
