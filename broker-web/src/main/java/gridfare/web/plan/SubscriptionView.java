package gridfare.web.plan;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import gridfare.billing.subscription.CarryOutChanges;
import gridfare.billing.subscription.ChangeAnswer;
import gridfare.billing.subscription.ManageSubscription;
import gridfare.billing.subscription.PreviewAnswer;
import gridfare.domain.plan.PlanVersion;
import gridfare.domain.plan.ReadPlans;
import gridfare.domain.plan.ReadPlans.Standing;
import gridfare.domain.plan.Subscription;
import gridfare.domain.plan.SubscriptionState;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Kpis;
import gridfare.web.part.Message;
import gridfare.web.part.Table;
import gridfare.web.part.Tone;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The organisation's plan: what it includes, what another would cost, and how to end it.
@Route("subscription")
@Menu(title = "nav.subscription", order = 101.5, icon = "card")
@RolesAllowed("buyer")
public final class SubscriptionView extends Div implements Screen {

    private static final long serialVersionUID = 1L;

    private final transient Texts t = Texts.ofReader();
    private final transient ReadPlans readPlans;
    private final transient ManageSubscription manage;
    private final transient CarryOutChanges carryOut;
    private final transient Portal portal;
    private final Div content = new Div();
    private final Div answer = new Div();

    @Inject
    SubscriptionView(
            ReadPlans readPlans,
            ManageSubscription manage,
            CarryOutChanges carryOut,
            Portal portal) {
        this.readPlans = readPlans;
        this.manage = manage;
        this.carryOut = carryOut;
        this.portal = portal;
        addClassName("gf-page");
        Div head = new Div(new H1(t.get("nav.subscription")));
        head.addClassName("gf-page-head");
        answer.getElement().setAttribute("aria-live", "polite");
        content.addClassName("gf-column");
        add(head, Message.info(t.get("subscription.not-yet"), ""), answer, content);
        show();
    }

    private void show() {
        Optional<Standing> live = readPlans.live(portal.party());
        content.removeAll();
        live.ifPresent(standing -> content.add(figures(standing)));
        Card own = new Card(t.get("subscription.own"));
        live.ifPresentOrElse(
                standing -> own.add(own(standing)),
                () ->
                        own.add(
                                new Empty(
                                        t.get("subscription.none"),
                                        t.get("subscription.none-text"))));
        content.add(own, plans(live.orElse(null)));
    }

    private Component figures(Standing standing) {
        PlanVersion plan = standing.plan();
        return new Kpis(t.get("subscription.figures"))
                .figure(
                        t.get("subscription.plan"),
                        PlanWords.withSeats(plan.plan(), standing.subscription().seats(), t),
                        t.get(
                                "subscription.a-month",
                                t.money(plan.price(standing.subscription().seats()).toLedger())))
                .figure(
                        t.get("subscription.units"),
                        t.number(standing.units()),
                        t.get("subscription.units-text"))
                .figure(
                        t.get("subscription.hours"),
                        t.number(SubscriptionReply.hours(standing.includedMilliUnitSeconds()), 2),
                        t.get("subscription.hours-text"))
                .figure(
                        t.get("subscription.weight"),
                        t.number(plan.weight()),
                        t.get("subscription.tiers", t.word(plan.highestTier())));
    }

    private Component own(Standing standing) {
        Subscription subscription = standing.subscription();
        KeyValues facts = new KeyValues();
        facts.line(t.get("subscription.state"), badge(subscription.state()));
        facts.line(
                t.get("subscription.period"),
                t.utcDay(subscription.period().start())
                        + " – "
                        + t.utcDay(subscription.period().end()));
        facts.line(
                t.get("subscription.next"),
                subscription
                        .cancelAt()
                        .map(at -> t.get("subscription.ends", t.time(at)))
                        .orElseGet(() ->
                                t.get(
                                        "subscription.renews",
                                        t.time(subscription.period().end()),
                                        t.money(
                                                standing.plan()
                                                        .price(subscription.seats())
                                                        .toLedger()))));
        Div box = new Div(facts);
        if (portal.party().role().mayPay()) {
            Div actions = new Div();
            actions.addClassNames("gf-row", "gf-card-in");
            if (subscription.cancelAt().isPresent()) {
                Button undo =
                        Buttons.primary(
                                t.get("subscription.undo"),
                                click ->
                                        note(manage.undoCancel(portal.party(), subscription.id())));
                undo.setId("undo-cancel");
                actions.add(undo);
            } else {
                Button cancel =
                        Buttons.plain(
                                t.get("subscription.cancel"),
                                click ->
                                        note(
                                                manage.cancelAtPeriodEnd(
                                                        portal.party(), subscription.id())));
                cancel.setId("cancel-subscription");
                actions.add(cancel);
            }
            Button now =
                    Buttons.danger(
                            t.get("subscription.end-now"),
                            Icon.STOP,
                            click ->
                                    open(
                                            t.get("subscription.end-now"),
                                            null,
                                            seats ->
                                                    manage.previewEnd(
                                                            portal.party(), subscription.id())));
            now.setId("end-subscription");
            actions.add(now);
            box.add(actions);
        }
        return box;
    }

    private Badge badge(SubscriptionState state) {
        String word = t.word(state);
        return switch (state) {
            case TRIAL -> new Badge(Tone.ACCENT, Icon.CLOCK, word);
            case ACTIVE -> new Badge(Tone.OK, Icon.OK, word);
            case PAST_DUE -> new Badge(Tone.WARN, Icon.WARN, word);
            case SUSPENDED -> new Badge(Tone.BAD, Icon.PAUSE, word);
            case ENDED -> new Badge(Tone.MUTE, Icon.CLOSE, word);
        };
    }

    private Component plans(@Nullable Standing own) {
        Card card = new Card(t.get("subscription.plans"));
        Table table =
                new Table(t.get("subscription.plans"))
                        .column(t.get("subscription.plan"))
                        .column(t.get("subscription.up-to"))
                        .figures(t.get("subscription.units"))
                        .figures(t.get("subscription.hours"))
                        .figures(t.get("subscription.price"))
                        .column(t.get("subscription.choose"));
        for (PlanVersion plan : readPlans.sold(portal.party())) {
            Span name = new Span(PlanWords.name(plan.plan(), t));
            name.addClassName("gf-strong");
            table.row(
                    name,
                    Table.text(t.word(plan.highestTier())),
                    Table.text(t.number(plan.units())),
                    Table.text(t.number(plan.includedUnitHours())),
                    Table.text(t.money(plan.price().toLedger())),
                    choose(plan, own));
        }
        card.add((Component) table);
        Paragraph fair = new Paragraph(t.get("subscription.fair-use"));
        fair.addClassName("gf-line2");
        card.inside(fair);
        return card;
    }

    private Component choose(PlanVersion plan, @Nullable Standing own) {
        String name = PlanWords.name(plan.plan(), t);
        if (!portal.party().role().mayPay()) return new Span();
        if (own == null) {
            Button take =
                    Buttons.small(
                            Buttons.primary(
                                    t.get("subscription.take", name),
                                    click ->
                                            open(
                                                    t.get("subscription.take", name),
                                                    1,
                                                    seats ->
                                                            manage.previewStart(
                                                                    portal.party(),
                                                                    plan.plan(),
                                                                    seats,
                                                                    false))));
            take.setId("take-" + plan.plan());
            Button trial =
                    Buttons.small(
                            Buttons.plain(
                                    t.get("subscription.try", t.number(plan.trialDays())),
                                    click ->
                                            open(
                                                    t.get("subscription.take", name),
                                                    1,
                                                    seats ->
                                                            manage.previewStart(
                                                                    portal.party(),
                                                                    plan.plan(),
                                                                    seats,
                                                                    true))));
            trial.setAriaLabel(name + ": " + t.get("subscription.try", t.number(plan.trialDays())));
            trial.setVisible(plan.trialDays() > 0 && readPlans.all(portal.party()).isEmpty());
            Div both = new Div(take, trial);
            both.addClassName("gf-row");
            return both;
        }
        Subscription subscription = own.subscription();
        boolean same = subscription.plan().equals(plan.plan());
        String verb =
                same ? t.get("subscription.change-seats") : t.get("subscription.change-to", name);
        Button change =
                Buttons.small(
                        Buttons.plain(
                                verb,
                                click ->
                                        open(
                                                verb,
                                                subscription.seats() + (same ? 1 : 0),
                                                seats ->
                                                        manage.previewChange(
                                                                portal.party(),
                                                                subscription.id(),
                                                                plan.plan(),
                                                                seats))));
        change.setId("change-" + plan.plan());
        return change;
    }

    private void open(String title, @Nullable Integer seats, IntFunction<PreviewAnswer> preview) {
        answer.removeAll();
        new ChangeDialog(title, seats, preview, manage, carryOut, portal.party(), this::changed, t)
                .open();
    }

    private void changed() {
        show();
        answer.removeAll();
        answer.add(Message.info(t.get("subscription.done"), ""));
    }

    private void note(ChangeAnswer outcome) {
        answer.removeAll();
        switch (outcome) {
            case ChangeAnswer.Noted noted -> show();
            case ChangeAnswer.Requested requested -> show();
            case ChangeAnswer.ChangeUnderWay other ->
                    answer.add(Message.warning(t.get("subscription.under-way"), ""));
            case ChangeAnswer.MayNotPay no ->
                    answer.add(Message.error(t.get("billing.may-not"), ""));
            case ChangeAnswer.NoSuchSubscription none -> show();
            case ChangeAnswer.PreviewStale none -> show();
            case ChangeAnswer.NoSuchPreview none -> show();
            case ChangeAnswer.NoPaymentMethod none ->
                    answer.add(Message.error(t.get("subscription.no-method"), ""));
        }
    }

    @Override
    public String titleKey() {
        return "nav.subscription";
    }
}
