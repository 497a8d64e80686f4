package gridfare.web.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import gridfare.domain.party.OrganisationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Carries what happened to the open screens of the organisation that it happened to, on this node.
/// Features tell it after their commit; a screen listens while it is shown. Never waits for a
/// screen.
@ApplicationScoped
public class Broadcaster {

    private record Listener<E>(
            OrganisationId organisation, Class<E> kind, UI ui, Consumer<E> reaction) {

        void hear(OrganisationId told, Object event) {
            if (organisation.equals(told) && kind.isInstance(event)) {
                Future<Void> _ = ui.access(() -> reaction.accept(kind.cast(event)));
            }
        }
    }

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

    /// Tells the open screens of `organisation`.
    public void tell(OrganisationId organisation, Object event) {
        listeners.forEach(listener -> listener.hear(organisation, event));
    }
}
