package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.asyncorm.expression.Kw;
import io.asyncorm.jdbc.OwnTypeModels.Vectors;
import io.asyncorm.jdbc.TypeRow.Place;
import io.asyncorm.query.Row;
import io.asyncorm.query.UpdateOrCreate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;

import static io.asyncorm.Orm.coalesce;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.min;
import static io.asyncorm.Orm.value;
import static io.asyncorm.jdbc.TypeCell.assertValue;
import static io.asyncorm.jdbc.TypeCell.assertValues;
import static io.asyncorm.jdbc.TypeCell.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every type that columns can hold, in every place that values have, on every engine that
 * has it: the rows are those of {@link TypeTable}.
 */
@ParameterizedClass
@EnumSource
class TypesIntegrationTests {

	/** More often than PostgreSQL's driver needs to prepare a statement. */
	private static final int TIMES = 7;

	private static TypeDatabase types;

	TypesIntegrationTests(TypeEngine engine) {
	}

	@BeforeParameterizedClassInvocation
	static void create(TypeEngine engine) {
		types = new TypeDatabase(engine);
	}

	@AfterParameterizedClassInvocation
	static void close() {
		types.close();
	}

	static Stream<TypeCell> all() {
		return types.cells();
	}

	static Stream<TypeCell> with(Place place) {
		return types.cells().filter((type) -> type.row().has(place));
	}

	static Stream<TypeCell> compared() {
		return with(Place.EXACT).filter((type) -> !type.isIncomparable());
	}

	static Stream<TypeCell> ordered() {
		return with(Place.ORDER);
	}

	static Stream<TypeCell> spelled() {
		return all().filter((type) -> type.row().text() != null);
	}

	static Stream<TypeCell> keys() {
		return all().filter((type) -> type.row().key() != null);
	}

	@AfterEach
	void empty() {
		types.empty();
	}

	@ParameterizedTest
	@MethodSource("all")
	void isWrittenAndReadBack(TypeCell type) {
		for (Object value : type.row().values()) {
			Object created = type.create(value);

			assertValue(type.property(created), type.row().read().apply(value));
			assertValue(type.property(type.again(created)), type.row().read().apply(value));
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void isTheSameHoweverOftenItIsRead(TypeCell type) {
		type.store();

		for (int i = 0; i < ((types.engine() == TypeEngine.POSTGRESQL) ? TIMES : 2); i++) {
			assertValues(type.properties(type.held().alist().join())).isEqualTo(type.row().allRead());
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void isHeldUpToItsEndsOrRefused(TypeCell type) {
		List<Object> given = new ArrayList<>();
		List<@Nullable Object> read = new ArrayList<>();
		for (TypeExtreme extreme : type.row().extremes().toList()) {
			if (extreme.isRefused(types.engine().database())) {
				assertThatExceptionOfType(DataAccessException.class).as(extreme.toString())
					.isThrownBy(() -> type.create(extreme.value()))
					.satisfies((ex) -> assertThat(ex.getMessage()).containsAnyOf(type.name(),
							type.row().model().getSimpleName() + ".acreate: ", "MariaDB has no "));
			}
			else {
				Object created = type.create(extreme.value());
				assertValue(type.property(created), extreme.read());
				assertValue(type.property(type.again(created)), extreme.read());
				if (type.row().has(Place.EXACT)) {
					assertThat(type.count("", extreme.value())).as("found by %s", extreme).isPositive();
				}
				given.add(type.holding(null, extreme.value()));
				read.add(extreme.read());
			}
		}

		List<Object> created = type.rows().abulkCreate(given).join();

		assertValues(type.properties(created)).isEqualTo(read);
		assertValues(type.values(type.rows().filter("pk__in", created.stream().map(TypeCell::id).toList())))
			.isEqualTo(read);
	}

	@ParameterizedTest
	@MethodSource("all")
	void isWrittenInBulk(TypeCell type) {
		List<Object> objects = new ArrayList<>();
		type.row().values().forEach((value) -> objects.add(type.holding(null, value)));
		objects.add(type.holding(null, null));
		List<@Nullable Object> expected = new ArrayList<>(type.row().allRead());
		expected.add(null);

		List<Object> created = type.rows().abulkCreate(objects).join();

		assertValues(type.properties(created)).isEqualTo(expected);
		assertValues(type.values(type.rows())).isEqualTo(expected);
		List<Object> changed = created.stream().map((row) -> type.holding(id(row), type.row().some())).toList();
		assertThat(type.rows().abulkUpdate(changed, type.name()).join()).isEqualTo(changed.size());
		assertValues(type.values(type.rows())).containsOnly(type.row().read().apply(type.row().some()));
	}

	@ParameterizedTest
	@MethodSource("all")
	void isNull(TypeCell type) {
		Object created = type.create(null);

		assertThat(type.property(created)).isNull();
		assertThat(type.property(type.again(created))).isNull();
		assertThat(type.rows().filter(type.name() + "__isnull", true).acount().join()).isEqualTo(1);
		if (!type.row().refused().contains(Place.NULL)) {
			assertThat(type.rows().filter(type.name(), null).acount().join())
				.isEqualTo(type.row().has(Place.NULL) ? 1 : 0);
		}
		assertThat(type.rows().values(type.name()).aget().join()).containsEntry(type.name(), null);
	}

	@ParameterizedTest
	@MethodSource("compared")
	void isLookedUp(TypeCell type) {
		List<Object> stored = type.store();
		Object some = type.row().some();
		Object least = type.row().least();
		int size = type.row().values().size();

		assertThat(type.filter("", some).alist().join()).extracting(TypeCell::id).containsExactly(id(stored.get(1)));
		assertThat(type.count("__exact", some)).isEqualTo(1);
		assertThat(type.held().exclude(type.name(), some).acount().join()).isEqualTo(size - 1);
		assertThat(type.count("__in", List.of(some, least))).isEqualTo(2);
		assertThat(type.held().exclude(type.name() + "__in", List.of(some, least)).acount().join()).isEqualTo(size - 2);
		assertThat(type.count("", f(type.name()))).isEqualTo(size);
		assertThat(type.count("", value(some))).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("ordered")
	void isComparedAndOrdered(TypeCell type) {
		type.row().values().reversed().forEach(type::create);
		Object some = type.row().some();
		Object least = type.row().least();
		int size = type.row().values().size();

		assertThat(type.count("__gt", least)).isEqualTo(size - 1);
		assertThat(type.count("__gte", some)).isEqualTo(size - 1);
		assertThat(type.count("__lt", some)).isEqualTo(1);
		assertThat(type.count("__lte", some)).isEqualTo(2);
		assertThat(type.count("__range", List.of(least, some))).isEqualTo(2);
		assertValues(type.values(type.held().orderBy(type.name()))).isEqualTo(type.row().allRead());
		assertValues(type.values(type.held().orderBy("-" + type.name()))).isEqualTo(type.row().allRead().reversed());
		assertValue(type.property(Objects.requireNonNull(type.held().alatest(type.name()).join())),
				type.row().read().apply(type.row().greatest()));
	}

	@ParameterizedTest
	@MethodSource("spelled")
	void isLookedUpByText(TypeCell type) {
		type.store();
		String text = type.row().text();

		assertThat(type.count("", text)).isEqualTo(1);
		assertThat(type.count("__in", List.of(text))).isEqualTo(1);
		assertThat(type.count("__gt", text)).isEqualTo(type.row().values().size() - 2);
		assertThat(type.count("__range", List.of(text, text))).isEqualTo(1);
		assertValue(type.property(type.create(text)), type.row().read().apply(type.row().some()));
	}

	@ParameterizedTest
	@MethodSource("compared")
	void isUpdated(TypeCell type) {
		List<Object> stored = type.store();
		Object some = type.row().some();
		Object greatest = type.row().greatest();

		type.filter("", type.row().least()).aupdate(kw(type.name(), some)).join();
		assertThat(type.count("", some)).isEqualTo(2);
		Object saved = type.writes().save(type.holding(id(stored.get(0)), greatest)).join();

		assertValue(type.property(saved), type.row().read().apply(greatest));
		assertThat(type.count("", greatest)).isEqualTo(2);
		if (type.row().has(Place.SINGLE)) {
			type.held().aupdate(kw(type.name(), f(type.name()))).join();
		}
		assertThat(type.count("", greatest)).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("compared")
	void isFoundOrCreated(TypeCell type) {
		Kw lookup = kw(type.name(), type.row().some());
		Object expected = type.row().read().apply(type.row().some());

		assertThat(type.rows().agetOrCreate(lookup, defaults()).join().created()).isTrue();
		assertThat(type.rows().agetOrCreate(lookup, defaults()).join().created()).isFalse();
		UpdateOrCreate<Object> found = type.rows()
			.aupdateOrCreate(lookup, defaults(type.name(), type.row().least()))
			.join();
		assertThat(found.created()).isFalse();
		assertValue(type.property(found.object()), type.row().read().apply(type.row().least()));
		assertValue(type.property(type.rows().aupdateOrCreate(lookup, defaults()).join().object()), expected);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void isAKey(TypeCell type) {
		TypeKeys.check(types, type.row(), Objects.requireNonNull(type.row().key()));
	}

	@ParameterizedTest
	@MethodSource("all")
	void isSelected(TypeCell type) {
		type.create(type.row().some());
		Object expected = type.row().read().apply(type.row().some());

		assertValue(type.rows().values(type.name()).aget().join().get(type.name()), expected);
		assertValues(type.values(type.rows())).containsExactly(expected);
		assertValues(type.values(type.rows().orderBy().distinct())).containsExactly(expected);
		if (type.row().has(Place.SINGLE)) {
			assertValue(type.rows().values().aget().join().get(type.name()), expected);
			Map<String, Object> computed = type.rows()
				.annotate("again", f(type.name()))
				.annotate("other", coalesce(f(type.name()), value(type.row().least())))
				.values("again", "other")
				.aget()
				.join();
			assertValue(computed.get("again"), expected);
			assertValue(type.row().read().apply(Objects.requireNonNull(computed.get("other"))), expected);
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void isAggregated(TypeCell type) {
		type.store();

		if (type.row().has(Place.ENDS)) {
			Map<String, Object> ends = type.held()
				.aaggregate(kw("least", min(type.name())).and("greatest", max(type.name())))
				.join();
			assertValue(ends.get("least"), type.row().read().apply(type.row().least()));
			assertValue(ends.get("greatest"), type.row().read().apply(type.row().greatest()));
		}
		if (type.row().has(Place.SINGLE)) {
			assertThat(type.held().aaggregate(kw("n", count(type.name()))).join()).containsEntry("n",
					(long) type.row().values().size());
			List<@Nullable Object> groups = new ArrayList<>();
			type.held()
				.values(type.name())
				.annotate("n", count("id"))
				.orderBy("n")
				.alist()
				.join()
				.forEach((group) -> groups.add(group.get(type.name())));
			assertValues(groups).containsExactlyInAnyOrderElementsOf(type.row().allRead());
		}
	}

	static Stream<TypeCell> refused() {
		return all().filter((type) -> type.isIncomparable() || !type.row().refused().isEmpty());
	}

	@ParameterizedTest
	@MethodSource("refused")
	void isRefusedWhereItCannotBe(TypeCell type) {
		if (type.isIncomparable()) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> type.count("", type.row().some()))
				.withMessageContaining("H2 has no comparison of JSON objects");
		}
		type.row().refused().forEach((place) -> {
			assertThatExceptionOfType(DataAccessException.class).as("%s", place).isThrownBy(() -> {
				switch (place) {
					case ORDER -> type.count("__gt", type.row().some());
					case NULL -> type.filter("", null);
					case ENDS -> type.held().aaggregate(kw("least", min(type.name()))).join();
					case SINGLE -> type.held().annotate("again", f(type.name())).values("again").alist().join();
					case EXACT, PARAMETER -> throw new IllegalStateException();
				}
			}).satisfies((ex) -> assertThat(ex.getMessage()).containsAnyOf(type.name(), "min("));
		});
	}

	static Stream<TypeCell> searched() {
		return all().filter((type) -> type.row().model() == Vectors.class);
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("searched")
	void isSearchedWhetherItIsWrittenOrComputed(TypeCell type) {
		TypeSearches.check(types, type);
	}

	static Stream<TypeCell> parameters() {
		return with(Place.PARAMETER);
	}

	@ParameterizedTest
	@MethodSource("parameters")
	void isAParameterAndAResultOfSql(TypeCell type) {
		List<Object> stored = type.store();

		List<Row<Object>> found = type.rows()
			.raw("select * from \"" + type.row().model().getSimpleName().toLowerCase(Locale.ROOT) + "\" where \""
					+ type.row().column() + "\" = :value", kw("value", type.row().some()))
			.alist()
			.join();

		assertThat(found).extracting((row) -> id(row.object())).containsExactly(id(stored.get(1)));
		assertValue(type.property(found.get(0).object()), type.row().read().apply(type.row().some()));
	}

	static Stream<Class<?>> defaulted() {
		return all().<Class<?>>map((type) -> TypeDefaults.byLibrary(type.row())).distinct();
	}

	@ParameterizedTest
	@MethodSource("defaulted")
	void isDefaulted(Class<?> model) {
		TypeDefaults.check(types, model, kw("id", 1L));
	}

	static Stream<Class<?>> defaultedByTheDatabase() {
		return all().<Class<?>>map((type) -> TypeDefaults.byDatabase(type.row(), types.engine().database())).distinct();
	}

	@ParameterizedTest
	@MethodSource("defaultedByTheDatabase")
	void isDefaultedByTheDatabase(Class<?> model) {
		TypeDefaults.check(types, model, kw("note", "new"));
	}

}
