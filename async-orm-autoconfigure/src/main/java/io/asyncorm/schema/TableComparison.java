package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.SchemaStep.Phase;

/**
 * Holds the table of a model against the one that there is.
 */
final class TableComparison {

	private static final String OF_ALTERED = " is over what is altered, and comes back";

	private static final String LOST = ", which cannot be over the new type and has to go. It was: ";

	private static final String KEPT = "stays with the values that are kept";

	private final ModelMetadata<?> model;

	private final CatalogTable wanted;

	private final CatalogTable understood;

	private final CatalogTable there;

	private final LiveSchema live;

	private final AlteredColumns altered;

	private final List<SchemaStep> steps;

	private final Dialect dialect;

	private final TableStatements statements;

	private final ColumnComparison columns;

	private final PartsInTheWay inTheWay;

	private final PartRenames renames;

	private final TableKeys keys;

	private final KeyComparison key;

	private final ForeignKeyIndexes lookups;

	/** Adds what is missing, once it is known what gives its name away. */
	private final List<Runnable> missing = new ArrayList<>();

	/**
	 * @param wanted the table as the model says it
	 * @param understood the table as the database understands that
	 * @param there the table that there is
	 * @param altered what other tables build on, too
	 * @param trials asks it about what no model declares
	 * @param renames takes what is renamed with the table or a column
	 * @param steps takes the steps
	 */
	TableComparison(ModelMetadata<?> model, CatalogTable wanted, CatalogTable understood, CatalogTable there,
			LiveSchema live, AlteredColumns altered, Dialect dialect, Trials trials, PartRenames renames,
			List<SchemaStep> steps) {
		this.model = model;
		this.wanted = wanted;
		this.understood = understood;
		this.there = there;
		this.live = live;
		this.altered = altered;
		this.steps = steps;
		this.dialect = dialect;
		this.statements = new TableStatements(dialect);
		this.keys = new TableKeys(there, this::isGone, this::isGone);
		this.key = new KeyComparison(model, wanted, understood, there, live, altered, dialect, this.keys, steps);
		this.columns = new ColumnComparison(wanted, there, live, altered, dialect, trials,
				new ColumnSteps(model, this.key, steps));
		this.renames = renames;
		this.inTheWay = new PartsInTheWay(there, live, altered, trials, this.statements);
		this.lookups = new ForeignKeyIndexes(wanted, this.keys, this.inTheWay, dialect);
	}

	/** To be called for all tables first: finds columns that get another type. */
	void findAltered() {
		this.understood.columns().forEach(this.columns::findAltered);
		List<String> key = this.there.primaryKey();
		if (!LostParts.isSame(key, this.wanted.primaryKey()) && !key.isEmpty()) {
			this.altered.addKey(this.there, key);
		}
	}

	/** To be called for all tables next: finds what is over such columns. */
	void findInTheWay() {
		this.inTheWay.find(lostParts());
	}

	private LostParts lostParts() {
		return new LostParts(this.wanted, this.understood, this.there, this.altered);
	}

	/** To be called for all tables before the rest is compared. */
	void compareColumns() {
		for (int i = 0; i < this.wanted.columns().size(); i++) {
			this.columns.compare(this.wanted.columns().get(i), this.understood.columns().get(i));
		}
		this.columns.compareOthers();
	}

	/** Compares keys, checks, indexes and comments. */
	void compareRest() {
		Set<Object> matched = new HashSet<>();
		this.key.compare(matched);
		compareUniqueKeys(matched);
		compareChecks(matched);
		compareIndexes(matched);
		compareForeignKeys(matched);
		this.missing.forEach(Runnable::run);
		compareOthers(matched);
		ComputedParts computed = new ComputedParts(this.model, this.there, this.wanted, lostParts(), this.statements,
				this.steps);
		computed.drop();
		computed.restore();
		if (!this.wanted.comment().isEmpty() && !this.wanted.comment().equals(this.there.comment())) {
			boolean exchanged = this.model.tableDetails().formerNames().table().exchanged();
			add(exchanged ? Phase.RENAMES : Phase.COMMENTS,
					"the comment of table '" + this.there.name() + "' is another one",
					this.statements.comment(this.wanted));
		}
	}

	private void compareUniqueKeys(Set<Object> matched) {
		for (Constraint key : this.wanted.constraints(Kind.UNIQUE)) {
			Constraint same = this.keys.key(key.columns()).orElse(null);
			Index index = this.keys.index(key.columns()).orElse(null);
			if (same != null) {
				matched.add(same);
				rename(same, key);
			}
			else if (index != null) {
				matched.add(index);
			}
			else if (!this.keys.isWithin(key.columns())) {
				this.missing.add(() -> {
					add(Phase.CONSTRAINTS, "there is no unique key over (" + String.join(", ", key.columns()) + ")",
							this.statements.add(this.wanted, key));
					replace(key.name(), matched);
				});
			}
		}
	}

	private void compareChecks(Set<Object> matched) {
		for (Constraint check : this.understood.constraints(Kind.CHECK)) {
			Constraint declared = this.wanted.constraints(Kind.CHECK)
				.stream()
				.filter((other) -> other.name().equals(check.name()))
				.findFirst()
				.orElse(check);
			Constraint same = this.there.constraints(Kind.CHECK)
				.stream()
				.filter((other) -> !isGone(other) && other.expression().equals(check.expression()))
				.findFirst()
				.orElse(null);
			if (same != null) {
				matched.add(same);
				rename(same, declared);
			}
			else {
				this.missing.add(() -> {
					this.steps.addAll(new EmbeddedRows(this.model, this.wanted, this.there, this.live, this.statements)
						.completedFor(declared));
					add(Phase.CONSTRAINTS, "there is no check '" + declared.expression() + "'",
							this.statements.add(this.wanted, declared));
					replace(check.name(), matched);
				});
			}
		}
	}

	private void compareIndexes(Set<Object> matched) {
		List<Index> absent = new ArrayList<>();
		for (Index index : this.understood.indexes()) {
			Index same = this.there.indexes()
				.stream()
				.filter((other) -> !matched.contains(other) && !isGone(other) && other.unique() == index.unique()
						&& other.parts().equals(index.parts()) && other.method().equals(index.method())
						&& other.condition().equals(index.condition()))
				.findFirst()
				.orElse(null);
			if (same == null) {
				absent.add(index);
				continue;
			}
			matched.add(same);
			if (this.live.isRenamed(this.model) && !same.name().equals(index.name())) {
				this.renames.add(this.model, this.there, same, index.name(),
						(from, to) -> this.statements.rename(this.wanted, same.named(from), to));
			}
		}
		absent.stream()
			.filter((index) -> !this.key.isMade(index) && !this.lookups.isServed(index, matched))
			.forEach((index) -> this.missing.add(() -> addIndex(index, matched)));
	}

	private void addIndex(Index index, Set<Object> matched) {
		Index declared = this.wanted.indexes()
			.stream()
			.filter((other) -> other.name().equals(index.name()))
			.findFirst()
			.orElse(index);
		boolean lookup = this.lookups.isWanted(index);
		boolean replacing = this.dialect.tables().replacingIndexes() && isReplaced(index.name(), matched);
		add(lookup ? Phase.LOOKUP_INDEXES : Phase.INDEXES,
				"there is no index '" + index.name() + "'"
						+ (lookup ? ", nor another one, by which its foreign key is looked up" : ""),
				replacing ? this.statements.replaceIndex(this.wanted, declared)
						: this.statements.createIndex(this.wanted, declared));
		replace(index.name(), matched);
	}

	/** Whether an index has its name that is nothing else's, and leaves it only to it. */
	private boolean isReplaced(String name, Set<Object> matched) {
		return this.there.indexes()
			.stream()
			.filter((other) -> other.name().equalsIgnoreCase(name) && !isGone(other) && matched.add(other))
			.count() > 0;
	}

	private void compareForeignKeys(Set<Object> matched) {
		SameForeignKeys same = new SameForeignKeys(this.live);
		for (Constraint key : this.wanted.constraints(Kind.FOREIGN_KEY)) {
			Constraint found = this.there.constraints(Kind.FOREIGN_KEY)
				.stream()
				.filter((other) -> same.test(other, key) && !isGone(other))
				.findFirst()
				.orElse(null);
			if (found != null && !this.altered.isInTheWay(this.there, found)) {
				matched.add(found);
				rename(found, key);
				continue;
			}
			for (Constraint other : this.there.constraints(Kind.FOREIGN_KEY)) {
				if (!matched.contains(other) && LostParts.isSame(other.columns(), key.columns()) && !isGone(other)) {
					matched.add(other);
					drop(Phase.OLD_FOREIGN_KEYS, "the foreign key of (" + String.join(", ", key.columns())
							+ ") is another one, or its columns are altered", other);
				}
			}
			this.missing.add(() -> {
				add(Phase.FOREIGN_KEYS, "there is no such foreign key of (" + String.join(", ", key.columns()) + ")",
						this.statements.add(this.wanted, key));
				replace(key.name(), matched);
			});
		}
	}

	/** What no model declares is left, unless it is in the way. */
	private void compareOthers(Set<Object> matched) {
		KeyUsers users = new KeyUsers(this.wanted, this.there, this.live, this.dialect);
		for (Constraint other : this.there.constraints()) {
			if (matched.contains(other) || isGone(other) || other.kind() == Kind.PRIMARY_KEY) {
				continue;
			}
			boolean foreignKey = other.kind() == Kind.FOREIGN_KEY;
			if (this.inTheWay.isRemade(other)) {
				String reason = LostParts.describe(other) + OF_ALTERED;
				drop(foreignKey ? Phase.OLD_FOREIGN_KEYS : Phase.OLD_CONSTRAINTS, reason, other);
				add(foreignKey ? Phase.FOREIGN_KEYS : Phase.CONSTRAINTS, reason,
						this.statements.add(this.wanted, other));
			}
			boolean lost = this.inTheWay.isLost(other);
			String reason = "no model declares " + LostParts.describe(other);
			if (!lost && other.kind() == Kind.UNIQUE) {
				leave(Phase.LEFT_CONSTRAINTS, reason, other, users, this.statements.drop(this.wanted, other));
				continue;
			}
			drop(lost ? Phase.OLD_CONSTRAINTS : Phase.LEFT_CONSTRAINTS,
					reason + (lost ? LOST + this.statements.add(this.wanted, other) : ""), other);
		}
		for (Index other : this.there.indexes()) {
			if (!matched.contains(other) && !isGone(other)) {
				if (this.inTheWay.isRemade(other)) {
					String reason = "index '" + other.name() + "'" + OF_ALTERED;
					add(Phase.OLD_CONSTRAINTS, reason, this.statements.drop(this.wanted, other));
					add(Phase.INDEXES, reason, this.statements.createIndex(this.wanted, other));
				}
				String reason = "no model declares index '" + other.name() + "'";
				String drop = this.statements.drop(this.wanted, other);
				if (this.inTheWay.isLost(other)) {
					add(Phase.OLD_CONSTRAINTS, reason + LOST + this.statements.createIndex(this.wanted, other), drop);
				}
				else {
					leave(Phase.LEFT_INDEXES, reason, other, users, drop);
				}
			}
		}
	}

	private void leave(Phase phase, String reason, Object keyOrIndex, KeyUsers users, String drop) {
		if (this.lookups.isUsed(keyOrIndex)) {
			return;
		}
		if (users.isOfOtherIdentity(keyOrIndex)) {
			add(phase, reason + "; it is needed as long as a column of it numbers rows", "");
		}
		else if (!users.isOfIdentity(keyOrIndex)) {
			add(phase, reason + users.inTheWay(keyOrIndex), drop);
		}
	}

	/**
	 * Whether it goes with one of its columns, which is made anew: with that which is
	 * dropped, or with the values that are kept under another name.
	 */
	private boolean isGone(Constraint constraint) {
		return isGone(LostParts.columns(this.there, constraint));
	}

	private boolean isGone(Index index) {
		return isGone(LostParts.columns(this.there, index));
	}

	private boolean isGone(List<String> columns) {
		return columns.stream().anyMatch((column) -> this.altered.isRemade(this.there, column));
	}

	/**
	 * A name can be given anew only when the one that has it is gone, or has another one
	 * as its column has.
	 */
	private void replace(String name, Set<Object> matched) {
		for (Constraint other : this.there.constraints()) {
			if (other.name().equals(name) && !lostParts().isDropped(LostParts.columns(this.there, other))
					&& matched.add(other)) {
				if (isGone(other)) {
					String kept = this.live.nameBefore(name, this.wanted);
					add(Phase.OLD_CONSTRAINTS, "'" + name + "' " + KEPT,
							this.statements.rename(this.wanted, other, other.named(kept)));
				}
				else {
					drop((other.kind() == Kind.FOREIGN_KEY) ? Phase.OLD_FOREIGN_KEYS : Phase.OLD_CONSTRAINTS,
							"'" + name + "' is another one", other);
				}
			}
		}
		for (Index other : this.there.indexes()) {
			if (other.name().equals(name) && !lostParts().isDropped(LostParts.columns(this.there, other))
					&& matched.add(other)) {
				boolean gone = isGone(other) || isHeld(other);
				String kept = this.live.nameBefore(name, this.wanted);
				add(Phase.OLD_CONSTRAINTS, "'" + name + (isGone(other) ? "' " + KEPT : "' is another one"), gone
						? this.statements.rename(this.wanted, other, kept) : this.statements.drop(this.wanted, other));
			}
		}
	}

	/** Whether an index cannot be dropped, since a foreign key may be looked up by it. */
	private boolean isHeld(Index index) {
		return this.dialect.tables().holdingIndexes() && this.there.constraints(Kind.FOREIGN_KEY)
			.stream()
			.anyMatch((key) -> LostParts.columns(this.there, index).containsAll(key.columns()));
	}

	/** Renamed with its table or column, so that its name stays free for another one. */
	private void rename(Constraint constraint, Constraint as) {
		if (this.live.isRenamed(this.model) && constraint.kind() != Kind.PRIMARY_KEY
				&& !constraint.name().equals(as.name()) && !LostParts.isOfColumn(this.there, constraint)) {
			this.renames.add(this.model, this.there, constraint, as.name(),
					(from, to) -> this.statements.rename(this.wanted, constraint.named(from), as.named(to)));
		}
	}

	private void drop(Phase phase, String reason, Constraint constraint) {
		boolean ofColumn = LostParts.isOfColumn(this.there, constraint);
		add(phase, reason + (ofColumn ? "; it is its column's own, which can be modified without it" : ""),
				ofColumn ? "" : this.statements.drop(this.wanted, constraint));
	}

	private void add(Phase phase, String reason, String statement) {
		this.steps.add(new SchemaStep(phase, this.model.name(), this.model.name() + ": " + reason, statement));
	}

}
