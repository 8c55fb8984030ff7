package io.asyncorm.dialect;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * All that is particular to one database: how it writes what the SQL grammar says, what
 * its errors mean, how it locks, and in which form it takes values. What is not
 * overridden is as on PostgreSQL. Immutable and safe for use by several threads.
 * <p>
 * A dialect is found by a {@link DialectProvider}, or is a bean.
 *
 * @since 0.1.0
 */
public interface Dialect {

	/** The database's name, for messages. */
	String name();

	/**
	 * Writes a statement, most likely with an {@link SqlRenderer}.
	 * @throws IllegalArgumentException if this database has no such statement, which its
	 * {@link #capabilities()} tell beforehand, or if a name in it cannot be a name
	 */
	RenderedSql render(SqlStatement statement);

	/**
	 * Writes a name so that it is only ever a name, with its case kept.
	 * @throws IllegalArgumentException if it is empty or holds a NUL character
	 */
	default String quote(String identifier) {
		return Identifiers.quote(identifier);
	}

	/** How tables are made and dropped. */
	default TableSpelling tables() {
		return TableSpelling.POSTGRESQL;
	}

	/**
	 * The type of a column, as DDL and casts name it.
	 * @param type the type
	 * @param length number of characters or bytes at most; 0 for no limit
	 * @param precision number of digits of an exact number; 0 for no limit
	 * @param scale how many of these digits are behind the point; counts only with a
	 * precision
	 */
	default String columnType(SqlType type, int length, int precision, int scale) {
		return PostgresTypes.columnType(type, length, precision, scale);
	}

	/** The type without limits. */
	default String columnType(SqlType type) {
		return columnType(type, 0, 0, 0);
	}

	/**
	 * The type whose values stand in the columns of a type, where the database has no
	 * such type: points in time may stand there as dates and times in UTC, and lengths of
	 * time as numbers of microseconds.
	 */
	default SqlType storedType(SqlType type) {
		return type;
	}

	/** In which form a value of a type is handed to the driver. */
	default BindForm bindForm(SqlType type) {
		return (type == SqlType.DURATION || type == SqlType.JSON) ? BindForm.TEXT : BindForm.OBJECT;
	}

	/** In which form many values of a type are handed to the driver as one. */
	default ArrayForm arrayForm(SqlType elementType) {
		return new ArrayForm.JdbcArray(PostgresTypes.elementType(elementType));
	}

	/**
	 * The words before a statement whose plan is asked for.
	 * @param options what the plan is to show, as PostgreSQL writes it
	 * @throws UnsupportedFeatureException if this database has no such option
	 */
	default String explain(List<String> options) {
		return options.isEmpty() ? "EXPLAIN " : "EXPLAIN (" + String.join(", ", options) + ") ";
	}

	/**
	 * The statement that has a session make rows when they are fetched and not before, or
	 * no longer so; null if fetching some at a time does that alone. It ends a
	 * transaction.
	 */
	default @Nullable String lazyRows(boolean lazy) {
		return null;
	}

	/**
	 * Has the server give up what it does for a statement. Called by another thread than
	 * the one that waits for the statement.
	 */
	default void cancel(Statement statement) throws SQLException {
		statement.cancel();
	}

	/** What its errors mean. */
	default SqlErrors errors() {
		return SqlErrors.POSTGRESQL;
	}

	/** How a lock by a number is held until a transaction has ended. */
	default NumberedLocks locks() {
		return new NumberedLocks.OfProcess();
	}

	/** What this database can do. */
	Capabilities capabilities();

	/** In which form a value is handed to the driver. */
	enum BindForm {

		/** As the Java object that JDBC has for the type. */
		OBJECT,
		/** As text, which the rendered statement makes the type of. */
		TEXT

	}

	/**
	 * What a database can do that others cannot.
	 *
	 * @param upsertStatement whether it finds or inserts in one statement, by changes
	 * within WITH and ON CONFLICT
	 * @param returningUpdates whether an update gives back the rows that it has stored,
	 * as an insert must
	 * @param deferrableConstraints whether a constraint can be checked at the end of the
	 * transaction
	 * @param untypedText whether text that is bound without a type becomes what the
	 * statement needs in its place
	 * @param collidingInserts whether an insert that finds its key taken does not lock
	 * the row of that key, so that transactions in which this happens do not stand in
	 * each other's way
	 */
	record Capabilities(boolean upsertStatement, boolean returningUpdates, boolean deferrableConstraints,
			boolean untypedText, boolean collidingInserts) {

	}

}
