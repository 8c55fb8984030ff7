package io.asyncorm.jdbc;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.jdbc.ScalarModels.Defaulted;
import io.asyncorm.jdbc.ScalarModels.Links;
import io.asyncorm.jdbc.ScalarModels.Scalars;
import io.asyncorm.jdbc.ScalarModels.Selected;
import io.asyncorm.expression.Kw;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Row;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.coalesce;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.min;
import static io.asyncorm.Orm.value;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every type that columns can hold, in every place that values have.
 */
@ParameterizedClass
@EnumSource
class ScalarTypesIntegrationTests {

	private static WriteDatabase database;

	private final TestDatabase kind;

	private final QuerySet<Scalars> rows;

	private final ModelWrites<Scalars> writes;

	ScalarTypesIntegrationTests(TestEngine engine) {
		this.kind = engine.database();
		this.rows = database.all(Scalars.class).orderBy("id");
		this.writes = database.writes(Scalars.class);
	}

	/** With models that know the tables as the database has them. */
	@BeforeParameterizedClassInvocation
	static void create(TestEngine engine) {
		Class<?>[] models = ScalarModels.ALL.toArray(Class<?>[]::new);
		database = new WriteDatabase(engine, models).withModels(models);
	}

	@AfterParameterizedClassInvocation
	static void close() {
		database.close();
	}

	@AfterEach
	void empty() {
		this.rows.adelete().join();
	}

	@Test
	void everyTypeIsInTheTable() {
		assertThat(ScalarType.ALL).extracting(ScalarType::property)
			.containsExactlyElementsOf(
					Arrays.stream(Selected.class.getRecordComponents()).map(RecordComponent::getName).toList());
	}

	@Test
	void isWrittenAndReadBack() {
		ScalarType.each((type) -> {
			for (Object value : type.values()) {
				Scalars created = this.writes.create(kw(type.property(), value)).join();

				assertThat(property(created, type)).isEqualTo(type.read().apply(value));
				assertThat(property(this.rows.filter("pk", created.id()).aget().join(), type))
					.isEqualTo(type.read().apply(value));
			}
		});
	}

	@Test
	void isWrittenInBulk() {
		ScalarType.each((type) -> {
			List<Scalars> objects = new ArrayList<>();
			type.values().forEach((value) -> objects.add(ScalarModels.holding(type, value)));
			objects.add(ScalarModels.holding(type, null));

			List<Scalars> created = this.rows.abulkCreate(objects).join();

			List<@Nullable Object> expected = new ArrayList<>(type.allRead());
			expected.add(null);
			assertThat(created).extracting((row) -> property(row, type))
				.usingElementComparator(ScalarTypesIntegrationTests::compare)
				.containsExactlyElementsOf(expected);
			QuerySet<Scalars> stored = this.rows.filter("pk__in", created.stream().map(Scalars::id).toList());
			assertThat(stored.valuesList(type.property()).alist().join()).extracting((values) -> values.get(0))
				.usingElementComparator(ScalarTypesIntegrationTests::compare)
				.containsExactlyElementsOf(expected);
			List<Scalars> changed = created.stream()
				.map((row) -> ScalarModels.holding(row.id(), type, type.some()))
				.toList();
			assertThat(this.rows.abulkUpdate(changed, type.property()).join()).isEqualTo(changed.size());
			assertThat(stored.valuesList(type.property()).alist().join()).extracting((values) -> values.get(0))
				.usingElementComparator(ScalarTypesIntegrationTests::compare)
				.containsOnly(type.read().apply(type.some()));
		});
	}

	@Test
	void isNull() {
		ScalarType.each((type) -> {
			Scalars created = this.writes.create(kw(type.property(), null)).join();

			assertThat(property(created, type)).isNull();
			assertThat(this.rows.filter(type.property() + "__isnull", true).filter("pk", created.id()).aexists().join())
				.isTrue();
			assertThat(this.rows.filter(type.property(), null).filter("pk", created.id()).aexists().join()).isTrue();
			assertThat(this.rows.filter("pk", created.id()).values(type.property()).aget().join())
				.containsEntry(type.property(), null);
		});
	}

	@Test
	void isLookedUp() {
		ScalarType.each((type) -> {
			List<Scalars> stored = store(type);
			String name = type.property();
			Object some = type.some();
			int size = type.values().size();

			assertThat(of(type).filter(name, some).alist().join()).extracting(Scalars::id)
				.containsExactly(stored.get(1).id());
			assertThat(of(type).filter(name + "__exact", some).acount().join()).isEqualTo(1);
			assertThat(of(type).exclude(name, some).acount().join()).isEqualTo(size - 1);
			assertThat(of(type).filter(name + "__in", List.of(some, type.least())).acount().join()).isEqualTo(2);
			assertThat(of(type).exclude(name + "__in", List.of(some, type.least())).acount().join())
				.isEqualTo(size - 2);
			assertThat(of(type).filter(name + "__gt", type.least()).acount().join()).isEqualTo(size - 1);
			assertThat(of(type).filter(name + "__gte", some).acount().join()).isEqualTo(size - 1);
			assertThat(of(type).filter(name + "__lt", some).acount().join()).isEqualTo(1);
			assertThat(of(type).filter(name + "__lte", some).acount().join()).isEqualTo(2);
			assertThat(of(type).filter(name + "__range", List.of(type.least(), some)).acount().join()).isEqualTo(2);
			assertThat(of(type).filter(name, f(name)).acount().join()).isEqualTo(size);
			assertThat(of(type).filter(name, value(some)).acount().join()).isEqualTo(1);
		});
	}

	@Test
	void isLookedUpByText() {
		ScalarType.each((type) -> {
			if (type.text() != null) {
				store(type);
				String name = type.property();

				assertThat(of(type).filter(name, type.text()).acount().join()).isEqualTo(1);
				assertThat(of(type).filter(name + "__in", List.of(type.text())).acount().join()).isEqualTo(1);
				assertThat(of(type).filter(name + "__gt", type.text()).acount().join())
					.isEqualTo(type.values().size() - 2);
				assertThat(of(type).filter(name + "__range", List.of(type.text(), type.text())).acount().join())
					.isEqualTo(1);
				Scalars created = this.writes.create(kw(name, type.text())).join();
				assertThat(property(created, type)).isEqualTo(type.read().apply(type.some()));
			}
		});
	}

	@Test
	void isOrdered() {
		ScalarType.each((type) -> {
			type.values().reversed().forEach((value) -> this.writes.create(kw(type.property(), value)).join());

			assertThat(of(type).orderBy(type.property()).valuesList(type.property()).alist().join())
				.extracting((values) -> values.get(0))
				.usingElementComparator(ScalarTypesIntegrationTests::compare)
				.containsExactlyElementsOf(type.allRead());
			assertThat(of(type).orderBy("-" + type.property()).valuesList(type.property()).alist().join())
				.extracting((values) -> values.get(0))
				.usingElementComparator(ScalarTypesIntegrationTests::compare)
				.containsExactlyElementsOf(type.allRead().reversed());
			assertThat(property(Objects.requireNonNull(of(type).alatest(type.property()).join()), type))
				.isEqualTo(type.read().apply(type.greatest()));
		});
	}

	@Test
	void isUpdated() {
		ScalarType.each((type) -> {
			List<Scalars> stored = store(type);

			of(type).filter(type.property(), type.least()).aupdate(kw(type.property(), type.some())).join();

			assertThat(of(type).filter(type.property(), type.some()).acount().join()).isEqualTo(2);
			Scalars saved = this.writes.save(ScalarModels.holding(stored.get(0).id(), type, type.greatest())).join();
			assertThat(property(saved, type)).isEqualTo(type.read().apply(type.greatest()));
			assertThat(of(type).filter(type.property(), type.greatest()).acount().join()).isEqualTo(2);
		});
	}

	@Test
	void isFoundOrCreated() {
		ScalarType.each((type) -> {
			Kw lookup = kw(type.property(), type.some());

			assertThat(this.rows.agetOrCreate(lookup, defaults()).join().created()).isTrue();
			assertThat(this.rows.agetOrCreate(lookup, defaults()).join().created()).isFalse();
		});
	}

	@Test
	void isDefaulted() {
		Defaulted created = database.writes(Defaulted.class).create(kw("text", "b")).join();
		Defaulted read = database.all(Defaulted.class).aget().join();

		assertThat(read).isEqualTo(created);
		ScalarType.each((type) -> {
			if (!type.property().equals("bytes")) {
				assertThat(ScalarModels.component(read, type.property())).isEqualTo(type.read().apply(type.some()));
			}
		});
	}

	@Test
	void isAKey() {
		ScalarType.each((type) -> {
			if (type.key() != null) {
				isAKey(type, type.key());
			}
		});
	}

	private <M> void isAKey(ScalarType type, Class<M> model) {
		ModelWrites<M> keyWrites = database.writes(model);
		QuerySet<M> objects = database.all(model);
		for (Object key : type.values()) {
			keyWrites.create(kw("id", key).and("name", "n" + type.values().indexOf(key))).join();
		}
		Object some = type.read().apply(type.some());

		M found = objects.filter("pk", type.some()).aget().join();
		assertThat(ScalarModels.component(found, "id")).isEqualTo(some);
		assertThat(objects.ainBulk(List.of(type.some())).join()).containsExactly(Map.entry(some, found));
		Links link = database.writes(Links.class).create(kw(type.property(), Ref.to(found))).join();
		QuerySet<Links> links = database.all(Links.class).filter("pk", link.id());
		assertThat(links.filter(type.property(), type.some()).acount().join()).isEqualTo(1);
		assertThat(links.filter(type.property(), found).acount().join()).isEqualTo(1);
		assertThat(links.filter(type.property() + "__name", "n1").acount().join()).isEqualTo(1);
		assertThat(links.filter(type.property() + "__id__in", type.values()).acount().join()).isEqualTo(1);
		assertThat(
				((Ref<?>) ScalarModels.component(links.selectRelated(type.property()).aget().join(), type.property()))
					.get())
			.isEqualTo(found);
		assertThat(
				((Ref<?>) ScalarModels.component(links.prefetchRelated(type.property()).aget().join(), type.property()))
					.get())
			.isEqualTo(found);
		assertThat(links.values(type.property()).aget().join()).containsEntry(type.property(), some);
		objects.filter("pk", type.some()).adelete().join();
		assertThat(links.acount().join()).isZero();
	}

	@Test
	void isSelected() {
		Kw values = null;
		for (ScalarType type : ScalarType.ALL) {
			values = (values != null) ? values.and(type.property(), type.some()) : kw(type.property(), type.some());
		}
		this.writes.create(Objects.requireNonNull(values)).join();

		Selected selected = this.rows.values(Selected.class).aget().join();
		Map<String, Object> map = this.rows.values().aget().join();

		ScalarType.each((type) -> {
			Object expected = type.read().apply(type.some());
			assertThat(ScalarModels.component(selected, type.property())).isEqualTo(expected);
			assertThat(map.get(type.property())).isEqualTo(expected);
			assertThat(this.rows.valuesList(type.property()).aget().join().get(0)).isEqualTo(expected);
			assertThat(this.rows.annotate("again", f(type.property())).values("again").aget().join())
				.containsEntry("again", expected);
			assertThat(this.rows.annotate("other", coalesce(f(type.property()), value(type.least())))
				.values("other")
				.aget()
				.join()).extracting((other) -> type.read().apply(other.get("other"))).isEqualTo(expected);
		});
	}

	@Test
	void isAggregated() {
		ScalarType.each((type) -> {
			store(type);

			assertThat(of(type).aaggregate(kw("n", count(type.property()))).join()).containsEntry("n",
					(long) type.values().size());
			if (!List.of("truth", "uuid", "bytes").contains(type.property())) {
				Map<String, Object> ends = of(type)
					.aaggregate(kw("least", min(type.property())).and("greatest", max(type.property())))
					.join();
				assertThat(ends).containsEntry("least", type.read().apply(type.least()))
					.containsEntry("greatest", type.read().apply(type.greatest()));
			}
			assertThat(
					of(type).values(type.property()).annotate("n", count("id")).orderBy(type.property()).alist().join())
				.extracting((group) -> group.get(type.property()))
				.usingElementComparator(ScalarTypesIntegrationTests::compare)
				.containsExactlyElementsOf(type.allRead());
		});
	}

	@Test
	void isAParameterAndAResultOfSql() {
		ScalarType.each((type) -> {
			if (!List.of("coded", "numbered").contains(type.property())) {
				List<Scalars> stored = store(type);
				String column = type.column();

				List<Row<Scalars>> found = this.rows
					.raw("select * from \"scalars\" where \"" + column + "\" = :value", kw("value", type.some()))
					.alist()
					.join();

				assertThat(found).extracting((row) -> row.object().id()).containsExactly(stored.get(1).id());
				assertThat(property(found.get(0).object(), type)).isEqualTo(type.read().apply(type.some()));
			}
		});
	}

	/** A row for each value, from the least to the greatest. */
	private List<Scalars> store(ScalarType type) {
		return type.values().stream().map((value) -> this.writes.create(kw(type.property(), value)).join()).toList();
	}

	/** The rows that have a value of the type. */
	private QuerySet<Scalars> of(ScalarType type) {
		return this.rows.filter(type.property() + "__isnull", false);
	}

	/** Zero for values that are equal, arrays by what they hold. */
	private static int compare(@Nullable Object one, @Nullable Object other) {
		return Objects.deepEquals(one, other) ? 0 : 1;
	}

	private static @Nullable Object property(Scalars row, ScalarType type) {
		return ScalarModels.component(row, type.property());
	}

}
