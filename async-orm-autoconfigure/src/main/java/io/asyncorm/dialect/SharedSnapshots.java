package io.asyncorm.dialect;

import java.sql.Connection;

import org.jspecify.annotations.Nullable;

/**
 * How transactions see one moment of the database.
 *
 * @param isolation the level, of {@link Connection}, at which all statements of a
 * transaction see the same
 * @param server an expression for the server process, which is not the same for two
 * servers behind one address; null if transactions cannot share what they see
 * @param export an expression by which a transaction gets a name of what it sees, which
 * others adopt while it lasts; null where each of its statements sees another moment
 * @since 0.1.0
 */
public record SharedSnapshots(int isolation, @Nullable String server, @Nullable String export) {

	/** No transaction can see exactly what another one does. */
	static final SharedSnapshots NONE = new SharedSnapshots(Connection.TRANSACTION_REPEATABLE_READ, null, null);

	/** Whether a transaction can see what another one does. */
	public boolean areShared() {
		return this.server != null && this.export != null;
	}

	/** The query by which a transaction says where it is, and what it sees. */
	public String exportQuery() {
		return "SELECT concat(" + this.server + ", ' ', " + this.export + ")";
	}

	/** The query by which a transaction says where it is. */
	public String serverQuery() {
		return "SELECT " + this.server;
	}

	/**
	 * The statement by which a transaction that has just begun sees what another one
	 * sees.
	 * @param name what the expression has given
	 */
	public String adopt(String name) {
		return "SET TRANSACTION SNAPSHOT '" + name.replace("'", "''") + "'";
	}

}
