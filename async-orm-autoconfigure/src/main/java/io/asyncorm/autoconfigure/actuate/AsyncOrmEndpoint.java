package io.asyncorm.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.async.InFlight;
import io.asyncorm.async.Waiting;
import io.asyncorm.autoconfigure.Database;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.autoconfigure.SlowStatementExplanations;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.DataSourceDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.OperationDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.PlanDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.RefusalDescriptor;
import io.asyncorm.autoconfigure.inspection.InspectedMethod;
import io.asyncorm.autoconfigure.inspection.InspectedRepository;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.QuotedSql;
import io.asyncorm.model.NearestName;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.ExplainOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.ClassUtils;

/**
 * The endpoint {@code asyncorm}: models, repositories and what their methods send, what
 * is in flight and how to cancel it, and what was slow. It never tells a value that was
 * sent.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = "asyncorm")
public class AsyncOrmEndpoint {

	private final Databases databases;

	private final SlowStatements statements;

	private final SlowStatementExplanations explanations;

	private final Inspections inspections;

	AsyncOrmEndpoint(Databases databases, SlowStatements statements, SlowStatementExplanations explanations) {
		this.databases = databases;
		this.statements = statements;
		this.explanations = explanations;
		this.inspections = new Inspections(statements);
	}

	/** All that is known of all data sources. */
	@ReadOperation
	public AsyncOrmDescriptor describe() {
		Map<String, DataSourceDescriptor> all = new LinkedHashMap<>();
		for (Database database : this.databases.all()) {
			all.put(database.name(), new DataSourceDescriptor(database.assembly().dialect().name(),
					database.assembly().dialect().facts().engine(),
					database.assembly().dialect().facts().capabilities(), Inspections.models(database),
					database.repositories()
						.stream()
						.map((type) -> this.inspections.describe(this.inspections.repository(database, type)))
						.toList(),
					database.dispatcher().inFlight().stream().map(AsyncOrmEndpoint::describe).toList(),
					slowest(database)));
		}
		return new AsyncOrmDescriptor(all);
	}

	private List<StatementShapes.Timing> slowest(Database database) {
		return this.statements.of(database.name())
			.slowest()
			.stream()
			.map((timing) -> timing
				.explained(this.explanations.find(database.name(), timing.operation(), timing.sql())))
			.toList();
	}

	private static OperationDescriptor describe(InFlight operation) {
		return new OperationDescriptor(operation.id(), operation.name(), operation.state().name(),
				operation.age().toMillis(), Objects.toString(operation.caller(), null));
	}

	/**
	 * The plan of what a declared method would send, which is not executed.
	 * @param repository the name of its interface
	 * @param method its name
	 * @param arguments its arguments, as in {@code title=Emma&pages=300}
	 */
	@ReadOperation
	public WebEndpointResponse<?> explain(@Selector String repository, @Selector String method,
			@Nullable String arguments) {
		try {
			InspectedRepository found = find(repository);
			return (found != null) ? explain(found, method, RequestedArguments.parse(arguments))
					: refusal(WebEndpointResponse.STATUS_NOT_FOUND,
							"There is no repository '" + repository + "'." + NearestName.suggest(repository, names()));
		}
		catch (EndpointRequestException | InvalidDataAccessApiUsageException ex) {
			return refusal(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
	}

	private WebEndpointResponse<?> explain(InspectedRepository repository, String name, RequestedArguments arguments) {
		List<InspectedMethod> methods = repository.methods();
		List<InspectedMethod> overloads = methods.stream().filter((method) -> method.name().equals(name)).toList();
		if (overloads.isEmpty()) {
			return refusal(WebEndpointResponse.STATUS_NOT_FOUND, "'" + repository.type().getSimpleName()
					+ "' declares no method '" + name + "'."
					+ NearestName.suggest(name, methods.stream().map(InspectedMethod::name).distinct().toList()));
		}
		InspectedMethod method = arguments.choose(overloads);
		if (method.hasBody() || method.writes()) {
			throw new EndpointRequestException(method + " cannot be explained: only what reads, or has a @Query, can");
		}
		Database database = repository.database();
		List<Operation<?>> operations = repository.operations(method,
				arguments.values(method, database.assembly().models()));
		if (operations.isEmpty() || !operations.stream().allMatch(Operation.Explain::isPossible)) {
			throw new EndpointRequestException(method + " cannot be explained: it sends nothing with these arguments");
		}
		if (operations.get(0) instanceof Operation.Sql<?> sql && !QuotedSql.isOneStatement(sql.sql())) {
			throw new EndpointRequestException(method
					+ " cannot be explained: its @Query holds several statements, of which all but the first would run");
		}
		return new WebEndpointResponse<>(plan(method, operations.get(0), database));
	}

	private static PlanDescriptor plan(InspectedMethod method, Operation<?> operation, Database database) {
		String plan = Waiting.await(database.dispatcher()
			.dispatch(new Operation.Explain(operation.name(), operation, ExplainOptions.of(Kw.empty()))));
		return new PlanDescriptor(method.toString(), database.dispatcher().sql(operation), plan);
	}

	private @Nullable InspectedRepository find(String name) {
		for (Database database : this.databases.all()) {
			for (Class<?> type : database.repositories()) {
				if (type.getName().equals(name) || ClassUtils.getShortName(type).equals(name)
						|| type.getSimpleName().equals(name)) {
					return this.inspections.repository(database, type);
				}
			}
		}
		return null;
	}

	private List<String> names() {
		List<String> names = new ArrayList<>();
		this.databases.all()
			.forEach((database) -> database.repositories().forEach((type) -> names.add(type.getSimpleName())));
		return names;
	}

	/**
	 * Cancels what waits or runs, as cancelling its future does. Of a commit that is
	 * under way the server is told.
	 * @param dataSource the data source
	 * @param id its number
	 */
	@DeleteOperation
	public WebEndpointResponse<?> cancel(@Selector String dataSource, @Selector long id) {
		for (Database database : this.databases.all()) {
			if (database.name().equals(dataSource) && database.dispatcher().cancel(id)) {
				return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
			}
		}
		return refusal(WebEndpointResponse.STATUS_NOT_FOUND, "Nothing with the id " + id
				+ " is in flight over the data source '" + dataSource + "', or it cannot be cancelled any more");
	}

	private static WebEndpointResponse<?> refusal(int status, String message) {
		return new WebEndpointResponse<>(new RefusalDescriptor(message), status);
	}

}
