package gridfare.web.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import gridfare.domain.party.OrganisationId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Carries what happened to the open screens of the organisation that it happened to, on this node.
/// Features tell it after their commit; a screen listens while it is shown. Screens react on a
/// thread of their own, where no transaction is ending, so that they may call use cases.
@ApplicationScoped
public class Broadcaster {

    private record Listener<E>(
            OrganisationId organisation, Class<E> kind, UI ui, Consumer<E> reaction) {

        boolean wants(OrganisationId told, Object event) {
            return organisation.equals(told) && kind.isInstance(event);
        }

        void hear(Object event) {
            try {
                Future<Void> _ = ui.access(() -> reaction.accept(kind.cast(event)));
            } catch (UIDetachedException e) {
                // it was closed in the meantime
            }
        }
    }

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource
    ManagedExecutorService executor;

    private final CopyOnWriteArrayList<Listener<?>> listeners = new CopyOnWriteArrayList<>();

    /// Lets `screen` hear events of `kind` of `organisation` while it is attached; call it in
    /// `onAttach`.
    public <E> Registration listen(
            Component screen, OrganisationId organisation, Class<E> kind, Consumer<E> reaction) {
        UI ui = screen.getUI().orElseThrow(() -> new IllegalStateException("Attach it first."));
        Listener<E> listener = new Listener<>(organisation, kind, ui, reaction);
        listeners.add(listener);
        Registration leave = () -> listeners.remove(listener);
        screen.addDetachListener(event -> {
            event.unregisterListener();
            leave.remove();
        });
        return leave;
    }

    /// Tells the open screens of `organisation`, soon.
    public void tell(OrganisationId organisation, Object event) {
        List<Listener<?>> interested =
                listeners.stream().filter(listener -> listener.wants(organisation, event)).toList();
        if (!interested.isEmpty()) {
            executor.execute(() -> interested.forEach(listener -> listener.hear(event)));
        }
    }
}
