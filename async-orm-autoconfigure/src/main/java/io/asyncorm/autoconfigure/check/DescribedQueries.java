package io.asyncorm.autoconfigure.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.asyncorm.async.Waiting;
import io.asyncorm.autoconfigure.Database;
import io.asyncorm.autoconfigure.inspection.InspectedMethod;
import io.asyncorm.autoconfigure.inspection.InspectedRepository;
import io.asyncorm.autoconfigure.inspection.SampleValues;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.StatementDescription;
import io.asyncorm.plan.StatementDescription.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a database's repositories, and what is wrong with them: each is parsed
 * by the database, as many at a time as operations may run. Used by one thread.
 */
final class DescribedQueries {

	/** What all of them are called where operations are measured. */
	private static final String OPERATION = "describe";

	private final Database database;

	private final SampleValues samples;

	private final List<Described> described = new ArrayList<>();

	private final List<String> unknown = new ArrayList<>();

	private DescribedQueries(Database database) {
		this.database = database;
		this.samples = new SampleValues(database.assembly().models());
	}

	/** Lets the database parse the queries of its repositories. */
	static DescribedQueries of(Database database) {
		DescribedQueries queries = new DescribedQueries(database);
		List<InspectedRepository> repositories = database.repositories()
			.stream()
			.map((type) -> new InspectedRepository(database, type))
			.toList();
		Set<ModelMetadata<?>> models = new HashSet<>();
		for (InspectedRepository repository : repositories) {
			if (repository.methods().stream().anyMatch((method) -> !method.hasBody())
					&& models.add(repository.metadata())) {
				queries.describe(repository.metadata(), repository.reading());
			}
		}
		Set<String> faulty = queries.faultyModels();
		for (InspectedRepository repository : repositories) {
			repository.methods().forEach((method) -> queries.describe(repository, method, faulty));
		}
		return queries;
	}

	/** How many statements the database has parsed. */
	int size() {
		return this.described.size();
	}

	/** Whether the database cannot parse a statement without executing it. */
	boolean areUnparsed() {
		return this.described.stream().anyMatch((each) -> !Waiting.await(each.answer).parsed());
	}

	/** The methods of which it is not known what they would send. */
	List<String> unknown() {
		return List.copyOf(this.unknown);
	}

	/** All that is wrong, once also where the rows and their number are asked for. */
	List<QueryFault> faults() {
		return this.described.stream().flatMap(Described::faults).distinct().toList();
	}

	/**
	 * The models whose tables are not as they say, so that nothing over them is right.
	 */
	private Set<String> faultyModels() {
		Set<String> faulty = new HashSet<>();
		for (Described each : this.described) {
			if (Waiting.await(each.answer).refusal() != null) {
				faulty.add(each.subject);
			}
		}
		return faulty;
	}

	private void describe(ModelMetadata<?> model, Operation<?> reading) {
		describe(model.name(), "", reading, ExpectedColumns.of(model));
	}

	private void describe(InspectedRepository repository, InspectedMethod method, Set<String> faulty) {
		boolean derived = !method.hasQuery();
		if (method.hasBody() || derived && (method.creates() || faulty.contains(repository.model()))) {
			return;
		}
		Object[] values = this.samples.of(method);
		List<Operation<?>> operations = (values != null) ? operations(repository, method, values) : List.of();
		if (operations.isEmpty()) {
			this.unknown.add(method.qualifiedName());
		}
		for (int i = 0; i < operations.size(); i++) {
			describe(method.qualifiedName(), method.query(i), operations.get(i),
					ExpectedColumns.of(operations.get(i), this.database.assembly().models()));
		}
	}

	/** What a call may start, as far as one statement says of it whether it is right. */
	private static List<Operation<?>> operations(InspectedRepository repository, InspectedMethod method,
			Object[] values) {
		try {
			return repository.operations(method, values)
				.stream()
				.<Operation<?>>map(DescribedQueries::describable)
				.filter(Objects::nonNull)
				.toList();
		}
		catch (RuntimeException ex) {
			// the samples are no arguments that it takes
			return List.of();
		}
	}

	/** Which rows are written is asked as how many there are. */
	private static @Nullable Operation<?> describable(Operation<?> operation) {
		return switch (operation) {
			case Operation.UpdateAll update -> new Operation.Count(update.name(), update.state());
			case Operation.DeleteAll delete -> new Operation.Count(delete.name(), delete.state());
			default -> Operation.Describe.isPossible(operation) ? operation : null;
		};
	}

	private void describe(String subject, String text, Operation<?> operation, ExpectedColumns expected) {
		this.described.add(new Described(subject, text, expected,
				this.database.dispatcher().dispatch(new Operation.Describe(OPERATION, operation))));
	}

	/**
	 * A statement that the database was asked about.
	 *
	 * @param subject the method that sends it, or the model
	 * @param text the statement as the user wrote it; empty if it is made of a query set
	 * @param expected the columns that are read of its rows
	 * @param answer what the database says
	 */
	private record Described(String subject, String text, ExpectedColumns expected,
			CompletableFuture<StatementDescription> answer) {

		Stream<QueryFault> faults() {
			StatementDescription description = Waiting.await(this.answer);
			Refusal refusal = description.refusal();
			return (refusal != null) ? Stream.of(refused(refusal))
					: this.expected.faults(description.columns(), this.text)
						.map((fault) -> new QueryFault(this.subject, fault, ""));
		}

		private QueryFault refused(Refusal refusal) {
			if (this.text.isEmpty() || refusal.line() == 0) {
				return new QueryFault(this.subject, refusal.message(), "");
			}
			String place = "line " + refusal.line() + (refusal.near().isEmpty() ? "" : ", at '" + refusal.near() + "'");
			return new QueryFault(this.subject, place + ": " + refusal.message(),
					this.text.lines().skip(refusal.line() - 1).findFirst().orElse("").strip());
		}

	}

}
