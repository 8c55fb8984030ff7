package io.asyncorm.dialect;

/**
 * Thrown at startup when a pooler between the driver and the server would mix up the
 * statements that the driver prepares, so that reads would give wrong rows.
 *
 * @since 0.1.0
 */
public class UnsafePoolerException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String driverParameter;

	/**
	 * @param driverParameter the parameter of the JDBC URL that keeps the driver from
	 * preparing statements
	 */
	public UnsafePoolerException(String driverParameter) {
		super("Between the driver and the database stands a pooler, such as PgBouncer, that may run each transaction in"
				+ " another session, while the driver prepares statements that stay in one: reads would give the rows"
				+ " of other statements. Add '" + driverParameter + "' to the JDBC URL; or say"
				+ " 'pooler(Pooler.CARRIES_PREPARED_STATEMENTS)', or 'async-orm.database.pooler="
				+ "carries-prepared-statements', if it does (PgBouncer 1.21 or newer with 'max_prepared_statements',"
				+ " or a pooler in session mode)");
		this.driverParameter = driverParameter;
	}

	/**
	 * Returns the parameter of the JDBC URL that keeps the driver from preparing
	 * statements.
	 */
	public String getDriverParameter() {
		return this.driverParameter;
	}

}
