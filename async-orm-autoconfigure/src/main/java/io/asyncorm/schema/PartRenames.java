package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.RenameOrder.Rename;
import io.asyncorm.schema.SchemaStep.Phase;

/**
 * Renames keys, checks and indexes with their tables and columns, so that their names are
 * free for those of others. Where something else keeps such a name, they stay what they
 * are called. Not thread-safe.
 */
final class PartRenames {

	private final LiveSchema live;

	/** Whether names of all constraints are unique in a schema. */
	private final boolean bySchema;

	/** Whether those of foreign keys are, apart from others. */
	private final boolean foreignKeysBySchema;

	private final List<SchemaStep> steps;

	/** By what each is unique in. */
	private final Map<List<String>, Map<String, Part>> parts = new LinkedHashMap<>();

	/**
	 * @param dialect what the database speaks
	 * @param steps takes the steps
	 */
	PartRenames(LiveSchema live, Dialect dialect, List<SchemaStep> steps) {
		this.live = live;
		this.bySchema = dialect.tables().schemaConstraints();
		this.foreignKeysBySchema = dialect.tables().schemaForeignKeys();
		this.steps = steps;
	}

	/**
	 * Takes an index that is to be renamed.
	 * @param table the table that it is of
	 * @param statement gives what has one name another one
	 */
	void add(ModelMetadata<?> model, CatalogTable table, Index index, String to, BinaryOperator<String> statement) {
		add(List.of(table.schema()), index.name(), new Part(model, "index ", to, statement));
	}

	/** Takes a key or check, likewise. */
	void add(ModelMetadata<?> model, CatalogTable table, Constraint constraint, String to,
			BinaryOperator<String> statement) {
		add(place(table, constraint.kind()), constraint.name(), new Part(model, "", to, statement));
	}

	private List<String> place(CatalogTable table, Kind kind) {
		if (kind == Kind.FOREIGN_KEY && this.foreignKeysBySchema) {
			return List.of(table.schema(), "", kind.name());
		}
		return (this.bySchema || kind == Kind.UNIQUE || kind == Kind.EXCLUSION) ? List.of(table.schema())
				: List.of(table.schema(), table.name());
	}

	private void add(List<String> place, String name, Part part) {
		this.parts.computeIfAbsent(place, (key) -> new LinkedHashMap<>()).put(name, part);
	}

	/** Adds the steps, in order. */
	void add() {
		this.parts.forEach((place, all) -> {
			Set<String> taken = taken(place);
			while (all.values().removeIf((part) -> taken.contains(part.to()) && !all.containsKey(part.to()))) {
				// what keeps its name is in the way of others
			}
			Map<String, String> renames = new LinkedHashMap<>();
			all.forEach((from, part) -> renames.put(from, part.to()));
			Map<String, String> former = new LinkedHashMap<>();
			for (Rename<String> rename : RenameOrder.of(renames, this.live::nameBefore)) {
				String first = former.getOrDefault(rename.from(), rename.from());
				former.put(rename.to(), first);
				Part part = Objects.requireNonNull(all.get(first));
				this.steps.add(new SchemaStep(Phase.RENAMES, part.model().name(),
						part.model().name() + ": " + part.what() + "'" + first + "' is called after the former name",
						part.statement().apply(rename.from(), rename.to())));
			}
		});
	}

	private Set<String> taken(List<String> place) {
		Set<String> taken = new HashSet<>();
		this.live.tables().stream().filter((table) -> table.schema().equals(place.get(0))).forEach((table) -> {
			List<Constraint> constraints = new ArrayList<>(table.constraints());
			if (place.size() == 1) {
				taken.add(table.name());
				table.indexes().forEach((index) -> taken.add(index.name()));
				constraints
					.removeIf((one) -> !this.bySchema && (one.kind() == Kind.CHECK || one.kind() == Kind.FOREIGN_KEY));
			}
			if (place.size() > 2) {
				constraints.removeIf((one) -> one.kind() != Kind.FOREIGN_KEY);
			}
			if (place.size() != 2 || table.name().equals(place.get(1))) {
				constraints.forEach((constraint) -> taken.add(constraint.name()));
			}
		});
		return taken;
	}

	/**
	 * A key, check or index.
	 *
	 * @param what what it is, for messages
	 * @param to its new name
	 * @param statement gives what has one name another one
	 */
	private record Part(ModelMetadata<?> model, String what, String to, BinaryOperator<String> statement) {
	}

}
