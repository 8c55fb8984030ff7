package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Identity;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import io.asyncorm.schema.SchemaStep.Phase;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Holds the columns of a model against those that there are.
 *
 * @param wanted the table as the model says it
 * @param there the table that there is
 * @param live all that there is
 * @param altered takes what is altered
 * @param dialect what the database speaks
 * @param trials asks the database about what no model declares
 * @param steps takes the steps
 */
record ColumnComparison(CatalogTable wanted, CatalogTable there, LiveSchema live, AlteredColumns altered,
		Dialect dialect, Trials trials, ColumnSteps steps) {

	private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric", "real",
			"double precision");

	private static final List<String> WHOLE_NUMBERS = List.of("smallint", "integer", "bigint");

	private static final Pattern DRAWN = Pattern.compile("(?i)\\(*next(?:val\\(| value for )");

	/**
	 * Compares a column.
	 * @param column the column as the model says it
	 * @param understood the column as the database understands that
	 */
	void compare(Column column, Column understood) {
		Column before = find(column.name());
		ColumnAlteration alteration = alteration((before != null) ? before : column);
		Column is = before;
		if (before != null && isExchanged(column, understood, before)) {
			// Once names are exchanged, anything can fail where each statement commits
			add(Phase.RENAMES, column, "names were exchanged", alteration.setComment(column.comment()));
			is = before.withComment(column.comment());
		}
		if (is == null) {
			addColumn(column, understood, alteration);
		}
		else if (understood.computedOf() != null) {
			compareComputed(column, understood, is);
		}
		else if (is.computedOf() != null) {
			keepComputed(column, understood, is);
		}
		else {
			compareWritten(column, understood, is, alteration);
		}
		boolean commented = (is == null || this.altered.isRemade(this.there, column.name()))
				? this.dialect.tables().commentStatements() : !column.comment().equals(is.comment());
		if (!column.comment().isEmpty() && commented) {
			add(Phase.COMMENTS, column, "the comment is another one", alteration.setComment(column.comment()));
		}
	}

	private boolean isExchanged(Column column, Column understood, Column is) {
		return !column.comment().equals(is.comment()) && understood.computedOf() == null && is.computedOf() == null
				&& field(column).filter(ExchangedNames::isExchanged).isPresent();
	}

	private ColumnAlteration alteration(Column is) {
		return new ColumnAlteration(statements(), this.wanted, is);
	}

	private @Nullable Column find(String name) {
		return this.there.columns().stream().filter((column) -> column.name().equals(name)).findFirst().orElse(null);
	}

	private void addColumn(Column column, Column understood, ColumnAlteration alteration) {
		boolean computed = column.computedOf() != null;
		Phase phase = computed ? Phase.COMPUTED_COLUMNS : Phase.COLUMNS;
		boolean filled = computed || column.nullable() || column.defaultValue() != null
				|| column.identity() != Identity.NONE;
		String value = filled ? null : DeclaredDefault.constant(field(column).orElse(null), this.dialect);
		String definition = statements().column(column);
		String missing = "the column is missing" + new RenameHints(this.live).of(field(column).orElse(null),
				this.wanted, this.there, computed ? "" : understood.type());
		if (column.identity() != Identity.NONE && key().makesIdentities()) {
			this.steps.addToKey(column, missing + "; rows that are there get numbers", "add column " + definition);
		}
		else if (value != null) {
			String withDefault = statements().column(
					new Column(column.name(), column.type(), false, value, column.identity(), null, column.comment()));
			add(phase, column, missing + "; rows that are there get its default",
					alter() + "add column " + withDefault);
			add(Phase.COLUMNS, column, "the default is the library's", alteration.dropDefault());
		}
		else {
			add(phase, column, missing
					+ (filled ? "" : "; where there are rows, add it without 'not null' first, and give them a value"),
					alter() + "add column " + definition);
		}
	}

	/** What is computed is lost by nobody: it is dropped, and computed again. */
	private void compareComputed(Column column, Column understood, Column is) {
		boolean same = Objects.equals(understood.computedOf(), is.computedOf()) && understood.type().equals(is.type())
				&& understood.nullable() == is.nullable();
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
				this.steps.dropNotNull(Phase.OLD_COLUMNS, is, "nobody writes '" + kept + "'",
						alteration(is.withName(kept)));
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
		ColumnAlteration alteration = alteration(is).aside(column.comment());
		leave(column, "no model declares that the column is computed of " + is.computedOf(),
				alteration.dropExpression());
		List<SchemaStep> afterwards = new ArrayList<>();
		new ColumnComparison(this.wanted, this.there, this.live, this.altered, this.dialect, this.trials,
				new ColumnSteps(this.steps.model(), key(), afterwards))
			.compareWritten(column, understood, is.withDefault(null).withComputedOf(null), alteration);
		afterwards.forEach((step) -> this.steps.steps()
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

	private void compareWritten(Column column, Column understood, Column is, ColumnAlteration alteration) {
		boolean drawn = is.defaultValue() != null && DRAWN.matcher(is.defaultValue()).lookingAt();
		boolean identity = is.identity() != Identity.NONE;
		boolean moved = key().isMoved(is);
		boolean undeclared = identity && !moved && understood.identity() == Identity.NONE;
		boolean numbered = understood.identity() != Identity.NONE && !identity && !drawn;
		boolean numberedWithKey = numbered && key().makesIdentities();
		if (moved) {
			add(Phase.COLUMNS, column, KeyComparison.MOVED, alteration.dropIdentity());
		}
		String to = standard(understood);
		boolean sequence = undeclared && this.dialect.tables().sequencesForIdentities()
				&& UndeclaredIdentity.isSequenceOf(to);
		List<String> counting = sequence ? identityInTheWay(column, understood, alteration) : List.of();
		boolean left = undeclared && !sequence && !isReadOnly(column);
		if (left && !WHOLE_NUMBERS.contains(to)) {
			this.altered.addUser(this.there, is.name(), "the identity");
		}
		String value = is.defaultValue();
		if (!understood.type().equals(is.type())) {
			value = compareType(column, understood, is, drawn, alteration, counting);
		}
		compareDefault(column, understood, value, drawn, alteration);
		// What the database fills is never null, whatever the model allows
		if (!(undeclared && !sequence && understood.nullable()) && !numberedWithKey) {
			compareNull(column, understood, is, alteration);
		}
		if (numberedWithKey) {
			this.steps.addToKey(column,
					"the column is no identity, and is to go on behind the rows that are there"
							+ (is.nullable() ? ", of which those without a number get one" : ""),
					alteration.becomeIdentity());
		}
		else if (numbered) {
			alteration.addIdentity()
				.forEach((statement) -> add(Phase.COLUMNS, column,
						"the column is no identity, and is to go on behind the rows that are there", statement));
		}
		if (left) {
			leave(column, "no model declares that the column is an identity",
					alteration.aside(column.comment()).dropIdentity());
		}
		if (understood.defaultValue() == null && value != null && !drawn) {
			leave(column, "no model declares the default " + value, alteration.aside(column.comment()).dropDefault());
		}
	}

	/**
	 * @param counting what is to be done once the column is of the new type
	 * @return the default that the column has then; null if it has none
	 */
	private @Nullable String compareType(Column column, Column understood, Column is, boolean drawn,
			ColumnAlteration alteration, List<String> counting) {
		TypeChange change = new TypeChange(standard(is), standard(understood));
		String value = is.defaultValue();
		UndeclaredDefault again = null;
		if (value != null && !(drawn && NUMBERS.contains(change.to()))) {
			if (understood.defaultValue() != null) {
				add(Phase.COLUMNS, column, "the default is of the type before", alteration.dropDefault());
				value = null;
			}
			else {
				again = defaultInTheWay(column, is, change, alteration);
			}
		}
		String warning = change.warning();
		String using = this.dialect.tables().convertsValues() ? "" : change.using(quote(column.name()), column.type());
		add(Phase.COLUMNS, column,
				"the type is '" + is.type() + "'" + (warning.isEmpty() ? "" : "; " + warning) + inTheWay(is),
				alteration.setType(column.type(), using));
		counting.forEach((statement) -> add(Phase.COLUMNS, column, "a sequence counts on", statement));
		if (again != null) {
			add(Phase.COLUMNS, column, "the default comes back", alteration.setDefault(again.converted()));
		}
		UndeclaredDefault.sequence(is, change)
			.ifPresent((statement) -> add(Phase.COLUMNS, column, "its sequence ends with the type '" + is.type() + "'",
					statement));
		return value;
	}

	private String standard(Column column) {
		return this.dialect.catalog().standardName(column.type());
	}

	/**
	 * @return what is to be done once the column is of the new type
	 */
	private List<String> identityInTheWay(Column column, Column understood, ColumnAlteration alteration) {
		UndeclaredIdentity counted = new UndeclaredIdentity(
				new TableName(this.wanted.schema(), this.live.sequenceName(this.wanted, column.name())),
				statements().name(this.wanted), column.name(), this.live.sequenceOptions(this.there, column.name()),
				statements());
		String reason = "no identity is of the type '" + understood.type() + "', and a sequence counts on";
		counted.before().forEach((statement) -> add(Phase.COLUMNS, column, reason, statement));
		add(Phase.COLUMNS, column, reason, alteration.dropIdentity());
		return counted.after();
	}

	/**
	 * What no model declares stays: as the database converts it, or dropped and given
	 * again, or where it can be neither, in the way of the new type.
	 * @return the default that is to be given again; null if none is
	 */
	private @Nullable UndeclaredDefault defaultInTheWay(Column column, Column is, TypeChange change,
			ColumnAlteration alteration) {
		UndeclaredDefault value = new UndeclaredDefault(is, column, change, this.trials, statements());
		if (value.isConverted()) {
			return null;
		}
		if (!value.isConvertible()) {
			this.altered.addUser(this.there, is.name(), "the default " + is.defaultValue());
			return null;
		}
		add(Phase.COLUMNS, column, "the default is of the type before, and comes back", alteration.dropDefault());
		return value;
	}

	private String inTheWay(Column is) {
		return users().inTheWay(is);
	}

	private ColumnUsers users() {
		return new ColumnUsers(this.there, this.live, this.altered, this.dialect);
	}

	private void compareDefault(Column column, Column understood, @Nullable String value, boolean drawn,
			ColumnAlteration alteration) {
		String declared = column.defaultValue();
		if (declared != null && !Objects.equals(understood.defaultValue(), value)) {
			add(Phase.COLUMNS, column, (value != null) ? "the default is " + value : "there is no default",
					alteration.setDefault(declared));
		}
	}

	private void compareNull(Column column, Column understood, Column is, ColumnAlteration alteration) {
		if (understood.nullable() == is.nullable()) {
			return;
		}
		if (understood.nullable()) {
			this.steps.dropNotNull(Phase.COLUMNS, column, "the column cannot be null", alteration);
			return;
		}
		String value = (column.defaultValue() != null) ? column.defaultValue()
				: DeclaredDefault.constant(field(column).orElse(null), this.dialect);
		if (value != null) {
			add(Phase.COLUMNS, column, "rows without a value get the default",
					"update " + statements().name(this.wanted) + " set " + quote(column.name()) + " = " + value
							+ " where " + quote(column.name()) + " is null");
		}
		add(Phase.COLUMNS, column,
				"the column can be null" + ((value != null) ? "" : "; give rows without a value one before"),
				alteration.setNotNull());
	}

	/**
	 * Finds columns that get another type, before what is computed of them is compared.
	 */
	void findAltered(Column understood) {
		Column is = find(understood.name());
		if (is != null && understood.computedOf() == null && is.computedOf() == null
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
		new UnwrittenColumns(this.wanted, this.there, statements(), this.steps).allowNull(others);
		others.stream()
			.sorted((first, second) -> Boolean.compare(first.computedOf() == null, second.computedOf() == null))
			.forEach((other) -> {
				users().findOfDropped(other, known);
				add(Phase.LEFT_COLUMNS, other, "no model declares the column" + inTheWay(other),
						alter() + "drop column " + quote(other.name()));
			});
	}

	private boolean isReadOnly(Column column) {
		return this.steps.isReadOnly(column);
	}

	private Optional<ModelField> field(Column column) {
		return this.steps.field(column);
	}

	private void leave(Column column, String reason, String statement) {
		this.steps.leave(column, reason, statement);
	}

	private void add(Phase phase, Column column, String reason, String statement) {
		this.steps.add(phase, column, reason, statement);
	}

	private KeyComparison key() {
		return this.steps.key();
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
