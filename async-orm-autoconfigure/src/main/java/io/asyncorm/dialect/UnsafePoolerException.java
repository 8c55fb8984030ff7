package io.asyncorm.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at startup when a pooler between the driver and the server would mix up the
 * statements that the driver prepares, so that reads would give wrong rows.
 *
 * @since 0.1.0
 */
public class UnsafePoolerException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String driverParameter;

	private final @Nullable String replica;

	/**
	 * @param driverParameter the parameter of the JDBC URL that keeps the driver from
	 * preparing statements
	 */
	public UnsafePoolerException(String driverParameter) {
		this(driverParameter, null);
	}

	/**
	 * Creates it for one of several servers.
	 * @param driverParameter the parameter of the JDBC URL that keeps the driver from
	 * preparing statements
	 * @param replica the name of the replica that the pooler stands in front of; null if
	 * it does so in front of the primary
	 */
	public UnsafePoolerException(String driverParameter, @Nullable String replica) {
		super("Between the driver and " + ((replica != null) ? "the replica '" + replica + "'" : "the database")
				+ " stands a pooler, such as PgBouncer, that may run each transaction in"
				+ " another session, while the driver prepares statements that stay in one: reads would give the rows"
				+ " of other statements. Add '" + driverParameter + "' to the JDBC URL; or say"
				+ " 'pooler(Pooler.CARRIES_PREPARED_STATEMENTS)', or 'async-orm.database.pooler="
				+ "carries-prepared-statements', if it does (PgBouncer 1.21 or newer with 'max_prepared_statements',"
				+ " or a pooler in session mode)");
		this.driverParameter = driverParameter;
		this.replica = replica;
	}

	/**
	 * Returns the parameter of the JDBC URL that keeps the driver from preparing
	 * statements.
	 */
	public String getDriverParameter() {
		return this.driverParameter;
	}

	/** The replica that the pooler stands in front of; null if that is the primary. */
	public @Nullable String getReplica() {
		return this.replica;
	}

}
