package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * How one database spells what the SQL grammar says. Immutable and safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public interface Dialect {

	/** The database's name, for messages. */
	String name();

	/**
	 * Writes a statement.
	 * @throws IllegalArgumentException if this database has no such statement, which its
	 * {@link #capabilities()} tell beforehand, or if a name in it cannot be a name
	 */
	RenderedSql render(SqlStatement statement);

	/**
	 * Writes a name so that it is only ever a name, with its case kept.
	 * @throws IllegalArgumentException if it is empty or holds a NUL character
	 */
	String quote(String identifier);

	/**
	 * The type of a column, as DDL and casts name it.
	 * @param type the type
	 * @param length number of characters or bytes at most; 0 for no limit
	 * @param precision number of digits of an exact number; 0 for no limit
	 * @param scale how many of these digits are behind the point; counts only with a
	 * precision
	 */
	String columnType(SqlType type, int length, int precision, int scale);

	/** The type without limits. */
	default String columnType(SqlType type) {
		return columnType(type, 0, 0, 0);
	}

	/**
	 * The name under which the driver makes arrays of a type; null if it takes those of
	 * Java.
	 */
	@Nullable String arrayElementType(SqlType type);

	/** In which form a value of a type is handed to the driver. */
	BindForm bindForm(SqlType type);

	/**
	 * The words before a statement whose plan is asked for.
	 * @param options what the plan is to show, as PostgreSQL writes it
	 * @throws UnsupportedFeatureException if this database has no such option
	 */
	String explain(List<String> options);

	/**
	 * The statement that has a session make rows when they are fetched and not before, or
	 * no longer so; null if fetching some at a time does that alone. It ends a
	 * transaction.
	 */
	default @Nullable String lazyRows(boolean lazy) {
		return null;
	}

	/** What this database can do. */
	Capabilities capabilities();

	/** In which form a value is handed to the driver. */
	enum BindForm {

		/** As the Java object that JDBC has for the type. */
		OBJECT,
		/** As text, which the rendered statement casts to the type. */
		TEXT

	}

	/**
	 * What a database can do that others cannot.
	 *
	 * @param upsertStatement whether {@link SqlStatement.Upsert} can be rendered
	 * @param deferrableConstraints whether a constraint can be checked at the end of the
	 * transaction
	 * @param advisoryLocks whether {@code pg_advisory_xact_lock} holds a lock for the
	 * duration of a transaction
	 * @param untypedText whether text that is bound without a type becomes what the
	 * statement needs in its place
	 */
	record Capabilities(boolean upsertStatement, boolean deferrableConstraints, boolean advisoryLocks,
			boolean untypedText) {

	}

}
