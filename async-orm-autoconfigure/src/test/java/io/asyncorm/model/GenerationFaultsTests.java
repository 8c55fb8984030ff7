package io.asyncorm.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.type.StoredTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What can be wrong with columns and keys that the database or the library makes.
 */
class GenerationFaultsTests {

	@Test
	void refusesWritersOfWhatOnlyTheDatabaseWrites() {
		assertThat(faults(Written.class)).containsExactly(
				"'number': only the database writes what is @ReadOnly, and not @DefaultValue; keep one of them",
				"'changed': only the database writes what is @ReadOnly, and not @AutoNow; keep one of them",
				"'added': only the database writes what is @ReadOnly, and not @AutoNowAdd; keep one of them",
				"'both': a column that is computed has no default; keep @DatabaseDefault, or the expression of"
						+ " @ReadOnly",
				"'parent': it is @ReadOnly, so that SET_NULL cannot change it; choose another rule for onDelete",
				"'children': @ReadOnly means nothing here, since it has no column; remove the annotation");
	}

	@Test
	void takesWhatTheDatabaseWrites() {
		ModelMetadata<Fine> model = ModelRegistry.of(List.of(Fine.class)).require(Fine.class);

		assertThat(model.key().generated()).isTrue();
		assertThat(model.key().identity()).isFalse();
		assertThat(model.fields()).allMatch(ModelField::readOnly);
	}

	@Test
	void refusesKeysThatNothingGenerates() {
		assertThat(faults(Text.class)).containsExactly("'id': only whole numbers and UUIDs are generated; declare a"
				+ " Long, an Integer or a UUID, or name a default");
		assertThat(faults(Drawn.class, Keyed.class)).containsExactly(
				"'id': a sequence gives whole numbers; declare a Long or an Integer",
				"'id': its sequence 'shop.keys' has a dot, and a schema is no part of a name: declare it by"
						+ " @Model(schema = \"shop\")",
				"'other': @GeneratedKey is for keys of one column, and this is none; mark it alone with @PrimaryKey, or remove it",
				"'parent': @GeneratedKey means nothing here, since it is a relation; remove the annotation");
		assertThat(faults(Twice.class)).containsExactlyInAnyOrder(
				"'id': @GeneratedKey and @DefaultValue exclude each other; keep one of them",
				"'id': @GeneratedKey and @DatabaseDefault exclude each other; keep one of them",
				"'id': @GeneratedKey and @ReadOnly exclude each other; keep one of them",
				"'id': only the database writes what is @ReadOnly, and not @DefaultValue; keep one of them");
	}

	@Test
	void generatesWhatIsDeclared() {
		ModelField number = key(Number.class);
		ModelField drawn = key(FromSequence.class);
		ModelField uuid = key(Uuid.class);

		assertThat(number.generated()).isTrue();
		assertThat(number.identity()).isTrue();
		assertThat(drawn.generated()).isTrue();
		assertThat(drawn.identity()).isFalse();
		assertThat(drawn.sequence()).isEqualTo(StoredTable.of("shop", "keys"));
		assertThat(uuid.generated()).isFalse();
		assertThat(uuid.defaultValue()).isNotNull();
	}

	private static ModelField key(Class<?> model) {
		return ModelRegistry.of(List.<Class<?>>of(model)).require(model).key();
	}

	private static List<String> faults(Class<?>... models) {
		ModelDefinitionException failure = catchThrowableOfType(ModelDefinitionException.class,
				() -> ModelRegistry.of(Arrays.asList(models)));
		assertThat(failure).as("faults of %s", Arrays.asList(models)).isNotNull();
		return failure.faults()
			.stream()
			.map((fault) -> fault.replaceFirst("^Model '[^']*'(, property|:) ", ""))
			.toList();
	}

	@Model
	record Written(@Nullable Long id, @ReadOnly @DefaultValue("1") int number, @ReadOnly @AutoNow Instant changed,
			@ReadOnly @AutoNowAdd Instant added, @ReadOnly("number * 2") @DatabaseDefault("7") int both,
			@ReadOnly @ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "children") @Nullable Ref<Written> parent,
			@ReadOnly Many<Written> children) {
	}

	@Model
	record Text(@GeneratedKey @Nullable String id) {
	}

	@Model
	record Drawn(@GeneratedKey(sequence = "shop.keys") @Nullable UUID id, @GeneratedKey long other,
			@GeneratedKey @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Keyed> parent) {
	}

	@Model
	record Keyed(@Nullable Long id) {
	}

	@Model
	record Twice(@GeneratedKey @DefaultValue("1") @DatabaseDefault("2") @ReadOnly @Nullable Long id) {
	}

	@Model
	record Number(@PrimaryKey @GeneratedKey Integer number) {
	}

	@Model(schema = "shop")
	record FromSequence(@GeneratedKey(sequence = "keys") @Nullable Long id) {
	}

	@Model
	record Uuid(@GeneratedKey UUID id) {
	}

	@Model
	record Fine(@ReadOnly @Nullable Long id, @ReadOnly("id + 1") long next,
			@ReadOnly @DatabaseDefault("now()") Instant added,
			@ReadOnly @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Fine> parent) {
	}

}
