package io.asyncorm.schema;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.schema.MigrationRunner.ByFolder;
import io.asyncorm.sql.TableName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Does by a {@link SchemaAction} what is to be done about the tables of the models, when
 * the application starts and when it stops.
 *
 * @since 0.1.0
 */
public final class SchemaInitializer {

	private static final Log logger = LogFactory.getLog(SchemaInitializer.class);

	private final ModelRegistry models;

	private final SchemaGenerator generator;

	private final SchemaAction action;

	private final DdlExecutor executor;

	private final SchemaComparison comparison;

	private final Migrations migrations;

	private final boolean droppingMade;

	private volatile boolean made;

	/**
	 * @param executor creates and drops tables
	 * @param comparison compares them
	 * @param migrations where migrations are written to
	 */
	public SchemaInitializer(ModelRegistry models, SchemaGenerator generator, SchemaAction action, DdlExecutor executor,
			SchemaComparison comparison, Migrations migrations) {
		this(models, generator, action, executor, comparison, migrations, false);
	}

	private SchemaInitializer(ModelRegistry models, SchemaGenerator generator, SchemaAction action,
			DdlExecutor executor, SchemaComparison comparison, Migrations migrations, boolean droppingMade) {
		this.models = models;
		this.generator = generator;
		this.action = action;
		this.executor = executor;
		this.comparison = comparison;
		this.migrations = migrations;
		this.droppingMade = droppingMade;
	}

	/**
	 * One that drops the tables that it creates when the application stops, unless any of
	 * them was there before: then somebody else makes them, who is to drop them too.
	 */
	public SchemaInitializer droppingMade() {
		return new SchemaInitializer(this.models, this.generator, SchemaAction.CREATE, this.executor, this.comparison,
				this.migrations, true);
	}

	/**
	 * To be called before the first query.
	 * @throws SchemaMismatchException if the tables are validated, and not what the
	 * models want
	 */
	public void start() {
		switch (this.action) {
			case NONE -> {
			}
			case VALIDATE -> validate();
			case DIFF -> writeMigration();
			case CREATE -> this.executor.execute(this::create);
			case CREATE_DROP -> this.executor.execute((existing) -> recreate());
		}
	}

	private List<String> create(Set<TableName> existing) {
		this.made = !this.generator.areAny(this.models, existing);
		return this.generator.create(this.models, existing);
	}

	private void validate() {
		List<SchemaStep> steps = this.comparison.steps();
		if (!steps.stream().allMatch((step) -> step.optional() || step.isTolerated())) {
			throw new SchemaMismatchException(steps);
		}
		steps.stream().filter((step) -> !step.isTolerated()).forEach((remark) -> logger.warn(remark.reason()));
		List<SchemaStep> tolerated = steps.stream().filter(SchemaStep::isTolerated).toList();
		if (!tolerated.isEmpty()) {
			logger.info("The schema of the database has what the models need. These differences stop nothing:"
					+ SchemaReport.LINES.ofFirst(tolerated));
		}
	}

	/**
	 * Writes the next migration, whatever the action is.
	 * @return the file, or the last one if it says the same; empty if the tables are what
	 * the models want
	 */
	public Optional<Path> writeMigration() {
		List<SchemaStep> steps = this.comparison.steps();
		MigrationFolder folder = MigrationFolder.of(this.migrations, this.comparison.escape(),
				Clock.systemDefaultZone());
		if (this.migrations.runner() instanceof ByFolder) {
			folder = folder.after(this.comparison.versions(this.migrations.flyway().history()));
		}
		Optional<Path> waiting = folder.waiting(steps);
		if (waiting.isPresent()) {
			logger.warn("The schema of the database is not what the models want. '" + waiting.get()
					+ "' brings it to them, and waits to be run: let it be part of the application. If it was run, what"
					+ " it does was undone, and is to be done again by a migration of your own");
			return waiting;
		}
		Optional<Path> file = folder.write(steps);
		if (file.isPresent()) {
			logger.warn("The schema of the database is not what the models want. '" + file.get()
					+ "' brings it to them: read it, and let it be run" + remarks(folder.remarks(file.get())));
		}
		else {
			logNothing(steps);
		}
		return file;
	}

	private String remarks(List<String> all) {
		return Stream.concat(all.stream(), Stream.ofNullable(this.comparison.misplaced(this.migrations)))
			.map((remark) -> ". " + remark)
			.collect(Collectors.joining());
	}

	/** Remarks tell what no statement mends, or what nobody knows. */
	private static void logNothing(List<SchemaStep> steps) {
		if (steps.stream().allMatch(SchemaStep::isLeft)) {
			logger.info("The schema of the database is what the models want"
					+ (steps.isEmpty() ? "" : ". It has more, which nobody may need:" + SchemaReport.LINES.of(steps)));
		}
		else {
			logger.warn("No migration is written: what differs is mended by no statement, or it is not known whether it"
					+ " differs, or no model declares it:" + SchemaReport.LINES.of(steps));
		}
	}

	/**
	 * To be called after the last query. A database that is closed already, as DevTools
	 * closes one in memory before each restart, has lost its tables, or keeps them.
	 */
	public void stop() {
		if (this.action == SchemaAction.CREATE_DROP || (this.droppingMade && this.made)) {
			try {
				this.executor.execute((existing) -> this.generator.drop(this.models));
			}
			catch (DataAccessResourceFailureException ex) {
				logger.info("No tables were dropped, as the database is gone: " + ex.getMessage());
			}
		}
	}

	private List<String> recreate() {
		List<String> statements = new ArrayList<>(this.generator.drop(this.models));
		statements.addAll(this.generator.create(this.models, Set.of()));
		return statements;
	}

}
