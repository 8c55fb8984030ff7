package io.asyncorm.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Detects the databases that one dialect, or several, are for. Providers are found under
 * this interface's name in {@code META-INF/spring.factories}, those of others before the
 * one of this library; among themselves they are sorted by
 * {@link org.springframework.core.annotation.Order}.
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
