package io.asyncorm.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Gives the dialect of a database that it knows. Providers are found under this
 * interface's name in {@code META-INF/spring.factories}, those of others before the one
 * of this library; among themselves they are sorted as
 * {@link org.springframework.core.annotation.Order} says.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DialectProvider {

	/**
	 * The dialect of the database behind a connection; null if it is not one of this
	 * provider's.
	 */
	@Nullable Dialect find(DatabaseMetaData database) throws SQLException;

}
