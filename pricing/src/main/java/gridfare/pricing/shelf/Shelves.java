package gridfare.pricing.shelf;

import java.util.Arrays;

/// The whole market on shelves. One thread at a time may change it, any number may seek meanwhile.
///
/// Offers are known by ordinals, which the caller hands out, densely from 0: they are given back by
/// [Cheapest#ordinal].
public final class Shelves {

    private final Columns columns = new Columns();
    private final Spares spares = new Spares();
    private volatile Shelf[] shelves = new Shelf[0];
    private int offers;

    /// Puts an offer on sale, or what has become of it.
    ///
    /// @param ordinal 0 to 2^24 − 1
    public synchronized void put(int ordinal, Ticket ticket) {
        Ticket.within("ordinal", ordinal, 0, Keys.ORDINALS - 1);
        columns.ensure(ordinal + 1);
        if (columns.leaf[ordinal] == null) offers++;
        else shelves[columns.shelf[ordinal]].remove(ordinal, columns, spares);
        columns.set(ordinal, ticket);
        shelf(ticket.shelf()).add(ordinal, columns, spares);
    }

    /// Takes an offer off sale; its ordinal is free again. Nothing happens where it is not on sale.
    public synchronized void remove(int ordinal) {
        if (!isOnSale(ordinal)) return;
        shelves[columns.shelf[ordinal]].remove(ordinal, columns, spares);
        offers--;
    }

    /// @param usdMicrosPerGpuHour at least 1, less than 2^36
    /// @throws IllegalArgumentException if it is not on sale
    public synchronized void reprice(int ordinal, long usdMicrosPerGpuHour) {
        requireOnSale(ordinal);
        Ticket.within("price", usdMicrosPerGpuHour, 1, Ticket.PRICE_LIMIT - 1);
        shelves[columns.shelf[ordinal]].reprice(ordinal, usdMicrosPerGpuHour, columns, spares);
    }

    /// @param instances free and not claimed, 0 to 2^20
    /// @throws IllegalArgumentException if it is not on sale
    public synchronized void restock(int ordinal, int instances) {
        requireOnSale(ordinal);
        Ticket.within("instances", instances, 0, Ticket.INSTANCES_LIMIT);
        columns.instances[ordinal] = instances;
        Leaf leaf = columns.leaf[ordinal];
        if (leaf == null) return;
        leaf.beginWrite();
        leaf.stock(columns.slot[ordinal], instances);
        leaf.endWrite();
    }

    public synchronized int offers() {
        return offers;
    }

    private boolean isOnSale(int ordinal) {
        return ordinal >= 0 && ordinal < columns.leaf.length && columns.leaf[ordinal] != null;
    }

    private void requireOnSale(int ordinal) {
        if (!isOnSale(ordinal)) {
            throw new IllegalArgumentException("Offer %d is not on sale.".formatted(ordinal));
        }
    }

    private Shelf shelf(int number) {
        if (number >= shelves.length) {
            Shelf[] grown = Arrays.copyOf(shelves, number + 1);
            for (int i = shelves.length; i < grown.length; i++) grown[i] = new Shelf();
            shelves = grown;
        }
        return shelves[number];
    }

    /// The shelves for a reader, by number.
    Shelf[] all() {
        return shelves;
    }
}
