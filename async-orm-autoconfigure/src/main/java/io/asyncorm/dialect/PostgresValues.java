package io.asyncorm.dialect;

import java.sql.SQLException;

import org.postgresql.util.PGobject;

/**
 * Makes values of types that JDBC does not know. Loaded only where PostgreSQL's driver is
 * on the class path.
 */
final class PostgresValues {

	private PostgresValues() {
	}

	static Object of(String type, String text) {
		PGobject value = new PGobject();
		value.setType(type);
		try {
			value.setValue(text);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The driver takes no text as a value of type " + type, ex);
		}
		return value;
	}

}
