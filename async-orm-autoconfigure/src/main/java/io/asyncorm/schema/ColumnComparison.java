package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Identity;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.schema.SchemaStep.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Holds the columns of a model against those that there are.
 *
 * @param model the model
 * @param wanted the table as the model says it
 * @param there the table that there is
 * @param live all that there is
 * @param altered takes what is altered
 * @param dialect what the database speaks
 * @param exact whether the database was asked how it understands types and expressions
 * @param trials asks the database about what no model declares
 * @param steps takes the steps
 */
record ColumnComparison(ModelMetadata<?> model, CatalogTable wanted, CatalogTable there, LiveSchema live,
		AlteredColumns altered, Dialect dialect, boolean exact, Trials trials, List<SchemaStep> steps) {

	private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric", "real",
			"double precision");

	/** The smallest first. */
	private static final List<String> WHOLE_NUMBERS = List.of("smallint", "integer", "bigint");

	private static final Pattern DRAWN = Pattern.compile("\\(*nextval\\(");

	private static final Pattern SEQUENCE = Pattern.compile("nextval\\('((?:[^']|'')+)'");

	/**
	 * Compares a column.
	 * @param column the column as the model says it
	 * @param understood the column as the database understands that
	 */
	void compare(Column column, Column understood) {
		Column is = find(column.name());
		if (is == null) {
			addColumn(column);
		}
		else if (understood.computedOf() != null) {
			compareComputed(column, understood, is);
		}
		else if (is.computedOf() != null) {
			keepComputed(column, understood, is);
		}
		else {
			compareWritten(column, understood, is);
		}
		if (!column.comment().isEmpty() && (is == null || this.altered.isRemade(this.there, column.name())
				|| !column.comment().equals(is.comment())) && this.dialect.tables().commentStatements()) {
			add(Phase.COMMENTS, column, "the comment is another one", statements().comment(this.wanted, column));
		}
	}

	private @Nullable Column find(String name) {
		return this.there.columns().stream().filter((column) -> column.name().equals(name)).findFirst().orElse(null);
	}

	private void addColumn(Column column) {
		boolean computed = column.computedOf() != null;
		Phase phase = computed ? Phase.COMPUTED_COLUMNS : Phase.COLUMNS;
		boolean filled = computed || column.nullable() || column.defaultValue() != null
				|| column.identity() != Identity.NONE;
		String value = filled ? null : literal(column);
		String definition = statements().column(column);
		String missing = "the column is missing" + field(column).map(this.live::missed).orElse("");
		if (value != null) {
			String withDefault = statements().column(
					new Column(column.name(), column.type(), false, value, column.identity(), null, column.comment()));
			add(phase, column, missing + "; rows that are there get its default",
					alter() + "add column " + withDefault);
			alterColumn(column, "the default is the library's", "drop default");
		}
		else {
			add(phase, column, missing
					+ (filled ? "" : "; where there are rows, add it without 'not null' first, and give them a value"),
					alter() + "add column " + definition);
		}
	}

	/** What is computed is lost by nobody: it is dropped, and computed again. */
	private void compareComputed(Column column, Column understood, Column is) {
		boolean same = this.exact ? Objects.equals(understood.computedOf(), is.computedOf())
				&& understood.type().equals(is.type()) && understood.nullable() == is.nullable()
				: is.computedOf() != null;
		if (same && !isOfAltered(is)) {
			return;
		}
		this.altered.addRemade(this.there, column.name());
		if (is.computedOf() != null) {
			add(Phase.OLD_COLUMNS, column, "the column is computed otherwise" + inTheWay(is),
					alter() + "drop column " + quote(column.name()));
		}
		else {
			String kept = LostParts.columnBefore(column.name(), this.there, this.wanted);
			add(Phase.OLD_COLUMNS, column,
					"the column is written, and is to be computed; its values are kept in '" + kept + "'",
					alter() + "rename column " + quote(column.name()) + " to " + quote(kept));
			if (!is.nullable()) {
				add(Phase.OLD_COLUMNS, column, "nobody writes '" + kept + "'",
						alter() + this.dialect.tables()
							.dropNotNull(quote(kept), statements()
								.column(new Column(kept, is.type(), true, null, Identity.NONE, null, is.comment()))));
			}
		}
		add(Phase.COMPUTED_COLUMNS, column, "the column is computed otherwise",
				alter() + "add column " + statements().column(column));
	}

	/** Whether it is computed of what gets another type, which has to be free then. */
	private boolean isOfAltered(Column is) {
		String formula = is.computedOf();
		return formula != null && this.there.columns()
			.stream()
			.anyMatch((other) -> this.altered.isTypeAltered(this.there, other.name())
					&& LostParts.mentions(formula, other.name()));
	}

	/** Only the database knows what it computes: that stays until somebody drops it. */
	private void keepComputed(Column column, Column understood, Column is) {
		computeAgain(is);
		if (isReadOnly(column)) {
			return;
		}
		leave(column, "no model declares that the column is computed of " + is.computedOf(), "drop expression");
		List<SchemaStep> afterwards = new ArrayList<>();
		new ColumnComparison(this.model, this.wanted, this.there, this.live, this.altered, this.dialect, this.exact,
				this.trials, afterwards)
			.compareWritten(column, understood, new Column(is.name(), is.type(), is.nullable(), null, is.identity(),
					null, is.comment(), is.users()));
		afterwards.forEach((step) -> this.steps
			.add(new SchemaStep(Phase.LEFT_INDEXES, step.model(), step.reason(), step.statement(), step.field())));
	}

	private void computeAgain(Column is) {
		if (isOfAltered(is) && !this.altered.isFixed(this.there, is.name())) {
			this.altered.addRemade(this.there, is.name());
			add(Phase.OLD_COLUMNS, is, "the column is computed of what gets another type" + inTheWay(is),
					alter() + "drop column " + quote(is.name()));
			add(Phase.COMPUTED_COLUMNS, is, "the column is computed as before",
					alter() + "add column " + statements().column(is));
			if (!is.comment().isEmpty() && this.dialect.tables().commentStatements()
					&& this.wanted.columns()
						.stream()
						.noneMatch((column) -> column.name().equals(is.name()) && !column.comment().isEmpty())) {
				add(Phase.COMMENTS, is, "the comment is lost with the column, and comes back",
						statements().comment(this.wanted, is));
			}
		}
	}

	private void compareWritten(Column column, Column understood, Column is) {
		boolean drawn = is.defaultValue() != null && DRAWN.matcher(is.defaultValue()).lookingAt();
		boolean identity = is.identity() != Identity.NONE;
		boolean undeclared = identity && understood.identity() == Identity.NONE;
		List<String> sequence = List.of();
		if (this.exact && undeclared && UndeclaredIdentity.isSequenceOf(understood.type())) {
			sequence = identityInTheWay(column, understood);
			undeclared = false;
		}
		else if (this.exact && undeclared && !isReadOnly(column)) {
			leave(column, "no model declares that the column is an identity", "drop identity");
			if (!WHOLE_NUMBERS.contains(understood.type())) {
				this.altered.addUser(this.there, is.name(), "the identity");
			}
		}
		String value = is.defaultValue();
		if (this.exact && !understood.type().equals(is.type())) {
			TypeChange change = new TypeChange(is.type(), understood.type());
			UndeclaredDefault again = null;
			if (value != null && !(drawn && NUMBERS.contains(understood.type()))) {
				if (understood.defaultValue() != null) {
					alterColumn(column, "the default is of the type before", "drop default");
					value = null;
				}
				else {
					again = defaultInTheWay(column, is, change);
				}
			}
			String warning = change.warning();
			alterColumn(column,
					"the type is '" + is.type() + "'" + (warning.isEmpty() ? "" : "; " + warning) + inTheWay(is),
					"type " + column.type() + change.using(quote(column.name()), column.type()));
			sequence.forEach((statement) -> add(Phase.COLUMNS, column, "a sequence counts on", statement));
			if (again != null) {
				alterColumn(column, "the default comes back", "set default " + again.converted());
			}
			widenSequence(column, understood, is);
		}
		compareDefault(column, understood, value, drawn);
		// What the database fills is never null, whatever the model allows
		if (!(undeclared && understood.nullable())) {
			compareNull(column, understood, is);
		}
		if (this.exact && understood.identity() != Identity.NONE && !identity && !drawn) {
			alterColumn(column, "the column is no identity", "add" + this.dialect.tables().generatedKey());
			add(Phase.COLUMNS, column, "the identity goes on behind the rows that are there",
					"select setval(pg_get_serial_sequence('" + statements().name(this.wanted).replace("'", "''")
							+ "', '" + column.name().replace("'", "''") + "'), coalesce((select max("
							+ quote(column.name()) + ") from " + statements().name(this.wanted) + "), 0) + 1, false)");
		}
	}

	/**
	 * @return what is to be done once the column is of the new type
	 */
	private List<String> identityInTheWay(Column column, Column understood) {
		UndeclaredIdentity counted = new UndeclaredIdentity(this.wanted, column,
				this.live.sequenceName(this.wanted, column.name()), statements());
		String reason = "no identity is of the type '" + understood.type() + "', and a sequence counts on";
		counted.before().forEach((statement) -> add(Phase.COLUMNS, column, reason, statement));
		alterColumn(column, reason, "drop identity");
		return counted.after();
	}

	/**
	 * What no model declares stays: as the database converts it, or dropped and given
	 * again, or where it can be neither, in the way of the new type.
	 * @return the default that is to be given again; null if none is
	 */
	private @Nullable UndeclaredDefault defaultInTheWay(Column column, Column is, TypeChange change) {
		UndeclaredDefault value = new UndeclaredDefault(is, column, change, this.trials, statements());
		if (value.isConverted()) {
			return null;
		}
		if (!value.isConvertible()) {
			this.altered.addUser(this.there, is.name(), "the default " + is.defaultValue());
			return null;
		}
		alterColumn(column, "the default is of the type before, and comes back", "drop default");
		return value;
	}

	private String inTheWay(Column is) {
		return users().inTheWay(is);
	}

	private ColumnUsers users() {
		return new ColumnUsers(this.there, this.live, this.altered, this.dialect);
	}

	/**
	 * What {@code serial} made counts no further than the type that it was of; one that
	 * others have widened stays as wide.
	 */
	private void widenSequence(Column column, Column understood, Column is) {
		Matcher sequence = SEQUENCE.matcher((is.defaultValue() != null) ? is.defaultValue() : "");
		if (sequence.lookingAt() && WHOLE_NUMBERS.indexOf(understood.type()) > WHOLE_NUMBERS.indexOf(is.type())
				&& WHOLE_NUMBERS.contains(is.type())) {
			add(Phase.COLUMNS, column, "its sequence ends with the type '" + is.type() + "'",
					"alter sequence " + sequence.group(1).replace("''", "'") + " as bigint");
		}
	}

	private void compareDefault(Column column, Column understood, @Nullable String value, boolean drawn) {
		if (understood.defaultValue() != null
				&& (this.exact ? !understood.defaultValue().equals(value) : value == null)) {
			alterColumn(column, (value != null) ? "the default is " + value : "there is no default",
					"set default " + column.defaultValue());
		}
		else if (this.exact && understood.defaultValue() == null && value != null && !drawn) {
			leave(column, "no model declares the default " + value, "drop default");
		}
	}

	private void compareNull(Column column, Column understood, Column is) {
		if (understood.nullable() == is.nullable()) {
			return;
		}
		if (understood.nullable()) {
			add(Phase.COLUMNS, column, "the column cannot be null",
					alter() + this.dialect.tables().dropNotNull(quote(column.name()), statements().column(column)));
			return;
		}
		String value = (column.defaultValue() != null) ? column.defaultValue() : literal(column);
		if (value != null) {
			add(Phase.COLUMNS, column, "rows without a value get the default",
					"update " + statements().name(this.wanted) + " set " + quote(column.name()) + " = " + value
							+ " where " + quote(column.name()) + " is null");
		}
		add(Phase.COLUMNS, column,
				"the column can be null" + ((value != null) ? "" : "; give rows without a value one before"),
				alter() + this.dialect.tables().setNotNull(quote(column.name()), statements().column(column)));
	}

	/**
	 * Finds columns that get another type, before what is computed of them is compared.
	 */
	void findAltered(Column understood) {
		Column is = find(understood.name());
		if (is != null && this.exact && understood.computedOf() == null && is.computedOf() == null
				&& !understood.type().equals(is.type())) {
			this.altered.addType(this.there, is.name(), understood.type());
		}
	}

	/** Columns that no model declares must not be in the way of writes. */
	void compareOthers() {
		Set<String> known = new HashSet<>();
		this.wanted.columns().forEach((column) -> known.add(column.name()));
		List<Column> others = this.there.columns().stream().filter((column) -> !known.contains(column.name())).toList();
		others.forEach(this::computeAgain);
		for (Column other : others) {
			if (!other.nullable() && other.defaultValue() == null && other.computedOf() == null
					&& other.identity() == Identity.NONE) {
				String definition = statements()
					.column(new Column(other.name(), other.type(), true, null, Identity.NONE, null, other.comment()));
				add(Phase.COLUMNS, other, "no model declares the column, so that nobody gives it a value",
						alter() + this.dialect.tables().dropNotNull(quote(other.name()), definition));
			}
		}
		others.stream()
			.sorted((first, second) -> Boolean.compare(first.computedOf() == null, second.computedOf() == null))
			.forEach((other) -> {
				users().findOfDropped(other, known);
				add(Phase.LEFT_COLUMNS, other, "no model declares the column" + inTheWay(other),
						alter() + "drop column " + quote(other.name()));
			});
	}

	private boolean isReadOnly(Column column) {
		return field(column).filter(ModelField::declaredReadOnly).isPresent();
	}

	private Optional<ModelField> field(Column column) {
		return this.model.fields()
			.stream()
			.filter((one) -> one.declaredColumn().equalsIgnoreCase(column.name()))
			.findFirst();
	}

	/** The default of a new object, as a constant; null if there is none. */
	private @Nullable String literal(Column column) {
		ModelField field = field(column).orElse(null);
		if (field == null || !this.model.tableDetails().constants().contains(field)) {
			return null;
		}
		Supplier<?> supplier = field.defaultValue();
		Object value = (supplier != null) ? supplier.get() : null;
		if (value == null) {
			return null;
		}
		Object stored = field.toColumn(value);
		return this.dialect.tables().constant((stored instanceof Enum<?> constant) ? constant.name() : stored);
	}

	private void alterColumn(Column column, String reason, String action) {
		add(Phase.COLUMNS, column, reason, alter() + "alter column " + quote(column.name()) + " " + action);
	}

	/** What no model declares, and the database may need. */
	private void leave(Column column, String reason, String action) {
		add(Phase.LEFT_INDEXES, column, reason, alter() + "alter column " + quote(column.name()) + " " + action);
	}

	private void add(Phase phase, Column column, String reason, String statement) {
		ModelField field = field(column).orElse(null);
		String name = (field != null) ? field.toString() : this.model.name() + ", column '" + column.name() + "'";
		this.steps.add(new SchemaStep(phase, this.model.name(), name + ": " + reason, statement, field));
	}

	private String alter() {
		return "alter table " + statements().name(this.wanted) + " ";
	}

	private String quote(String name) {
		return this.dialect.quote(name);
	}

	private TableStatements statements() {
		return new TableStatements(this.dialect);
	}

}
