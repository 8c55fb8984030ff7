package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Identity;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.SchemaStep.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Holds the primary key of a model against the one that there is. Where identity columns
 * are never without a key and columns of a key are never null (MariaDB), one statement
 * replaces the key and makes what it can of its columns only then. Not thread-safe.
 */
final class KeyComparison {

	/** Of a column that stops being an identity. */
	static final String MOVED = "the column numbers rows no more, as the database does so by one column of a table,"
			+ " which is to be the key";

	private final ModelMetadata<?> model;

	private final CatalogTable wanted;

	private final CatalogTable there;

	private final AlteredColumns altered;

	private final TableKeys keys;

	private final NeededIndexes indexes;

	private final boolean atOnce;

	private final TableStatements statements;

	private final List<SchemaStep> steps;

	/** What stands behind ALTER TABLE, beside the key. */
	private final List<String> actions = new ArrayList<>();

	private final List<String> reasons = new ArrayList<>();

	private final Set<Index> made = new HashSet<>();

	/**
	 * @param wanted the table as the model says it
	 * @param understood the table as the database understands that
	 * @param there the table that there is
	 * @param altered keeps what else builds on the key
	 * @param keys the keys of the table that stay
	 * @param steps takes the steps
	 */
	KeyComparison(ModelMetadata<?> model, CatalogTable wanted, CatalogTable understood, CatalogTable there,
			LiveSchema live, AlteredColumns altered, Dialect dialect, TableKeys keys, List<SchemaStep> steps) {
		this.model = model;
		this.wanted = wanted;
		this.there = there;
		this.altered = altered;
		this.keys = keys;
		this.indexes = new NeededIndexes(there, understood, live, altered);
		this.atOnce = dialect.tables().replacingIndexes();
		this.statements = new TableStatements(dialect);
		this.steps = steps;
	}

	/** Whether a column gets an identity together with its key alone. */
	boolean makesIdentities() {
		return this.atOnce;
	}

	/** Whether a column stops being an identity, since only one of a table can be. */
	boolean isMoved(CatalogTable.Column column) {
		List<String> identities = NeededIndexes.identities(this.wanted);
		return this.atOnce && column.identity() != Identity.NONE && !identities.isEmpty()
				&& !identities.contains(column.name());
	}

	/** Whether a column can be null only once the key is replaced. */
	boolean isFreed(String column) {
		return this.atOnce && this.there.primaryKey().contains(column) && isReplaced();
	}

	private boolean isReplaced() {
		return !isKept() && unique() == null;
	}

	/** Whether the primary key is what the model wants, or can be. */
	private boolean isKept() {
		return this.keys.isKey(this.wanted.primaryKey());
	}

	/** The unique key that will do beside the primary key that stays; null if none. */
	private @Nullable Object unique() {
		return this.keys.isFilled(this.wanted, this::isMoved) ? this.keys.unique(this.wanted.primaryKey()) : null;
	}

	/**
	 * Takes what becomes of a column together with the key.
	 * @param reason what it is for, with the name of the column
	 * @param action what stands behind ALTER TABLE
	 */
	void add(String reason, String action) {
		this.reasons.add(reason);
		this.actions.add(action);
	}

	/** Whether an index of the model is made together with the key. */
	boolean isMade(Index index) {
		return this.made.contains(index);
	}

	/**
	 * To be called when it is known of all columns what becomes of them.
	 * @param matched takes the key or index that will do
	 */
	void compare(Set<Object> matched) {
		Object unique = unique();
		List<Constraint> former = this.there.constraints(Kind.PRIMARY_KEY);
		if (isKept()) {
			alter(List.of(), this.there.primaryKey(), List.of());
		}
		else if (unique != null) {
			matched.add(unique);
			alter(List.of(), this.there.primaryKey(), List.of());
			former.forEach((key) -> add(Phase.LEFT_CONSTRAINTS, "no model declares " + LostParts.describe(key),
					this.statements.drop(this.wanted, key)));
		}
		else {
			replace(former);
		}
	}

	private void replace(List<Constraint> former) {
		List<String> key = this.wanted.primaryKey();
		String reason = "the primary key is to be (" + String.join(", ", key) + ")";
		if (this.atOnce && !(former.isEmpty() && this.actions.isEmpty())) {
			this.reasons.add(0, this.model.name() + ": " + reason);
			alter(former.isEmpty() ? List.of() : List.of("drop primary key"), key,
					List.of("add primary key (" + this.statements.quoted(key) + ")"));
			return;
		}
		String users = this.altered.keyUsers(this.there);
		String refused = users.isEmpty() ? ""
				: "; the database refuses to drop it while others use it: drop " + users + " before";
		for (Constraint one : former) {
			add(Phase.OLD_CONSTRAINTS, "the primary key is (" + String.join(", ", one.columns()) + ")" + refused,
					this.statements.drop(this.wanted, one));
		}
		add(former.isEmpty() ? Phase.KEYS : Phase.CONSTRAINTS, reason,
				this.statements.add(this.wanted, this.wanted.constraints(Kind.PRIMARY_KEY).get(0)));
	}

	/**
	 * @param before what comes before all else
	 * @param key the primary key by then
	 * @param after what comes behind all else
	 */
	private void alter(List<String> before, List<String> key, List<String> after) {
		if (this.reasons.isEmpty()) {
			return;
		}
		List<Index> missing = this.indexes.missing(key, identities());
		this.made.addAll(missing);
		missing.forEach((index) -> this.reasons.add((index.unique() ? "foreign keys need a unique key"
				: "what numbers rows, or a foreign key, needs an index") + " over ("
				+ String.join(", ", NeededIndexes.columns(index)) + ")"));
		List<String> all = Stream
			.of(before, this.actions, missing.stream().map(this.statements::addIndex).toList(), after)
			.flatMap(List::stream)
			.toList();
		this.steps.add(new SchemaStep(Phase.CONSTRAINTS, this.model.name(), String.join("; ", this.reasons),
				"alter table " + this.statements.name(this.wanted) + " " + String.join(", ", all)));
	}

	/** Those of the model, or else what no model declares. */
	private List<String> identities() {
		List<String> identities = NeededIndexes.identities(this.wanted);
		return identities.isEmpty() ? NeededIndexes.identities(this.there) : identities;
	}

	private void add(Phase phase, String reason, String statement) {
		this.steps.add(new SchemaStep(phase, this.model.name(), this.model.name() + ": " + reason, statement));
	}

}
