package io.asyncorm.sql;

import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How values are bound that are stored in a column or compared with it, so that the
 * column's own type decides what is equal and what comes first. Immutable.
 *
 * @param type the type as which the driver gets values
 * @param cast the database's own type, such as {@code citext}, to which values are then
 * cast in the statement; null where the database finds the type by itself
 * @param readAs the type to which the column is cast where it is a value; null for its
 * own
 * @param comparable whether the column itself is compared, by its index: XML has no
 * equality, for example, and so is compared as what it is {@link #readAs read as}
 * @param zone the zone in which points in time are local dates and times, or the reverse,
 * where the column is of the other kind; null if there is nothing to convert
 * @param equality which texts the column takes for the same
 * @param padded whether texts come back with blanks up to the column's length
 * @param labels the values of an enum in its order, where the database would compare them
 * as texts; empty if the column is compared as it is
 * @since 0.1.0
 */
public record ColumnBinding(SqlType type, @Nullable String cast, @Nullable SqlType readAs, boolean comparable,
		@Nullable ZoneId zone, TextEquality equality, boolean padded, List<String> labels) {

	public ColumnBinding {
		labels = List.copyOf(labels);
	}

	/** A binding as one of the types that all databases have. */
	public static ColumnBinding of(SqlType type) {
		return new ColumnBinding(type, null, null, true, null, TextEquality.EXACT, false, List.of());
	}

	/** This binding with a cast to a type of the database's own. */
	public ColumnBinding withCast(String cast) {
		return new ColumnBinding(this.type, cast, this.readAs, this.comparable, this.zone, this.equality, this.padded,
				this.labels);
	}

	/**
	 * This binding for a column that is cast where it is a value.
	 * @param comparable whether it can be compared without that
	 */
	public ColumnBinding withReadAs(SqlType readAs, boolean comparable) {
		return new ColumnBinding(this.type, this.cast, readAs, comparable, this.zone, this.equality, this.padded,
				this.labels);
	}

	/** This binding with times that are converted in a zone. */
	public ColumnBinding withZone(ZoneId zone) {
		return new ColumnBinding(this.type, this.cast, this.readAs, this.comparable, zone, this.equality, this.padded,
				this.labels);
	}

	/**
	 * This binding for a column that takes several texts for the same.
	 * @param padded whether they come back with blanks up to its length
	 */
	public ColumnBinding withEquality(TextEquality equality, boolean padded) {
		return new ColumnBinding(this.type, this.cast, this.readAs, this.comparable, this.zone, equality, padded,
				this.labels);
	}

	/** This binding for an enum that the database would compare as a text. */
	public ColumnBinding withLabels(List<String> labels) {
		return new ColumnBinding(this.type, this.cast, this.readAs, this.comparable, this.zone, this.equality,
				this.padded, labels);
	}

	/**
	 * Whether values are bound as without any knowledge of the column.
	 * @param type the type of the property
	 */
	public boolean isPlain(SqlType type) {
		return equals(of(type));
	}

}
