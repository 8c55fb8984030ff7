package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.asyncorm.dialect.CatalogSequence;
import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.TextEscape;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.schema.MigrationRunner.ByLiquibase;
import io.asyncorm.schema.SchemaStep.Phase;
import io.asyncorm.sql.TableName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Holds the models against the schema that a database has, and tells the steps that bring
 * it to them, in the order in which they can be executed. It changes nothing: the
 * database is asked by temporary tables how it understands the types and expressions of
 * the models.
 *
 * @since 0.1.0
 */
public final class SchemaComparison {

	private static final Log logger = LogFactory.getLog(SchemaComparison.class);

	private final ModelRegistry models;

	private final Dialect dialect;

	private final CatalogReader reader;

	private final TableStatements statements;

	public SchemaComparison(ModelRegistry models, Dialect dialect, CatalogReader reader) {
		this.models = models;
		this.dialect = dialect;
		this.reader = reader;
		this.statements = new TableStatements(dialect);
	}

	/**
	 * The steps, in order; none if the database has all that the models want.
	 * @throws DataAccessException if the database does not answer, or refuses what a
	 * model declares
	 */
	public List<SchemaStep> steps() {
		List<SchemaStep> steps = new ArrayList<>();
		LiveSchema live = new LiveSchema(this.models, this.dialect, this.reader, steps::add);
		Tables tables = tables(live);
		Map<ModelMetadata<?>, CatalogTable> wanted = tables.wanted();
		Map<ModelMetadata<?>, CatalogTable> understood = tables.understood();
		EnumLabels labels = tables.labels();
		Trials trials = tables.trials();
		List<SchemaStep> texts = new ArrayList<>();
		labels.renamed().steps().forEach((step) -> ((step.phase() == Phase.COLUMNS) ? texts : steps).add(step));
		steps.addAll(labels.steps());
		sequences(wanted.keySet(), live, steps);
		AlteredColumns altered = new AlteredColumns();
		PartRenames parts = new PartRenames(live, this.dialect, steps);
		List<TableComparison> comparisons = new ArrayList<>();
		wanted.forEach((model, table) -> {
			CatalogTable there = live.find(model);
			if (there == null) {
				create(model, table, live, steps);
			}
			else if (!there.borrowed()) {
				untold(model, there).ifPresent(steps::add);
				comparisons.add(new TableComparison(model, table, Objects.requireNonNull(understood.get(model)), there,
						live, altered, this.dialect, trials, parts, steps));
			}
		});
		comparisons.forEach(TableComparison::findAltered);
		live.others()
			.forEach((other) -> new PartsInTheWay(other, live, altered, trials, this.statements)
				.find(LostParts.ofNoModel(other, altered)));
		comparisons.forEach(TableComparison::findInTheWay);
		comparisons.forEach(TableComparison::compareColumns);
		steps.addAll(texts);
		comparisons.forEach(TableComparison::compareRest);
		parts.add();
		for (CatalogTable other : live.others()) {
			if (!MigrationTables.isOne(other)) {
				steps.add(new SchemaStep(Phase.LEFT_TABLES, other.name(), "table '" + other.name() + "' is of no model",
						"drop table " + live.quoted(other)));
			}
		}
		labels.takeOutUsers(steps);
		steps.sort(Comparator.comparing(SchemaStep::phase));
		return List.copyOf(steps);
	}

	/**
	 * The tables as the models say them, with types that the database has already where
	 * they hold the properties, and all that is declared beside them.
	 */
	private Tables tables(LiveSchema live) {
		List<ModelMetadata<?>> ordered = SchemaGenerator.ordered(this.models);
		KeptTypes kept = new KeptTypes(live, ordered, this.dialect, this.reader);
		RenamedConstants renamed = new RenamedConstants(live, kept, this.dialect, this.reader);
		renamed.find(ordered);
		EnumLabels labels = EnumLabels.of(ordered, kept, renamed, live);
		Map<ModelMetadata<?>, CatalogTable> wanted = wanted(ordered, live, kept);
		Supplier<Map<ModelMetadata<?>, CatalogTable>> now = () -> labels.later().without(wanted(ordered, live, kept));
		Trials trials = new Trials(this.reader, renamed.former());
		return trials.attempt(() -> new Tables(wanted, understood(wanted, trials), labels, trials))
			.or(() -> trials.attempt(() -> new Tables(now.get(), understood(now.get(), trials), labels, trials)))
			.orElseGet(() -> {
				// Types of columns that no model declares are in the way of what one
				// declares
				ordered.forEach((model) -> kept.refuse(model, () -> isRefused(model, now.get(), trials)));
				return new Tables(now.get(), understood(now.get(), trials), labels, trials);
			});
	}

	private Map<ModelMetadata<?>, CatalogTable> wanted(List<ModelMetadata<?>> ordered, LiveSchema live,
			KeptTypes kept) {
		return new ModelTables(this.dialect, live::name, live::name, kept::of).of(ordered);
	}

	private boolean isRefused(ModelMetadata<?> model, Map<ModelMetadata<?>, CatalogTable> wanted, Trials trials) {
		return trials.attempt(() -> understood(Map.of(model, Objects.requireNonNull(wanted.get(model))), trials))
			.isEmpty();
	}

	/** How the database is told of characters that do not stand in a text as they are. */
	TextEscape escape() {
		return this.dialect.tables().escape();
	}

	/**
	 * The versions of migrations that Flyway has run; none if it has run nothing, or this
	 * user may not know.
	 * @param history the table in which Flyway keeps them
	 */
	List<String> versions(TableName history) {
		try {
			return ranVersions(history);
		}
		catch (DataAccessException ex) {
			logger.warn("What Flyway has run cannot be read, so that the next migration is numbered behind those in the"
					+ " folder alone: " + ex.getMessage());
			return List.of();
		}
	}

	private List<String> ranVersions(TableName history) {
		return this.reader.tables(history.schema().isEmpty() ? this.reader.searchPath() : List.of(history.schema()))
			.stream()
			.filter((table) -> table.name().equals(history.name()))
			.findFirst()
			.map((table) -> this.reader.texts(new TableName(table.schema(), table.name()), "version"))
			.orElse(List.of());
	}

	/**
	 * Why migrations do not make what the models want; null if they do: what runs them
	 * may do so in another schema than that of the connections.
	 */
	@Nullable String misplaced(Migrations migrations) {
		boolean liquibase = migrations.runner() instanceof ByLiquibase;
		String schema = (migrations.runner() instanceof ByLiquibase by) ? by.schema()
				: migrations.flyway().history().schema();
		List<String> path = this.reader.searchPath();
		return (schema.isEmpty() || path.isEmpty() || path.get(0).equals(schema)) ? null
				: (liquibase ? "Liquibase" : "Flyway") + " runs it in the schema '" + schema + "', as "
						+ (liquibase ? "spring.liquibase.default-schema"
								: "spring.flyway.default-schema or the first of spring.flyway.schemas")
						+ " says, but the models mean tables in '" + path.get(0)
						+ "': let both be one, as by '?currentSchema=" + schema + "' in spring.datasource.url";
	}

	private void create(ModelMetadata<?> model, CatalogTable table, LiveSchema live, List<SchemaStep> steps) {
		String reason = model.name() + ": table '" + table.name() + "' is missing"
				+ new RenameHints(live).of(model, table);
		if (!table.schema().isEmpty()) {
			String schema = "create schema if not exists " + this.dialect.quote(table.schema());
			if (steps.stream().noneMatch((step) -> step.statement().equals(schema))) {
				steps.add(new SchemaStep(Phase.SCHEMAS, model.name(), reason, schema));
			}
		}
		this.statements.createTable(model, table, SchemaGenerator.ordered(this.models))
			.forEach((statement) -> steps.add(new SchemaStep(Phase.TABLES, model.name(), reason, statement)));
		table.indexes()
			.forEach((index) -> steps
				.add(new SchemaStep(Phase.INDEXES, model.name(), reason, this.statements.createIndex(table, index))));
		table.constraints(Kind.FOREIGN_KEY)
			.forEach((key) -> steps
				.add(new SchemaStep(Phase.FOREIGN_KEYS, model.name(), reason, this.statements.add(table, key))));
		this.statements.comments(table)
			.forEach((comment) -> steps.add(new SchemaStep(Phase.COMMENTS, model.name(), reason, comment)));
	}

	/** A remark about what the database does not tell a user who may only read. */
	private Optional<SchemaStep> untold(ModelMetadata<?> model, CatalogTable there) {
		String keys = there.constraints(Kind.FOREIGN_KEY)
			.stream()
			.filter((key) -> key.target() != null && key.target().onDelete().isEmpty())
			.map((key) -> "'" + key.name() + "'")
			.collect(Collectors.joining(", "));
		return keys.isEmpty() ? Optional.empty() : Optional.of(new SchemaStep(Phase.FOREIGN_KEYS, model.name(),
				model.name() + ": what the foreign keys " + keys + " do when a row is deleted that they refer to is"
						+ " not compared, as " + this.dialect.name() + " does not tell a user who may only read the"
						+ " table. Any other right will do, such as 'grant show view on ... to ...'",
				""));
	}

	private void sequences(Set<ModelMetadata<?>> all, LiveSchema live, List<SchemaStep> steps) {
		Map<TableName, ModelField> declared = new LinkedHashMap<>();
		all.forEach((model) -> model.fields().forEach((field) -> {
			if (field.declaredSequence() != null) {
				declared.putIfAbsent(field.declaredSequence().name(), field);
			}
		}));
		if (declared.isEmpty()) {
			return;
		}
		Set<String> names = new TreeSet<>();
		declared.keySet().forEach((name) -> names.add(name.name().toLowerCase(Locale.ROOT)));
		List<CatalogSequence> found = this.reader.sequences(names).orElseThrow(() -> Trials.unread("sequences"));
		declared.forEach((name, field) -> {
			if (found.stream().noneMatch((sequence) -> live.isMeant(sequence, name))) {
				String reason = field + ": sequence '" + name.name() + "' is missing";
				statements(name, field, live).forEach((statement) -> steps
					.add(new SchemaStep(Phase.SEQUENCES, field.model().name(), reason, statement)));
			}
		});
	}

	private List<String> statements(TableName sequence, ModelField field, LiveSchema live) {
		String name = this.dialect.quote(sequence);
		CatalogTable table = live.find(field.model());
		if (table == null) {
			return List.of("create sequence " + name);
		}
		String column = live.name(field);
		String options = live.sequenceOptions(table, column);
		String quoted = this.dialect.quote(live.name(field.model()));
		return options.isEmpty() ? this.dialect.tables().sequence(name, quoted, this.dialect.quote(column))
				: new UndeclaredIdentity(sequence, quoted, column, options, this.statements).before();
	}

	/**
	 * What the database makes of the tables when it is asked by temporary ones: types and
	 * expressions as its catalog tells them.
	 */
	private Map<ModelMetadata<?>, CatalogTable> understood(Map<ModelMetadata<?>, CatalogTable> wanted, Trials trials) {
		List<String> names = new ArrayList<>();
		List<String> statements = new ArrayList<>();
		for (CatalogTable table : wanted.values()) {
			CatalogTable trial = Trials.trial(trials.former().before(table), names.size());
			names.add(trial.name());
			statements.add(this.statements.createTemporary(trial.name(), this.statements.body(trial)));
			trial.indexes().forEach((index) -> statements.add(this.statements.createIndex(trial, index)));
		}
		List<CatalogTable> tried = this.reader.tryOut(names, statements);
		Map<ModelMetadata<?>, CatalogTable> understood = new LinkedHashMap<>();
		wanted.forEach((model, table) -> {
			int number = understood.size();
			CatalogTable one = tried.stream()
				.filter((other) -> other.name().equals(Trials.table(number)))
				.findFirst()
				.orElseThrow();
			understood.put(model, merged(table, trials.former().after(Trials.named(one, table, number))));
		});
		return understood;
	}

	private static CatalogTable merged(CatalogTable wanted, CatalogTable tried) {
		List<CatalogTable.Constraint> constraints = new ArrayList<>(wanted.constraints(Kind.PRIMARY_KEY));
		constraints.addAll(tried.constraints(Kind.UNIQUE));
		constraints.addAll(tried.constraints(Kind.CHECK));
		constraints.addAll(wanted.constraints(Kind.FOREIGN_KEY));
		return new CatalogTable(wanted.schema(), wanted.name(), wanted.comment(), tried.columns(), constraints,
				tried.indexes());
	}

	/**
	 * @param wanted the tables as the models say them
	 * @param understood the same as the database understands them
	 * @param labels the enums of the database that their columns are of
	 * @param trials asks the database
	 */
	private record Tables(Map<ModelMetadata<?>, CatalogTable> wanted, Map<ModelMetadata<?>, CatalogTable> understood,
			EnumLabels labels, Trials trials) {
	}

}
