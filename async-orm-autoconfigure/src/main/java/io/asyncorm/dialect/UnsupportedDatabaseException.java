package io.asyncorm.dialect;

/**
 * Thrown when there is no dialect for a database.
 *
 * @since 0.1.0
 */
public class UnsupportedDatabaseException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String productName;

	/**
	 * @param productName the name that the database gives itself
	 */
	public UnsupportedDatabaseException(String productName) {
		super("The database '" + productName
				+ "' is not supported: there are dialects for PostgreSQL, H2 and MariaDB. Connect to one of"
				+ " these, or declare a bean of type '" + Dialect.class.getName() + "' for yours, or name a '"
				+ DialectProvider.class.getName() + "' in META-INF/spring.factories");
		this.productName = productName;
	}

	/**
	 * Returns the name that the database gives itself.
	 */
	public String getProductName() {
		return this.productName;
	}

}
