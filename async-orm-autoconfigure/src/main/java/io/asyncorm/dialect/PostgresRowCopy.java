package io.asyncorm.dialect;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Encoding;

/**
 * COPY in its text format, which the server reads as it does literals (see "Populating a
 * Database" and COPY in the manual of PostgreSQL). Loaded only where the driver is on the
 * class path.
 */
final class PostgresRowCopy implements RowCopy {

	/** About as many characters are sent at once. */
	private static final int CHUNK = 32_768;

	@Override
	public boolean isSupported(Connection connection) throws SQLException {
		return connection.isWrapperFor(BaseConnection.class);
	}

	/**
	 * COPY goes past rules and does not know views, and is refused where row security may
	 * hide rows. It reads values as literals of their columns' types, where an INSERT may
	 * convert them from others. Rows are read back by their keys, which a trigger must
	 * not have changed if they may be those of other rows.
	 */
	@Override
	public String isLikeInsert() {
		return """
				SELECT c.relkind IN ('r', 'p') AND NOT c.relhasrules AND NOT c.relrowsecurity
				    AND NOT (c.relkind = 'r' AND c.relhassubclass)
				    AND (? OR NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t
				        WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 7 = 7))
				    AND NOT EXISTS (SELECT FROM unnest(CAST(? AS text[]), CAST(? AS text[])) AS g (name, type)
				        WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
				            AND a.attname = g.name AND a.atttypid = pg_catalog.to_regtype(g.type)))
				FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass(?)""";
	}

	@Override
	public long copy(Connection connection, String sql, List<@Nullable Object[]> columns) throws SQLException {
		BaseConnection driver = connection.unwrap(BaseConnection.class);
		CopyIn copy = driver.getCopyAPI().copyIn(sql);
		try {
			send(copy, columns, driver.getEncoding());
			return copy.endCopy();
		}
		catch (Throwable ex) {
			cancel(copy, ex);
			throw ex;
		}
	}

	private static void send(CopyIn copy, List<@Nullable Object[]> columns, Encoding encoding) throws SQLException {
		StringBuilder text = new StringBuilder(CHUNK + CHUNK / 4);
		for (int row = 0; row < columns.get(0).length; row++) {
			for (int column = 0; column < columns.size(); column++) {
				if (column > 0) {
					text.append('\t');
				}
				append(text, columns.get(column)[row]);
			}
			text.append('\n');
			if (text.length() >= CHUNK) {
				send(copy, text, encoding);
			}
		}
		send(copy, text, encoding);
	}

	private static void send(CopyIn copy, StringBuilder text, Encoding encoding) throws SQLException {
		byte[] bytes = encode(text.toString(), encoding);
		copy.writeToCopy(bytes, 0, bytes.length);
		text.setLength(0);
	}

	private static byte[] encode(String text, Encoding encoding) throws SQLException {
		try {
			return encoding.encode(text);
		}
		catch (IOException ex) {
			throw new SQLException("The text cannot be encoded for the connection", ex);
		}
	}

	private static void append(StringBuilder text, @Nullable Object value) {
		switch (value) {
			case null -> text.append("\\N");
			case Long number -> text.append(number.longValue());
			case Integer number -> text.append(number.intValue());
			case byte[] bytes -> text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
			default -> appendEscaped(text, value.toString());
		}
	}

	private static void appendEscaped(StringBuilder text, String value) {
		int appended = 0;
		for (int i = 0; i < value.length(); i++) {
			char letter = switch (value.charAt(i)) {
				case '\\' -> '\\';
				case '\t' -> 't';
				case '\n' -> 'n';
				case '\r' -> 'r';
				default -> 0;
			};
			if (letter != 0) {
				text.append(value, appended, i).append('\\').append(letter);
				appended = i + 1;
			}
		}
		text.append(value, appended, value.length());
	}

	/** What fails on our side ends the statement, so that the connection is free. */
	private static void cancel(CopyIn copy, Throwable failure) {
		try {
			if (copy.isActive()) {
				copy.cancelCopy();
			}
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

}
