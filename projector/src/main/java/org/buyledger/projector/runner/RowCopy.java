package org.buyledger.projector.runner;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jooq.Table;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows by {@code COPY} in its binary format, which costs the server least: it has nothing to parse but JSON. The
 * format is that of PostgreSQL's documentation, COPY, "Binary Format".
 */
public final class RowCopy {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FULL = 1 << 16;

    private final String copy;

    /** Copies into a table of that name on the connection's search path. */
    public RowCopy(Table<?> table) {
        this(table, '"' + table.getName() + '"');
    }

    /**
     * Copies into a table that has the columns of another.
     *
     * @param into its name as SQL takes it, quoted where that is needed
     */
    public RowCopy(Table<?> table, String into) {
        copy = Arrays.stream(table.fields())
                .map(column -> '"' + column.getName() + '"')
                .collect(Collectors.joining(", ", "COPY " + into + " (", ") FROM STDIN (FORMAT binary)"));
    }

    /**
     * Adds rows, which must not be there yet, in the order they are given.
     *
     * @param connection one of PostgreSQL's, or a pool's wrapper of one; inside a transaction
     * @param rows as {@link RowCodec} has them
     * @return how many
     */
    public long copy(Connection connection, Iterable<byte[]> rows) throws SQLException {
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            BinaryBuffer buffer = new BinaryBuffer(FULL + FULL / 8);
            buffer.raw(SIGNATURE);
            buffer.int32(0); // flags
            buffer.int32(0); // no extension of the header
            for (byte[] row : rows) {
                buffer.raw(row);
                if (buffer.size() >= FULL) {
                    flush(buffer, in);
                }
            }
            buffer.int16(-1);
            flush(buffer, in);
            return in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    private static void flush(BinaryBuffer buffer, CopyIn in) throws SQLException {
        in.writeToCopy(buffer.array(), 0, buffer.size());
        buffer.clear();
    }
}
