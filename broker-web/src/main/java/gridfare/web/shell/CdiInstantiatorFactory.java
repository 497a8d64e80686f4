package gridfare.web.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.stream.Stream;

/// Lets CDI make the views, so that use cases are injected into them. Vaadin finds this class by
/// itself. Views have no scope of their own: their state is in their fields.
public class CdiInstantiatorFactory implements InstantiatorFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public Instantiator createInstantitor(VaadinService service) { // sic, the interface's spelling
        return new CdiBacked(service);
    }

    private static final class CdiBacked extends DefaultInstantiator {

        private static final long serialVersionUID = 1L;

        CdiBacked(VaadinService service) {
            super(service);
        }

        @Override
        public <T> T getOrCreate(Class<T> type) {
            Instance<T> beans = CDI.current().select(type);
            if (!beans.isResolvable()) {
                return super.getOrCreate(type);
            }
            Instance.Handle<T> handle = beans.getHandle();
            T made = handle.get();
            if (handle.getBean().getScope() == Dependent.class && made instanceof Component view) {
                view.addDetachListener(event -> {
                    event.unregisterListener();
                    handle.destroy(); // @PreDestroy of what the view was given
                });
            }
            return made;
        }

        @Override
        public Stream<VaadinServiceInitListener> getServiceInitListeners() {
            return Stream.concat(
                    super.getServiceInitListeners(),
                    CDI.current().select(VaadinServiceInitListener.class).stream());
        }

        @Override
        public I18NProvider getI18NProvider() {
            return CDI.current().select(I18NProvider.class).get();
        }
    }
}
