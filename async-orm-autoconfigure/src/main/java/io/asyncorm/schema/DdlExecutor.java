package io.asyncorm.schema;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.asyncorm.sql.TableName;

/**
 * Executes DDL statements. A port, so that this package needs no connection.
 *
 * @since 0.1.0
 */
public interface DdlExecutor {

	/**
	 * Executes the statements that a plan returns for the existing tables: in one
	 * transaction, and by one process at a time, where the database can do this.
	 * @param plan takes the names of the tables and views, in their exact case, those in
	 * the current schema without it too, and returns the statements to execute, in order
	 */
	void execute(Function<Set<TableName>, List<String>> plan);

}
