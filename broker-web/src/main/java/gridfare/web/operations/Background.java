package gridfare.web.operations;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does what takes seconds while its screen goes on answering.
@ApplicationScoped
public class Background {

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource
    ManagedExecutorService executor;

    /// @param show told the result on the screen; never called if that was closed meanwhile
    /// @param failed told instead that it did not work
    public <T> void run(UI ui, Supplier<T> work, Consumer<T> show, Consumer<Exception> failed) {
        executor.execute(() -> {
            try {
                T result = work.get();
                access(ui, () -> show.accept(result));
            } catch (RuntimeException e) {
                access(ui, () -> failed.accept(e));
            }
        });
    }

    private static void access(UI ui, Runnable change) {
        try {
            Future<Void> _ = ui.access(change::run);
        } catch (UIDetachedException e) {
            // nobody looks any more; what was to be done is done
        }
    }
}
