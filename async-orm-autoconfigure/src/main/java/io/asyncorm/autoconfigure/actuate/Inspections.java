package io.asyncorm.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.autoconfigure.Database;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.MethodDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.ModelDescriptor;
import io.asyncorm.autoconfigure.actuate.AsyncOrmDescriptor.RepositoryDescriptor;
import io.asyncorm.autoconfigure.inspection.InspectedMethod;
import io.asyncorm.autoconfigure.inspection.InspectedRepository;
import io.asyncorm.autoconfigure.inspection.SampleValues;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;

/**
 * Models and repositories, and what the methods of these send. Thread-safe.
 */
final class Inspections {

	private final SlowStatements statements;

	private final Map<Class<?>, InspectedRepository> repositories = new ConcurrentHashMap<>();

	Inspections(SlowStatements statements) {
		this.statements = statements;
	}

	static List<ModelDescriptor> models(Database database) {
		return database.assembly().models().models().stream().map(Inspections::model).toList();
	}

	private static ModelDescriptor model(ModelMetadata<?> model) {
		Map<String, String> columns = new LinkedHashMap<>();
		for (ModelField field : model.fields()) {
			columns.put(field.name(), field.column());
		}
		return new ModelDescriptor(model.name(), model.type().getName(), model.table(), columns);
	}

	InspectedRepository repository(Database database, Class<?> type) {
		InspectedRepository known = this.repositories.computeIfAbsent(type,
				(missing) -> new InspectedRepository(database, missing));
		return (known.database().name().equals(database.name())) ? known : new InspectedRepository(database, type);
	}

	RepositoryDescriptor describe(InspectedRepository repository) {
		List<MethodDescriptor> methods = new ArrayList<>();
		for (InspectedMethod method : repository.methods()) {
			methods.add(describe(method, repository));
		}
		return new RepositoryDescriptor(repository.type().getName(), repository.model(), methods);
	}

	private MethodDescriptor describe(InspectedMethod method, InspectedRepository repository) {
		if (method.hasBody()) {
			return new MethodDescriptor(method.toString(), List.of(), "Java code, which may call others");
		}
		if (method.writes()) {
			return describeWrite(method, repository);
		}
		try {
			return new MethodDescriptor(method.toString(), sql(method, repository), null);
		}
		catch (RuntimeException ex) {
			return new MethodDescriptor(method.toString(), List.of(), "depends on the arguments: explain it with some");
		}
	}

	private MethodDescriptor describeWrite(InspectedMethod method, InspectedRepository repository) {
		try {
			return new MethodDescriptor(method.toString(), sql(method, repository),
					"as far as they do not depend on the rows that are there");
		}
		catch (RuntimeException ex) {
			String operation = repository.model() + "." + verb(method.name());
			return new MethodDescriptor(method.toString(),
					this.statements.of(repository.database().name()).sent(operation),
					"what " + operation + " has sent within the last hour");
		}
	}

	/** Derived methods start what their names begin with. */
	private static String verb(String name) {
		return name.replaceFirst("(By|OrderBy)\\P{Ll}.*", "");
	}

	private static List<String> sql(InspectedMethod method, InspectedRepository repository) {
		Database database = repository.database();
		Object[] samples = new SampleValues(database.assembly().models()).of(method);
		if (samples == null) {
			throw new IllegalArgumentException("Of a type no value is known");
		}
		List<String> texts = new ArrayList<>();
		for (Operation<?> operation : repository.operations(method, samples)) {
			String text = database.dispatcher().sql(operation);
			texts.addAll(method.writes() ? List.of(text.split(OperationDispatcher.BETWEEN)) : List.of(text));
		}
		return texts;
	}

}
