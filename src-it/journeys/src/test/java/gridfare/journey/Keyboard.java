package gridfare.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.Keys;

/// Someone who has no mouse. At every stop it must be seen where they are.
final class Keyboard {

    private static final int MOST_STOPS = 200;

    /// Says of the element in focus: what it is, whether it is the wanted one, whether a ring is
    /// drawn around it or its field, and whether some of it can be seen (WCAG 2.2, 2.4.7, 2.4.11).
    private static final String LOOK =
            """
            let at = document.activeElement;
            while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
            const up = one => one.assignedSlot || one.parentNode || null;
            const chain = [];
            for (let one = at; one && chain.length < 12; one = one instanceof ShadowRoot ? one.host : up(one)) {
              if (one instanceof Element) chain.push(one);
            }
            const ring = one => {
              const style = getComputedStyle(one);
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && style.outlineColor !== 'rgba(0, 0, 0, 0)';
            };
            const near = chain.slice(0, 6);
            const ringed = near.some(ring) || near.some(one => one.shadowRoot && [...one.shadowRoot.querySelectorAll('[part]')].some(ring));
            const host = chain.find(one => one.getBoundingClientRect().width > 3 && one.getBoundingClientRect().height > 3) || at;
            const box = host.getBoundingClientRect();
            const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
            const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
            const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
            const seen = right > left && bottom > top && points.some(([x, y]) => {
              let hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
              while (hit && hit.shadowRoot && hit.shadowRoot.elementFromPoint) {
                const inner = hit.shadowRoot.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
                if (!inner || inner === hit) break;
                hit = inner;
              }
              for (let one = hit; one; one = one instanceof ShadowRoot ? one.host : up(one)) {
                if (chain.slice(0, 4).includes(one)) return true;
              }
              return false;
            });
            return {
              what: at.localName + (at.id ? '#' + at.id : '') + '.' + at.className + ' ' + (at.textContent || '').trim().slice(0, 40),
              there: chain.some(one => one.matches(arguments[0])),
              page: at === document.body,
              ringed: ringed, seen: seen
            };
            """;

    private final Session session;
    private final List<String> unseen = new ArrayList<>();

    Keyboard(Session session) {
        this.session = session;
    }

    /// Goes on with the tabulator until the focus is at, or within, what `selector` names.
    Keyboard to(String selector) {
        List<String> way = new ArrayList<>();
        for (int i = 0; i < MOST_STOPS; i++) {
            session.press(Keys.TAB);
            session.rest();
            java.util.Map<?, ?> seen =
                    (java.util.Map<?, ?>)
                            Objects.requireNonNull(session.browser().executeScript(LOOK, selector));
            String what = String.valueOf(seen.get("what"));
            way.add(what);
            if (!Boolean.TRUE.equals(seen.get("page"))) {
                if (!Boolean.TRUE.equals(seen.get("ringed"))) {
                    unseen.add("no ring: " + what);
                }
                if (!Boolean.TRUE.equals(seen.get("seen"))) {
                    unseen.add("hidden: " + what);
                }
            }
            if (Boolean.TRUE.equals(seen.get("there"))) {
                return this;
            }
        }
        throw new AssertionError(selector + " was not reached by way of " + way);
    }

    Keyboard press(CharSequence... keys) {
        session.press(keys);
        return this;
    }

    /// At which stops nobody could see where they were.
    List<String> unseen() {
        return unseen;
    }
}
