package io.asyncorm.jdbc;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A type in an engine: what tests do with it.
 */
record TypeCell(TypeRow row, TypeDatabase types) {

	@SuppressWarnings("unchecked") // its objects are looked at by reflection only
	private Class<Object> model() {
		return (Class<Object>) this.row.model();
	}

	String name() {
		return this.row.property();
	}

	/** H2 has no equality of objects that leaves the order of their keys aside. */
	boolean isIncomparable() {
		return this.types.engine() == TypeEngine.H2 && name().equals("facts");
	}

	/** All rows of the model. */
	QuerySet<Object> rows() {
		return this.types.all(model()).orderBy("id");
	}

	ModelWrites<Object> writes() {
		return this.types.writes(model());
	}

	/** The rows that have a value of the type. */
	QuerySet<Object> held() {
		return rows().filter(name() + "__isnull", false);
	}

	QuerySet<Object> filter(String lookup, @Nullable Object value) {
		return held().filter(name() + lookup, value);
	}

	long count(String lookup, @Nullable Object value) {
		return filter(lookup, value).acount().join();
	}

	Object create(@Nullable Object value) {
		return writes().create(kw(name(), value)).join();
	}

	/** A row for each value, from the least to the greatest. */
	List<Object> store() {
		return this.row.values().stream().map(this::create).toList();
	}

	/** A row that has no other value than this one. */
	Object holding(@Nullable Object id, @Nullable Object value) {
		return holding(model(), name(), id, value);
	}

	/** An object of a record that has no other value than this one. */
	@SuppressWarnings("unchecked") // a record has one constructor here
	static <T> T holding(Class<T> model, String name, @Nullable Object id, @Nullable Object value) {
		RecordComponent[] components = model.getRecordComponents();
		@Nullable Object[] arguments = new Object[components.length];
		arguments[0] = id;
		for (int i = 0; i < components.length; i++) {
			if (components[i].getName().equals(name)) {
				arguments[i] = value;
			}
		}
		try {
			return (T) model.getDeclaredConstructors()[0].newInstance(arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Nullable Object property(Object object) {
		return component(object, name());
	}

	static @Nullable Object id(Object object) {
		return component(object, "id");
	}

	/** The component of a record. */
	static @Nullable Object component(Object object, String name) {
		try {
			return object.getClass().getDeclaredMethod(name).invoke(object);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Object again(Object object) {
		return rows().filter("pk", id(object)).aget().join();
	}

	/** The values of rows, in their order. */
	List<@Nullable Object> values(QuerySet<Object> rows) {
		List<@Nullable Object> values = new ArrayList<>();
		rows.valuesList(name()).alist().join().forEach((row) -> values.add(row.get(0)));
		return values;
	}

	List<@Nullable Object> properties(List<Object> objects) {
		List<@Nullable Object> properties = new ArrayList<>();
		objects.forEach((object) -> properties.add(property(object)));
		return properties;
	}

	/** Values, compared by what they hold, as arrays are. */
	static ListAssert<@Nullable Object> assertValues(List<@Nullable Object> values) {
		return assertThat(values).usingElementComparator((one, other) -> isSame(one, other) ? 0 : 1);
	}

	static void assertValue(@Nullable Object value, @Nullable Object expected) {
		assertThat(isSame(value, expected)).as("%s instead of %s", value, expected).isTrue();
	}

	private static boolean isSame(@Nullable Object one, @Nullable Object other) {
		return Objects.deepEquals(plain(one), plain(other));
	}

	/**
	 * A value without what not every database keeps: how many digits a number has behind
	 * its last one, and the sign of zero.
	 */
	static @Nullable Object plain(@Nullable Object value) {
		return switch (value) {
			case BigDecimal number -> number.stripTrailingZeros();
			case Double number when number == 0 -> 0d;
			case Float number when number == 0 -> 0f;
			case List<?> list -> list.stream().map(TypeCell::plain).collect(Collectors.toCollection(ArrayList::new));
			case null, default -> value;
		};
	}

	@Override
	public String toString() {
		return this.row.toString();
	}

}
