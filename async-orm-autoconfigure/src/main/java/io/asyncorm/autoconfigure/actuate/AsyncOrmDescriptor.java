package io.asyncorm.autoconfigure.actuate;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells.
 *
 * @param dataSources by their names
 * @since 0.1.0
 */
public record AsyncOrmDescriptor(Map<String, DataSourceDescriptor> dataSources) implements OperationResponseBody {

	/**
	 * A data source.
	 *
	 * @param database what it speaks
	 * @param engine the engine that speaks it, as far as it is known
	 * @param capabilities what the engine can do, by the names of the settings under
	 * {@code async-orm.database}
	 * @param models the models
	 * @param repositories the repositories
	 * @param inFlight what waits and runs
	 * @param slowest the slowest statements of the last hour, by their shape
	 */
	public record DataSourceDescriptor(String database, String engine, Map<String, String> capabilities,
			List<ModelDescriptor> models, List<RepositoryDescriptor> repositories, List<OperationDescriptor> inFlight,
			List<StatementShapes.Timing> slowest) {

	}

	/**
	 * A model.
	 *
	 * @param name its name
	 * @param type its class
	 * @param table its table
	 * @param columns the columns by property
	 */
	public record ModelDescriptor(String name, String type, String table, Map<String, String> columns) {

	}

	/**
	 * A repository.
	 *
	 * @param type its interface
	 * @param model its model
	 * @param methods what it declares
	 */
	public record RepositoryDescriptor(String type, String model, List<MethodDescriptor> methods) {

	}

	/**
	 * A declared method.
	 *
	 * @param method as it is declared
	 * @param sql what it sends, with question marks
	 * @param note what is to be known of that; null if nothing is
	 */
	public record MethodDescriptor(String method, List<String> sql, @Nullable String note) {

	}

	/**
	 * What waits or runs.
	 *
	 * @param id by which it is cancelled
	 * @param operation what was called
	 * @param state how far it is
	 * @param ageMillis how long ago it was called
	 * @param caller the line that called; null if it is not known
	 */
	public record OperationDescriptor(long id, String operation, String state, long ageMillis,
			@Nullable String caller) {

	}

	/**
	 * The plan of a statement.
	 *
	 * @param method the method that sends it
	 * @param sql the statement
	 * @param plan what the database would do
	 */
	public record PlanDescriptor(String method, String sql, String plan) implements OperationResponseBody {

	}

	/**
	 * Why nothing could be done.
	 *
	 * @param message what is wrong, and what to do
	 */
	public record RefusalDescriptor(String message) implements OperationResponseBody {

	}

}
