package io.asyncorm.jdbc;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.jdbc.OwnTypeModels.Containers;
import io.asyncorm.jdbc.OwnTypeModels.Lists;
import io.asyncorm.jdbc.OwnTypeModels.NoLists;
import io.asyncorm.jdbc.OwnTypeModels.Ranges;
import io.asyncorm.jdbc.OwnTypeModels.VectorLists;
import io.asyncorm.jdbc.OwnTypeModels.Vectors;
import io.asyncorm.jdbc.OwnTypeModels.Wholes;
import io.asyncorm.jdbc.TypeModels.Scalars;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The table of types: it has a row for each one that columns can hold, and what is in no
 * cell of it is refused when an application starts.
 */
class TypeTableIntegrationTests {

	@Test
	void hasARowForEveryTypeThatColumnsHoldByThemselves() throws Exception {
		Set<Class<?>> types = new HashSet<>(classes(((Map<?, ?>) table(ColumnType.class, "BY_CLASS")).keySet()));
		StandIn.all().forEach((standIn) -> types.add(standIn.javaType()));

		assertThat(classes(Scalars.class)).containsAll(types).anyMatch(Class::isEnum);
		assertThat(Scalars.class.getRecordComponents())
			.anyMatch((component) -> component.getAnnotatedType().isAnnotationPresent(io.asyncorm.model.Convert.class)
					|| component.isAnnotationPresent(io.asyncorm.model.Convert.class));
	}

	@Test
	void hasARowForEveryTypeOfRange() throws Exception {
		Map<?, ?> types = (Map<?, ?>) table(Class.forName("io.asyncorm.model.RangeConverter"), "TYPES");

		assertThat(Stream.of(Ranges.class.getRecordComponents())
			.filter((component) -> !component.getName().equals("id"))
			.<Class<?>>map((component) -> ResolvableType.forType(component.getGenericType()).getGeneric(0).toClass()))
			.containsExactlyInAnyOrderElementsOf(classes(types.keySet()));
	}

	@Test
	void hasARowForEveryContainer() throws Exception {
		Collection<?> types = (Collection<?>) table(Class.forName("io.asyncorm.model.ArrayConverter"), "COLLECTIONS");

		List<Class<?>> containers = new ArrayList<>(classes(Containers.class));
		containers.addAll(classes(Lists.class));
		assertThat(containers).containsAll(classes(types)).contains(String[].class, int[].class);
	}

	@Test
	void hasARowForEveryPropertyOfItsModels() {
		for (Class<?> model : List.of(Scalars.class, Lists.class, Containers.class, Ranges.class, Vectors.class,
				Wholes.class)) {
			assertThat(TypeTable.ALL.stream().filter((row) -> row.model() == model)).extracting(TypeRow::property)
				.hasSameElementsAs(TypeTable.components(model));
		}
	}

	@Test
	void saysOfEveryTypeWhetherThereAreListsOfIt() {
		List<String> known = new ArrayList<>(TypeTable.components(Lists.class));
		known.addAll(TypeTable.components(NoLists.class));

		assertThat(TypeTable.SCALARS).extracting(TypeRow::property).hasSameElementsAs(known);
	}

	static Stream<Arguments> absent() {
		return Stream.concat(
				Stream.of(TestDatabase.H2, TestDatabase.MARIADB)
					.flatMap((database) -> Stream.of(
							Arguments.of(database, Lists.class, "has no columns that hold arrays"),
							Arguments.of(database, Containers.class, "has no columns that hold arrays"),
							Arguments.of(database, Ranges.class, "has no columns that hold ranges"),
							Arguments.of(database, Vectors.class, "has no full text search with tsvector"))),
				Stream.of(Arguments.of(TestDatabase.POSTGRESQL, NoLists.class, "List"),
						Arguments.of(TestDatabase.POSTGRESQL, VectorLists.class, "List")));
	}

	/** Each property of the model is a fault of its own. */
	@ParameterizedTest
	@MethodSource("absent")
	void refusesWhatADatabaseHasNot(TestDatabase database, Class<?> model, String reason) {
		List<String> faults = faults(database, model);

		assertThat(faults).hasSize(TypeTable.components(model).size())
			.allSatisfy((fault) -> assertThat(fault).contains(reason));
		TypeTable.components(model)
			.forEach((property) -> assertThat(faults).anySatisfy((fault) -> assertThat(fault).contains(property)));
	}

	static Stream<Class<?>> noKeys() {
		return Stream.of(OwnTypeModels.BytesKey.class, OwnTypeModels.DocumentKey.class, OwnTypeModels.ListKey.class,
				OwnTypeModels.VectorKey.class);
	}

	@ParameterizedTest
	@MethodSource("noKeys")
	void refusesKeysOfWhatCannotBeOne(Class<?> model) {
		assertThat(faults(TestDatabase.POSTGRESQL, model)).singleElement().asString().contains("key");
	}

	@Test
	void refusesDefaultsAsTextOfWhatNoTextSpells() {
		String several = "is text, but it holds several values; name a supplier";
		String embedded = "it is @Embedded and has a column for each of its parts, which @%s cannot describe; move it"
				+ " into 'Place', or remove it";

		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(OwnTypeModels.TextDefaults.class)))
			.satisfies((ex) -> assertThat(ex.faults())
				.extracting((fault) -> fault.substring(fault.indexOf("property '")))
				.containsExactlyInAnyOrder("property 'list': its @DefaultValue " + several,
						"property 'set': its @DefaultValue " + several,
						"property 'array': its @DefaultValue " + several,
						"property 'bytes': its @DefaultValue " + several,
						"property 'facts': its @DefaultValue is text, but it is a JSON document; name a supplier",
						"property 'place': " + embedded.formatted("DefaultValue"),
						"property 'filled': " + embedded.formatted("DatabaseDefault")));
	}

	private static List<String> faults(TestDatabase database, Class<?> model) {
		List<String> faults = new ArrayList<>();
		try (HikariDataSource pool = database.create(1)) {
			assertThatExceptionOfType(ModelDefinitionException.class)
				.isThrownBy(
						() -> AsyncOrm.builder(pool).models(model).schemaAction(SchemaAction.CREATE).build().close())
				.satisfies((ex) -> faults.addAll(ex.faults()));
		}
		return faults;
	}

	private static List<Class<?>> classes(Collection<?> types) {
		return types.stream().<Class<?>>map((type) -> (Class<?>) type).toList();
	}

	private static List<Class<?>> classes(Class<?> model) {
		return Stream.of(model.getRecordComponents()).<Class<?>>map(RecordComponent::getType).toList();
	}

	/** What the library knows, which is nobody else's concern. */
	private static Object table(Class<?> owner, String name) throws ReflectiveOperationException {
		Field field = owner.getDeclaredField(name);
		field.setAccessible(true);
		return field.get(null);
	}

}
