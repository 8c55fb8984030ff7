package io.asyncorm.dialect;

import java.sql.Connection;
import java.util.List;
import java.util.Map;

/**
 * Finds out which of the engines that speak a dialect a connection leads to, and what it
 * and its driver can do. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface EngineDetection {

	/**
	 * Queries for what the engine says of itself, by names for their answers: of each,
	 * the first column of all rows is asked for. One that fails has no answer, and does
	 * not keep the others from being sent.
	 */
	Map<String, String> queries();

	/**
	 * The dialect for the engine.
	 * @param answers the answers to the queries, by their names
	 * @param connection tries out what the driver can do; no statement is sent there
	 */
	Dialect choose(Map<String, List<String>> answers, Connection connection);

}
