package io.asyncorm.jdbc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of types.
 *
 * @param model the model that has a property of the type
 * @param property this property
 * @param values different values, in the order of the database
 * @param text the second of these as clients write it; null if they cannot
 * @param key the model whose key is of the type; null if none can be
 * @param read what is read of a value that was written
 * @param columns the types of its columns, by database; none where it cannot be
 * @param without where values of the type cannot be, and why
 * @param refused where they are refused, of these
 */
record TypeRow(Class<?> model, String property, List<?> values, @Nullable String text, @Nullable Class<?> key,
		UnaryOperator<Object> read, Map<TestDatabase, String> columns, Map<Place, String> without, Set<Place> refused) {

	/** Where some types cannot be. */
	enum Place {

		/** Equal to others. */
		EXACT,

		/** Before and behind others. */
		ORDER,

		/** The least and the greatest of several. */
		ENDS,

		/** A single value: of a group, of functions and of other fields. */
		SINGLE,

		/** Not there, if it is compared with null. */
		NULL,

		/** A parameter of SQL, without a property that tells its type. */
		PARAMETER

	}

	/** Of a type that all databases have. */
	static TypeRow of(String property, @Nullable String text, @Nullable Class<?> key, String postgres, String h2,
			String mariaDb, Object... values) {
		return new TypeRow(TypeModels.Scalars.class, property, List.of(values), text, key, UnaryOperator.identity(),
				Map.of(TestDatabase.POSTGRESQL, postgres, TestDatabase.H2, h2, TestDatabase.MARIADB, mariaDb), Map.of(),
				Set.of());
	}

	/** Of a type that only PostgreSQL has. */
	static TypeRow ofPostgres(Class<?> model, String property, String column, List<?> values) {
		return new TypeRow(model, property, values, null, null, UnaryOperator.identity(),
				Map.of(TestDatabase.POSTGRESQL, column), Map.of(), Set.of());
	}

	/** This row if what is read is not what was written. */
	TypeRow reading(UnaryOperator<Object> read) {
		return new TypeRow(this.model, this.property, this.values, this.text, this.key, read, this.columns,
				this.without, this.refused);
	}

	/** This row if its values are keys of a model. */
	TypeRow withKey(Class<?> key) {
		return new TypeRow(this.model, this.property, this.values, this.text, key, this.read, this.columns,
				this.without, this.refused);
	}

	/** This row if its values are not tried in a place. */
	TypeRow without(Place place, String reason) {
		Map<Place, String> without = new HashMap<>(this.without);
		without.put(place, reason);
		return new TypeRow(this.model, this.property, this.values, this.text, this.key, this.read, this.columns,
				Map.copyOf(without), this.refused);
	}

	/** This row if its values are refused in a place. */
	TypeRow refusing(Place place, String reason) {
		Set<Place> refused = new HashSet<>(this.refused);
		refused.add(place);
		TypeRow row = without(place, reason);
		return new TypeRow(this.model, this.property, this.values, this.text, this.key, this.read, this.columns,
				row.without, Set.copyOf(refused));
	}

	boolean has(Place place) {
		return !this.without.containsKey(place);
	}

	/** The name of its column. */
	String column() {
		return this.property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
	}

	/** Any of the values. */
	Object some() {
		return this.values.get(1);
	}

	Object least() {
		return this.values.get(0);
	}

	Object greatest() {
		return this.values.get(this.values.size() - 1);
	}

	/** What is read of each of the values. */
	List<Object> allRead() {
		return this.values.stream().<Object>map(this.read::apply).toList();
	}

	/** Values that are the first, the last or the oddest of the type. */
	Stream<TypeExtreme> extremes() {
		return TypeExtreme.of(this).stream();
	}

	@Override
	public String toString() {
		return this.model.getSimpleName() + "." + this.property;
	}

}
