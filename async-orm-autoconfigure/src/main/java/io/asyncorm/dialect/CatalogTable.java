package io.asyncorm.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A table or view with all that the catalog of a database tells of it: what a model is
 * held against, or written from. Expressions are as the database prints them.
 *
 * @param schema its schema
 * @param name its name, in the exact case
 * @param form what its rows are
 * @param comment what it is said to be; empty if nothing
 * @param columns its columns, in order
 * @param constraints its keys, foreign keys and checks
 * @param indexes its indexes, without those of its keys
 * @since 0.1.0
 */
public record CatalogTable(String schema, String name, Form form, String comment, List<Column> columns,
		List<Constraint> constraints, List<Index> indexes) {

	public CatalogTable {
		columns = List.copyOf(columns);
		constraints = List.copyOf(constraints);
		indexes = List.copyOf(indexes);
	}

	/** One whose rows are its own. */
	public CatalogTable(String schema, String name, String comment, List<Column> columns, List<Constraint> constraints,
			List<Index> indexes) {
		this(schema, name, Form.TABLE, comment, columns, constraints, indexes);
	}

	/** Whether it is a view. */
	public boolean view() {
		return this.form == Form.VIEW;
	}

	/** Whether its rows are those of something else, where columns are not altered. */
	public boolean borrowed() {
		return this.form == Form.VIEW || this.form == Form.FOREIGN;
	}

	/** The constraints of a kind. */
	public List<Constraint> constraints(Kind kind) {
		return this.constraints.stream().filter((constraint) -> constraint.kind() == kind).toList();
	}

	/** The names of the columns of the primary key; empty if there is none. */
	public List<String> primaryKey() {
		return constraints(Kind.PRIMARY_KEY).stream().flatMap((key) -> key.columns().stream()).toList();
	}

	/** What the rows of a table are. */
	public enum Form {

		/** Its own. */
		TABLE,

		/** Those of its partitions, by whose columns it is unique alone. */
		PARTITIONED,

		/** Those of another server, about whose constraints nothing is told. */
		FOREIGN,

		/** Those of a query. */
		VIEW

	}

	/** What a constraint is. */
	public enum Kind {

		/** The primary key. */
		PRIMARY_KEY,

		/** A unique key. */
		UNIQUE,

		/** A foreign key. */
		FOREIGN_KEY,

		/** A condition that each row meets. */
		CHECK,

		/** A condition that no two rows meet together. */
		EXCLUSION

	}

	/** Whether a column is an identity. */
	public enum Identity {

		/** It is none. */
		NONE,

		/** Where no value is given. */
		BY_DEFAULT,

		/** Always. */
		ALWAYS

	}

	/**
	 * A column.
	 *
	 * @param name its name, in the exact case
	 * @param type its type with its limits, as DDL names it
	 * @param nullable whether it can be null
	 * @param defaultValue its default; null if it has none, as where it is computed
	 * @param identity whether it is an identity
	 * @param computedOf the expression that it is computed of; null if it is not
	 * @param comment what it is said to be; empty if nothing
	 * @param users the views, triggers and the like that use it, so that its type is
	 * fixed, for messages; empty if there are none
	 * @param clauses what else stands behind all that in DDL where a column is told as a
	 * whole to alter it; empty if nothing
	 */
	public record Column(String name, String type, boolean nullable, @Nullable String defaultValue, Identity identity,
			@Nullable String computedOf, String comment, String users, String clauses) {

		private static final String VIRTUAL = "virtual";

		/** A column of which there is no more to tell. */
		public Column(String name, String type, boolean nullable, @Nullable String defaultValue, Identity identity,
				@Nullable String computedOf, String comment) {
			this(name, type, nullable, defaultValue, identity, computedOf, comment, "", "");
		}

		/** Whether it is computed when it is read, with which its clauses begin. */
		public boolean virtual() {
			return this.clauses.regionMatches(true, 0, VIRTUAL, 0, VIRTUAL.length());
		}

		/** The clauses behind all that it is told by. */
		public String otherClauses() {
			return virtual() ? this.clauses.substring(VIRTUAL.length()).strip() : this.clauses;
		}

		/** This column by another name. */
		public Column withName(String other) {
			return new Column(other, this.type, this.nullable, this.defaultValue, this.identity, this.computedOf,
					this.comment, this.users, this.clauses);
		}

		/** This column if it is of another type. */
		public Column withType(String other) {
			return new Column(this.name, other, this.nullable, this.defaultValue, this.identity, this.computedOf,
					this.comment, this.users, this.clauses);
		}

		/** This column if it can be null, or cannot. */
		public Column withNullable(boolean other) {
			return new Column(this.name, this.type, other, this.defaultValue, this.identity, this.computedOf,
					this.comment, this.users, this.clauses);
		}

		/** This column if it has another default, or none. */
		public Column withDefault(@Nullable String other) {
			return new Column(this.name, this.type, this.nullable, other, this.identity, this.computedOf, this.comment,
					this.users, this.clauses);
		}

		/** This column if it is an identity, or none. */
		public Column withIdentity(Identity other) {
			return new Column(this.name, this.type, this.nullable, this.defaultValue, other, this.computedOf,
					this.comment, this.users, this.clauses);
		}

		/** This column if it is computed otherwise, or not. */
		public Column withComputedOf(@Nullable String other) {
			return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, other,
					this.comment, this.users, this.clauses);
		}

		/** This column if something else stands behind it. */
		public Column withClauses(String other) {
			return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.computedOf,
					this.comment, this.users, other);
		}

		/** This column if it is said to be something else. */
		public Column withComment(String other) {
			return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.computedOf,
					other, this.users, this.clauses);
		}

	}

	/**
	 * A key, a foreign key or a check.
	 *
	 * @param kind what it is
	 * @param name its name
	 * @param columns its columns, in order; of a check perhaps none
	 * @param expression the condition of a check, or all of an exclusion as DDL says it;
	 * empty for the others
	 * @param target what a foreign key refers to; null for the others
	 */
	public record Constraint(Kind kind, String name, List<String> columns, String expression, @Nullable Target target) {

		public Constraint {
			columns = List.copyOf(columns);
		}

		/** The same by another name. */
		public Constraint named(String other) {
			return new Constraint(this.kind, other, this.columns, this.expression, this.target);
		}

	}

	/**
	 * What a foreign key refers to.
	 *
	 * @param schema the schema of the table
	 * @param table the table
	 * @param columns its columns, in order
	 * @param onDelete what becomes of rows whose target is deleted, as the standard calls
	 * it: {@code CASCADE}, {@code NO ACTION} ...; empty if the user is not told
	 * @param deferred whether it is checked at the end of the transaction
	 */
	public record Target(String schema, String table, List<String> columns, String onDelete, boolean deferred) {

		public Target {
			columns = List.copyOf(columns);
		}

	}

	/**
	 * An index.
	 *
	 * @param name its name
	 * @param unique whether no two rows may have the same values
	 * @param method how it is built, such as {@code btree}
	 * @param parts what it is over, in order
	 * @param condition which rows it has; empty if all
	 */
	public record Index(String name, boolean unique, String method, List<Part> parts, String condition) {

		public Index {
			parts = List.copyOf(parts);
		}

		/** The same by another name. */
		public Index named(String other) {
			return new Index(other, this.unique, this.method, this.parts, this.condition);
		}

	}

	/**
	 * A part of an index.
	 *
	 * @param expression a column, or an expression as the database prints it
	 * @param column whether it is a column
	 * @param options what follows it in DDL, such as {@code desc}; empty if nothing
	 */
	public record Part(String expression, boolean column, String options) {
	}

}
