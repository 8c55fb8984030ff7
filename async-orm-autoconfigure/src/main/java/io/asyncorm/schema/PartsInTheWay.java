package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Constraint;
import io.asyncorm.dialect.CatalogTable.Identity;
import io.asyncorm.dialect.CatalogTable.Index;
import io.asyncorm.dialect.CatalogTable.Kind;
import io.asyncorm.dialect.CatalogTable.Target;

/**
 * Finds out what becomes of keys, checks, indexes and computed columns that no model
 * declares, over columns of a table that get other types. The database makes them anew by
 * itself, column by column; where several columns of one are altered, it is to be dropped
 * before and made again. Checks and indexes that cannot be over the new types are lost;
 * what else cannot is in the way, until a person drops it. Not thread-safe.
 */
final class PartsInTheWay {

	private static final String OWN = Trials.table(0);

	private static final String OTHER = Trials.table(1);

	private final CatalogTable there;

	private final LiveSchema live;

	private final AlteredColumns altered;

	private final Trials trials;

	private final TableStatements statements;

	private final Set<Object> remade = new HashSet<>();

	private final Set<Object> lost = new HashSet<>();

	/**
	 * @param there the table that there is
	 * @param altered tells the columns, and takes what is in their way
	 */
	PartsInTheWay(CatalogTable there, LiveSchema live, AlteredColumns altered, Trials trials,
			TableStatements statements) {
		this.there = there;
		this.live = live;
		this.altered = altered;
		this.trials = trials;
		this.statements = statements;
	}

	/** To be called when it is known of all columns which get other types. */
	void find(LostParts parts) {
		findForeignKeys(parts);
		List<String> columns = altered((column) -> true);
		if (columns.isEmpty()) {
			return;
		}
		Predicate<Column> over = (column) -> columns.contains(column.name());
		Map<Object, String> all = new LinkedHashMap<>();
		parts.constraints(over)
			.stream()
			.filter((part) -> part.kind() != Kind.PRIMARY_KEY && part.kind() != Kind.FOREIGN_KEY)
			.forEach((part) -> all.put(part, this.statements.add(trial(), part.named(""))));
		parts.indexes(over).stream().filter(TableStatements::isOfKind).forEach(this::keep);
		parts.indexes(over)
			.stream()
			.filter((part) -> !TableStatements.isOfKind(part))
			.forEach(
					(part) -> all.put(part, this.statements.createIndex(trial(), part.named(OWN + "_i" + all.size()))));
		boolean refused = !all.isEmpty() && this.trials.isRefused(List.of(OWN), statements(all));
		all.forEach((part, statement) -> {
			List<String> own = altered((column) -> isOver(part, column));
			if (refused && this.trials.isRefused(List.of(OWN), statements(Map.of(part, statement)))) {
				if (part instanceof Index || ((Constraint) part).kind() == Kind.CHECK) {
					this.lost.add(part);
				}
				else {
					own.forEach((column) -> this.altered.addUser(this.there, column, describe(part)));
				}
			}
			else if (own.size() > 1 && isOfSeveral(part)) {
				this.remade.add(part);
			}
		});
		parts.undeclaredComputed().forEach(this::findComputed);
	}

	/** No temporary table can tell: it stays, and is in the way of what is no text. */
	private void keep(Index index) {
		altered((column) -> LostParts.mentions(index, column) && !this.statements.dialect()
			.catalog()
			.standardName(this.altered.typeOf(this.there, column))
			.matches("text|character.*"))
			.forEach((column) -> this.altered.addUser(this.there, column, describe(index)));
	}

	/** Whether a part is to be dropped before, and made again. */
	boolean isRemade(Object part) {
		return this.remade.contains(part);
	}

	/** Whether a check or index makes no sense over the new types, and is dropped. */
	boolean isLost(Object part) {
		return this.lost.contains(part);
	}

	private void findComputed(Column computed) {
		String formula = Objects.requireNonNull(computed.computedOf());
		List<String> own = altered((column) -> LostParts.mentions(formula, column.name()));
		if (own.isEmpty()) {
			return;
		}
		List<Column> columns = new ArrayList<>(trial(
				(column) -> !column.name().equals(computed.name()) && LostParts.mentions(formula, column.name())));
		columns.add(computed);
		if (this.trials.isRefused(List.of(OWN), List.of(create(OWN, columns, "")))) {
			own.forEach((column) -> this.altered.addUser(this.there, column,
					"column " + this.statements.quote(computed.name())));
			this.altered.addFixed(this.there, computed.name());
		}
	}

	private void findForeignKeys(LostParts parts) {
		for (Constraint key : this.there.constraints(Kind.FOREIGN_KEY)) {
			Target target = key.target();
			CatalogTable other = (target != null) ? this.live.find(target) : null;
			if (other == null || target == null || !this.altered.isInTheWay(this.there, key)
					|| !parts.isUndeclared(key)) {
				continue;
			}
			List<String> own = altered((column) -> key.columns().contains(column.name()));
			List<String> others = target.columns()
				.stream()
				.filter((column) -> this.altered.isTypeAltered(other, column))
				.toList();
			boolean lost = this.altered.isKeyLost(key);
			boolean without = lost && (parts.isOfNoModel() || !hasOtherKey(other, target));
			boolean kept = without && this.statements.dialect().tables().replacingIndexes();
			if (kept) {
				this.altered.keepKey(other, target.columns());
			}
			if (without && !kept) {
				this.altered.addKeyUser(other, describe(key) + " of " + this.statements.name(this.there));
			}
			else if (kept && own.isEmpty() && others.isEmpty()) {
				continue;
			}
			else if (isRefused(key, target, other)) {
				String user = describe(key) + " of " + this.statements.name(this.there);
				own.forEach((column) -> this.altered.addUser(this.there, column, user));
				others.forEach((column) -> this.altered.addUser(other, column, user));
			}
			else if (lost || own.size() + others.size() > 1
					|| this.statements.dialect().tables().referencesFixTypes()) {
				this.remade.add(key);
			}
		}
	}

	/**
	 * Whether a foreign key can go over to a unique key, when the primary key is lost.
	 */
	private static boolean hasOtherKey(CatalogTable other, Target target) {
		return other.constraints(Kind.UNIQUE)
			.stream()
			.anyMatch((key) -> LostParts.isSame(key.columns(), target.columns()));
	}

	private boolean isRefused(Constraint key, Target target, CatalogTable other) {
		if (this.statements.dialect().tables().referencesFixTypes()) {
			return !LostParts.pairs(types(this.there, key.columns()), types(other, target.columns()))
				.stream()
				.allMatch((pair) -> pair.get(0).equals(pair.get(1)));
		}
		List<Column> columns = other.columns()
			.stream()
			.filter((column) -> target.columns().contains(column.name()))
			.map((column) -> plain(other, column))
			.toList();
		Constraint trial = new Constraint(Kind.FOREIGN_KEY, "", key.columns(), "",
				new Target("", OTHER, target.columns(), target.onDelete(), target.deferred()));
		return this.trials.isRefused(List.of(OTHER, OWN),
				List.of(create(OTHER, columns, ", unique (" + this.statements.quoted(target.columns()) + ")"),
						create(OWN, trial((column) -> key.columns().contains(column.name())), ""),
						this.statements.add(trial(), trial)));
	}

	/** As the catalog calls them, and not the models. */
	private List<String> types(CatalogTable table, List<String> columns) {
		return columns.stream()
			.flatMap((name) -> table.columns().stream().filter((column) -> column.name().equals(name)))
			.map((column) -> this.altered.typeOf(table, column))
			.toList();
	}

	/** The columns that get other types, of those that are asked for. */
	private List<String> altered(Predicate<Column> columns) {
		return this.there.columns()
			.stream()
			.filter((column) -> this.altered.isTypeAltered(this.there, column.name()))
			.filter(columns)
			.map(Column::name)
			.toList();
	}

	/** Keys and plain indexes have their columns each by itself. */
	private static boolean isOfSeveral(Object part) {
		return (part instanceof Index index)
				? !index.condition().isEmpty() || !index.parts().stream().allMatch(CatalogTable.Part::column)
				: ((Constraint) part).kind() != Kind.UNIQUE;
	}

	private static boolean isOver(Object part, Column column) {
		return (part instanceof Constraint constraint) ? LostParts.isOver(constraint, column)
				: LostParts.mentions((Index) part, column);
	}

	/** Of which not every catalog tells the columns. */
	private static boolean isExclusion(Object part) {
		return part instanceof Constraint constraint && constraint.kind() == Kind.EXCLUSION;
	}

	private String describe(Object part) {
		if (part instanceof Index index) {
			return "index " + this.statements.quote(index.name());
		}
		Constraint constraint = (Constraint) part;
		return switch (constraint.kind()) {
			case PRIMARY_KEY -> "primary key ";
			case UNIQUE -> "unique key ";
			case FOREIGN_KEY -> "foreign key ";
			case CHECK -> "check ";
			case EXCLUSION -> "exclusion ";
		} + this.statements.quote(constraint.name());
	}

	/**
	 * @param parts what is added to the table, which has only the columns that it is over
	 */
	private List<String> statements(Map<Object, String> parts) {
		List<Column> columns = trial(
				(column) -> parts.keySet().stream().anyMatch((part) -> isExclusion(part) || isOver(part, column)));
		List<String> all = new ArrayList<>(List.of(create(OWN, columns, "")));
		all.addAll(parts.values());
		return all;
	}

	private String create(String name, List<Column> columns, String rest) {
		return this.statements.createTemporary(name,
				"(" + String.join(", ", columns.stream().map(this.statements::column).toList()) + rest + ")");
	}

	/** The table as it is called when it is tried out. */
	private static CatalogTable trial() {
		return new CatalogTable("", OWN, "", List.of(), List.of(), List.of());
	}

	/** Some columns as they are afterwards, without anything over them. */
	private List<Column> trial(Predicate<Column> columns) {
		return this.there.columns().stream().filter(columns).map((column) -> plain(this.there, column)).toList();
	}

	private Column plain(CatalogTable table, Column column) {
		return new Column(column.name(), this.altered.typeOf(table, column), true, null, Identity.NONE, null, "");
	}

}
