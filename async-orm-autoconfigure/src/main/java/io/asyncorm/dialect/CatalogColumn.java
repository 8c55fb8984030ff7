package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TextEquality;
import org.jspecify.annotations.Nullable;

/**
 * A column as the catalog of a database describes it.
 *
 * @param schema the schema of its table
 * @param table its table or view, in the exact case
 * @param name its name, in the exact case
 * @param type its type
 * @param found whether the table is found by its name alone, without the schema
 * @param source where its values come from
 * @param deferrable whether it is part of a unique key that is checked only at the end of
 * a transaction
 * @since 0.1.0
 */
public record CatalogColumn(String schema, String table, String name, Type type, boolean found, Source source,
		boolean deferrable) {

	/** Where the values of a column come from. */
	public enum Source {

		/** Only from what is written. */
		WRITTEN,
		/** Perhaps from a default, an identity or a trigger, if nothing is written. */
		DEFAULT,
		/** From a sequence that belongs to the column, if nothing is written. */
		SEQUENCE,
		/** Only from the database: the column is generated always. */
		DATABASE

	}

	/**
	 * The type of a column, without its limits; that of a domain is the type below it.
	 *
	 * @param name the name by which a cast makes it; null where the database converts
	 * values to the type of the column by itself
	 * @param standard which of the types that all databases have it is; null if it is the
	 * database's own
	 * @param comparable whether values of it can be compared
	 * @param equality which texts it takes for the same
	 * @param number as which type numbers of it are read; null if they are read as what
	 * it is
	 * @param padded whether texts come back with blanks up to its length
	 * @param labels the texts that are the values of an enum, in its order; empty if it
	 * is none
	 * @param sorted whether the database compares these by that order, and not as texts
	 * @param scale how many digits behind the point it keeps, of a number or of seconds;
	 * null if it keeps all
	 * @param size how many letters of a text, or digits of a number in all, it holds; of
	 * an array, each element; null if that is not limited, or not told
	 * @param spelled whether it must be cast to a text to be one, since the driver would
	 * spell its values in another way than the database does
	 */
	public record Type(@Nullable String name, @Nullable SqlType standard, boolean comparable, TextEquality equality,
			@Nullable SqlType number, boolean padded, List<String> labels, boolean sorted, @Nullable Integer scale,
			@Nullable Integer size, boolean spelled) {

		public Type {
			labels = List.copyOf(labels);
		}

		/** A type whose values are compared as they are. */
		public Type(@Nullable String name, @Nullable SqlType standard) {
			this(name, standard, true, TextEquality.EXACT, null, false, List.of(), true, null, null, false);
		}

		/** This type if its values cannot be compared. */
		public Type withComparable(boolean comparable) {
			return new Type(this.name, this.standard, comparable, this.equality, this.number, this.padded, this.labels,
					this.sorted, this.scale, this.size, this.spelled);
		}

		/** This type if it takes several texts for the same. */
		public Type withEquality(TextEquality equality) {
			return new Type(this.name, this.standard, this.comparable, equality, this.number, this.padded, this.labels,
					this.sorted, this.scale, this.size, this.spelled);
		}

		/** This type if numbers are read of it as another one. */
		public Type withNumber(@Nullable SqlType number) {
			return new Type(this.name, this.standard, this.comparable, this.equality, number, this.padded, this.labels,
					this.sorted, this.scale, this.size, this.spelled);
		}

		/** This type if its texts have blanks at the end. */
		public Type withPadded(boolean padded) {
			return new Type(this.name, this.standard, this.comparable, this.equality, this.number, padded, this.labels,
					this.sorted, this.scale, this.size, this.spelled);
		}

		/** This type if a column keeps so many digits behind the point. */
		public Type withScale(@Nullable Integer scale) {
			return new Type(this.name, this.standard, this.comparable, this.equality, this.number, this.padded,
					this.labels, this.sorted, scale, this.size, this.spelled);
		}

		/** This type if a column holds so many letters or digits. */
		public Type withSize(@Nullable Integer size) {
			return new Type(this.name, this.standard, this.comparable, this.equality, this.number, this.padded,
					this.labels, this.sorted, this.scale, size, this.spelled);
		}

		/** This type if values are cast to be texts. */
		public Type withSpelled(boolean spelled) {
			return new Type(this.name, this.standard, this.comparable, this.equality, this.number, this.padded,
					this.labels, this.sorted, this.scale, this.size, spelled);
		}

		/** This type if its values are these texts only. */
		public Type withLabels(List<String> labels, boolean sorted) {
			return new Type(this.name, this.standard, this.comparable, this.equality, this.number, this.padded, labels,
					sorted, this.scale, this.size, this.spelled);
		}

	}

}
