package gridfare.load.engine;

import gridfare.stack.Stack;
import gridfare.stack.StackSettings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// The rival: the same offers in one table, all that a constraint asks beside the price, with the
/// indexes that an experienced person would make, and a statement that is prepared once.
final class PostgresMarket implements AutoCloseable {

    private static final String ASK =
            """
            select ordinal from offer
            where chip = any(?) and memory_gib >= ? and purchase = any(?) and link = any(?)
                and jurisdiction = any(?) and grams <= ? and renewable >= ? and valid_until > ?
                and free_gpus >= ?
            order by price * ((? + gpus_per_instance - 1) / gpus_per_instance) * gpus_per_instance, id
            limit 10
            """;

    private final Stack stack;
    private final Connection connection;
    private final PreparedStatement ask;
    private final BenchMarket market;

    PostgresMarket(BenchMarket market) throws SQLException {
        this.market = market;
        this.stack = Stack.of(StackSettings.temporary());
        stack.postgres().start();
        connection =
                DriverManager.getConnection(
                        stack.jdbcUrl(), "postgres", stack.postgres().password("postgres"));
        fill();
        ask = connection.prepareStatement(ASK);
    }

    private void fill() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table offer (ordinal int, id uuid, price bigint, chip int, memory_gib int,
                        purchase int, link int, jurisdiction int, grams int, renewable int,
                        valid_until bigint, gpus_per_instance int, free_gpus int)
                    """);
            StringBuilder rows = new StringBuilder();
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int i = 0; i < market.offers; i++) {
                int site = market.site[i];
                rows.append(i)
                        .append('\t')
                        .append(new UUID(market.idMost[i], market.idLeast[i]))
                        .append('\t')
                        .append(market.price[i])
                        .append('\t')
                        .append(market.chip[i])
                        .append('\t')
                        .append(market.memoryOfChip[market.chip[i]])
                        .append('\t')
                        .append(market.purchase[i])
                        .append('\t')
                        .append(market.link[i])
                        .append('\t')
                        .append(market.jurisdictionOf[site])
                        .append('\t')
                        .append(market.gramsOf[site])
                        .append('\t')
                        .append(market.renewableOf[site])
                        .append('\t')
                        .append(market.validUntil[i])
                        .append('\t')
                        .append(market.gpusPerInstance[i])
                        .append('\t')
                        .append(market.gpusPerInstance[i] * market.instances[i])
                        .append('\n');
            }
            copy.copyIn("copy offer from stdin", new StringReader(rows.toString()));
            String all =
                    " include (ordinal, id, memory_gib, link, jurisdiction, grams, renewable,"
                            + " valid_until, gpus_per_instance, free_gpus)";
            statement.execute("create index on offer (price)");
            statement.execute("create index on offer (chip, purchase, price)" + all);
            statement.execute("create index on offer (chip, jurisdiction, price)");
            statement.execute("set random_page_cost = 1.1");
            statement.execute("set work_mem = '64MB'");
            statement.execute("set jit = off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) offer");
        }
    }

    int[] answer(BenchMarket.Question question) throws SQLException {
        ask.setArray(1, numbers(question.chips()));
        ask.setInt(2, question.memoryGib());
        ask.setArray(3, bits(question.purchases()));
        ask.setArray(4, bits(question.links()));
        ask.setArray(5, numbers(question.jurisdictions()));
        ask.setInt(6, question.mostGramsPerKwh());
        ask.setInt(7, question.leastRenewablePercent());
        ask.setLong(8, BenchMarket.NOW);
        ask.setInt(9, question.gpus());
        ask.setInt(10, question.gpus());
        int[] found = new int[BenchMarket.MOST];
        int count = 0;
        try (ResultSet rows = ask.executeQuery()) {
            while (rows.next()) found[count++] = rows.getInt(1);
        }
        return Arrays.copyOf(found, count);
    }

    private Array numbers(BitSet wanted) throws SQLException {
        return connection.createArrayOf("int", wanted.stream().boxed().toArray());
    }

    private Array bits(int wanted) throws SQLException {
        return numbers(BitSet.valueOf(new long[] {wanted}));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        stack.stop();
    }
}
