package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.expression.Kw;
import io.asyncorm.jdbc.DefaultModels.OwnDatabaseDefaulted;
import io.asyncorm.jdbc.DefaultModels.OwnDefaulted;
import io.asyncorm.jdbc.DefaultModels.Parts;
import io.asyncorm.jdbc.DefaultModels.WholesDefaulted;
import io.asyncorm.jdbc.OwnTypeModels.Place;
import io.asyncorm.jdbc.TypeModels.DatabaseDefaulted;
import io.asyncorm.jdbc.TypeModels.Defaulted;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.testdatabase.TestDatabase;

import static io.asyncorm.jdbc.TypeCell.assertValue;
import static io.asyncorm.jdbc.TypeCell.component;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

/**
 * Tries defaults: those of the library and those of the database, of every type.
 */
final class TypeDefaults {

	private static final Map<TestDatabase, Class<?>> SPELLED = Map.of(TestDatabase.POSTGRESQL,
			DefaultModels.PostgresDefaulted.class, TestDatabase.H2, DefaultModels.H2Defaulted.class,
			TestDatabase.MARIADB, DefaultModels.MariaDbDefaulted.class);

	private TypeDefaults() {
	}

	/** The models that have defaults of the types that a database has. */
	static List<Class<?>> models(TestDatabase database) {
		List<Class<?>> models = new ArrayList<>(
				List.of(Defaulted.class, WholesDefaulted.class, DatabaseDefaulted.class, spelled(database)));
		if (database == TestDatabase.POSTGRESQL) {
			models.addAll(List.of(OwnDefaulted.class, OwnDatabaseDefaulted.class));
		}
		return models;
	}

	/** The model that has a default of a type, by the library. */
	static Class<?> byLibrary(TypeRow row) {
		return isOwn(row) ? OwnDefaulted.class : having(row, Defaulted.class, WholesDefaulted.class);
	}

	/** The model that has a default of a type, by the database. */
	static Class<?> byDatabase(TypeRow row, TestDatabase database) {
		return isOwn(row) ? OwnDatabaseDefaulted.class : having(row, DatabaseDefaulted.class, spelled(database));
	}

	/**
	 * Whether the default of a type is a constant, which rows that are there are given.
	 */
	static boolean isConstant(TypeRow row) {
		return Stream.of(byLibrary(row).getRecordComponents())
			.filter((component) -> component.getName().equals(row.property()))
			.anyMatch((component) -> component.isAnnotationPresent(DefaultValue.class)
					&& !component.getAnnotation(DefaultValue.class).value().isEmpty());
	}

	/** Creates a row of a model that is given nothing else, and looks at its defaults. */
	static void check(TypeDatabase types, Class<?> model, Kw given) {
		TestDatabase database = types.engine().database();
		List<TypeCell> defaulted = types.cells()
			.filter((type) -> byLibrary(type.row()) == model || byDatabase(type.row(), database) == model)
			.toList();

		Object created = types.writes(model).create(given).join();

		Object read = types.all(model).aget().join();
		assertSoftly((softly) -> defaulted.forEach((type) -> softly.assertThatCode(() -> {
			assertDefault(type, created);
			assertDefault(type, read);
		}).as(type.toString()).doesNotThrowAnyException()));
	}

	static void assertDefault(TypeCell type, Object object) {
		Object value = component(object, type.name());
		assertValue((value instanceof Parts parts) ? new Place(parts.street(), parts.number()) : value,
				type.row().read().apply(type.row().some()));
	}

	private static Class<?> spelled(TestDatabase database) {
		return Objects.requireNonNull(SPELLED.get(database));
	}

	private static boolean isOwn(TypeRow row) {
		return row.columns().keySet().equals(Set.of(TestDatabase.POSTGRESQL));
	}

	private static Class<?> having(TypeRow row, Class<?> model, Class<?> otherwise) {
		return TypeTable.components(model).contains(row.property()) ? model : otherwise;
	}

}
