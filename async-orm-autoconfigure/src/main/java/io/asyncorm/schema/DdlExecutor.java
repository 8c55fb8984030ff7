package io.asyncorm.schema;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Changes the schema of a database. A port, so that this floor needs no connection.
 *
 * @since 0.1.0
 */
public interface DdlExecutor {

	/**
	 * Executes what a plan makes of the tables that are there: in one transaction, and by
	 * one process at a time, where the database can do this.
	 * @param plan takes the names of the tables and views in the current schema, each in
	 * its very case, and gives the statements to execute, in order
	 */
	void execute(Function<Set<String>, List<String>> plan);

}
