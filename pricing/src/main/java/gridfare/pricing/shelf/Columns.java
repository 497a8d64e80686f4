package gridfare.pricing.shelf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the writer knows of each offer by its ordinal. Readers never look here.
final class Columns {

    long[] idMost = new long[0];
    long[] idLeast = new long[0];
    long[] validUntil = new long[0];
    long[] price = new long[0];
    int[] shelf = new int[0];
    int[] site = new int[0];
    int[] instances = new int[0];
    byte[] gpusPerInstance = new byte[0];
    byte[] purchase = new byte[0];
    byte[] link = new byte[0];

    /// The leaf that holds it, null for an ordinal that is not on sale.
    @Nullable Leaf[] leaf = new Leaf[0];

    byte[] slot = new byte[0];

    void ensure(int capacity) {
        if (capacity <= price.length) return;
        int grown = Math.max(capacity, Math.max(1_024, price.length * 2));
        idMost = Arrays.copyOf(idMost, grown);
        idLeast = Arrays.copyOf(idLeast, grown);
        validUntil = Arrays.copyOf(validUntil, grown);
        price = Arrays.copyOf(price, grown);
        shelf = Arrays.copyOf(shelf, grown);
        site = Arrays.copyOf(site, grown);
        instances = Arrays.copyOf(instances, grown);
        gpusPerInstance = Arrays.copyOf(gpusPerInstance, grown);
        purchase = Arrays.copyOf(purchase, grown);
        link = Arrays.copyOf(link, grown);
        leaf = Arrays.copyOf(leaf, grown);
        slot = Arrays.copyOf(slot, grown);
    }

    void set(int ordinal, Ticket ticket) {
        idMost[ordinal] = ticket.idMost();
        idLeast[ordinal] = ticket.idLeast();
        validUntil[ordinal] = ticket.validUntil();
        price[ordinal] = ticket.usdMicrosPerGpuHour();
        shelf[ordinal] = ticket.shelf();
        site[ordinal] = ticket.site();
        instances[ordinal] = ticket.instances();
        gpusPerInstance[ordinal] = (byte) ticket.gpusPerInstance();
        purchase[ordinal] = (byte) ticket.purchase();
        link[ordinal] = (byte) ticket.link();
    }
}
