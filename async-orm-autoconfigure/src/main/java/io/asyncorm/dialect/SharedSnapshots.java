package io.asyncorm.dialect;

import java.sql.Connection;

import org.jspecify.annotations.Nullable;

/**
 * How transactions see one moment of the database.
 *
 * @param isolation the level, of {@link Connection}, at which all statements of a
 * transaction see the same
 * @param export the query by which a transaction gets a name of what it sees, which
 * others adopt while it lasts; null if they cannot
 * @since 0.1.0
 */
public record SharedSnapshots(int isolation, @Nullable String export) {

	/** No transaction can see exactly what another one does. */
	static final SharedSnapshots NONE = new SharedSnapshots(Connection.TRANSACTION_REPEATABLE_READ, null);

	/**
	 * The statement by which a transaction that has just begun sees what another one
	 * sees.
	 * @param name what the query has given
	 */
	public String adopt(String name) {
		return "SET TRANSACTION SNAPSHOT '" + name.replace("'", "''") + "'";
	}

}
