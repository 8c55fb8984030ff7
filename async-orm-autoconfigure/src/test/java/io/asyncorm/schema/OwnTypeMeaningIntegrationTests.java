package io.asyncorm.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.avg;
import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.min;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What the types of columns mean that are the database's own: how they come back, are
 * searched, sorted and computed with.
 */
class OwnTypeMeaningIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void textsOfFixedLengthComeBackAsTheyWereGiven(TestDatabase database) {
		AsyncOrm orm = openCoded(database, "char(10)");
		Items items = orm.repository(Items.class);
		Item created = await(items.acreate(new Item("D", Mood.SAD, "note ", null)));
		await(items.acreate(kw("code", "E", "mood", "HAPPY", "note", "  x")));

		assertThat(created.code()).isEqualTo("D");
		assertThat(await(items.aget("D"))).extracting(Item::code, Item::mood).containsExactly("D", Mood.SAD);
		assertThat(await(items.ainBulk(List.of("D", "E ")))).containsOnlyKeys("D", "E");
		assertThat(await(items.orderBy("code").valuesList(Item::code).alist())).containsExactly("D", "E");
		assertThat(await(items.filter("code", "E").values("code", "mood", "note").aget()))
			.isEqualTo(Map.of("code", "E", "mood", Mood.HAPPY, "note", "  x"));
		assertThat(await(items.aaggregate(kw("last", max("code"))))).isEqualTo(Map.of("last", "E"));
		assertThat(await(items.annotate("first", min("code")).values("code", "first").orderBy("code").alist())).first()
			.isEqualTo(Map.of("code", "D", "first", "D"));
		assertThat(await(items.asave(new Item("D", Mood.HAPPY, "", null)))).extracting(Item::code, Item::note)
			.containsExactly("D", "");
		assertThat(await(items.aupdateOrCreate(kw("code", "D"), defaults("note", "n"))).object().code()).isEqualTo("D");
		assertThat(await(items.filter("note", f("note")).acount())).isEqualTo(2);

		Users users = orm.repository(Users.class);
		await(users.acreate(kw("item", "D")));
		assertThat(await(users.aget()).item().key()).isEqualTo("D");
		assertThat(await(users.prefetchRelated("item").aget()).item().get().code()).isEqualTo("D");
		assertThat(await(users.selectRelated("item").aget()).item().get().code()).isEqualTo("D");
		assertThat(
				Objects.requireNonNull(await(items.filter("code", "D").prefetchRelated("users").aget()).users()).list())
			.hasSize(1);
	}

	static Stream<Arguments> searched() {
		return Stream.of(Arguments.of(TestDatabase.POSTGRESQL, "citext", true),
				Arguments.of(TestDatabase.POSTGRESQL, "caseless", true),
				Arguments.of(TestDatabase.POSTGRESQL, "text", false),
				Arguments.of(TestDatabase.POSTGRESQL, "char(10)", false),
				Arguments.of(TestDatabase.H2, "varchar_ignorecase(10)", true),
				Arguments.of(TestDatabase.H2, "varchar(10)", false),
				Arguments.of(TestDatabase.MARIADB, "varchar(10) collate utf8mb4_general_ci", true),
				Arguments.of(TestDatabase.MARIADB, "varchar(10) character set latin1 collate latin1_german1_ci", true),
				Arguments.of(TestDatabase.MARIADB, "varchar(10) collate utf8mb4_bin", false));
	}

	@ParameterizedTest
	@MethodSource("searched")
	void searchesIgnoreCaseWhereTheColumnDoes(TestDatabase database, String column, boolean ignored) {
		Items items = openCoded(database, column).repository(Items.class);
		await(items.acreate(new Item("Du_ne", Mood.SAD, "U_N", null)));
		await(items.acreate(new Item("other", Mood.SAD, "zzz", null)));

		for (Map.Entry<String, String> search : Map
			.of("contains", "U_N", "startswith", "dU", "endswith", "NE", "regex", "^D.*NE$")
			.entrySet()) {
			String lookup = "code__" + search.getKey();
			assertThat(await(items.filter(lookup, search.getValue()).acount())).as(lookup).isEqualTo(ignored ? 1 : 0);
			assertThat(await(items.exclude(lookup, search.getValue()).acount())).as(lookup).isEqualTo(ignored ? 1 : 2);
		}
		// On MariaDB, the exact one of two collations counts
		assertThat(await(items.filter("code__contains", f("note")).acount()))
			.isEqualTo((ignored && database != TestDatabase.MARIADB) ? 1 : 0);
		assertThat(await(items.filter("code__contains", "u_n").filter("code__regex", "u.n").acount())).isEqualTo(1);
		assertThat(await(items.filter("code__icontains", "U_N").filter("code__iregex", "dU").acount())).isEqualTo(1);
		assertThat(await(items.filter("code__iexact", "DU_NE").acount())).isEqualTo(1);
		assertThat(await(items.filter("code__contains", "%").acount())).isZero();
		assertThat(await(items.annotate("greatest", max("code")).filter("greatest__startswith", "DU").acount()))
			.isEqualTo(ignored ? 1 : 0);
	}

	@ParameterizedTest
	@EnumSource
	void enumsOfTheDatabaseAreParametersOfSql(TestDatabase database) {
		Items items = openMoods(database, "SAD", "HAPPY").repository(Items.class);
		await(items.acreate(new Item("a", Mood.SAD, "", null)));
		await(items.acreate(new Item("b", Mood.HAPPY, "", null)));

		assertThat(await(items.aofMood(Mood.HAPPY))).extracting(Item::code).containsExactly("b");
		assertThat(await(items.acheer(Mood.HAPPY, Mood.SAD))).isEqualTo(1);
		assertThat(
				await(items.raw("select * from " + name("item") + " where " + name("mood") + " = ?", Mood.SAD).alist()))
			.isEmpty();
		assertThat(await(items.aanyMood(Mood.HAPPY))).containsExactly("HAPPY", "HAPPY");
		if (database == TestDatabase.POSTGRESQL) {
			assertThat(await(items.aofMoods(List.of(Mood.SAD, Mood.HAPPY)))).hasSize(2);
			assertThat(await(items.aofMoods(List.of()))).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void constantsThatTheDatabasesEnumLacksAreRefused(TestDatabase database) {
		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> openMoods(database, "SAD", "happy"))
			.satisfies((ex) -> assertThat(ex.faults()).singleElement()
				.asString()
				.contains("property 'mood'")
				.contains("'HAPPY'")
				.contains("SAD, happy"));
	}

	@ParameterizedTest
	@EnumSource
	void theDatabasesEnumMayHaveMoreThanTheConstants(TestDatabase database) {
		assertThatNoException().isThrownBy(() -> openMoods(database, "SAD", "it's, \"odd\"", "HAPPY"));
	}

	@ParameterizedTest
	@EnumSource
	void enumsHaveTheOrderOfTheDatabase(TestDatabase database) {
		Items items = openMoods(database, "SAD", "HAPPY").repository(Items.class);
		await(items.acreate(new Item("a", Mood.SAD, "", null)));
		await(items.acreate(new Item("b", Mood.HAPPY, "", null)));

		assertThat(await(items.filter("mood__gt", Mood.SAD).alist())).extracting(Item::code).containsExactly("b");
		assertThat(await(items.filter("mood__lt", Mood.HAPPY).alist())).extracting(Item::code).containsExactly("a");
		assertThat(await(items.filter("mood__gte", "HAPPY").alist())).extracting(Item::code).containsExactly("b");
		assertThat(await(items.filter("mood__range", List.of(Mood.SAD, Mood.HAPPY)).acount())).isEqualTo(2);
		assertThat(await(items.exclude("mood__gt", Mood.SAD).alist())).extracting(Item::code).containsExactly("a");
		assertThat(await(items.orderBy("mood").valuesList(Item::mood).alist())).containsExactly(Mood.SAD, Mood.HAPPY);
		assertThat(await(items.orderBy("-mood").valuesList(Item::mood).alist())).containsExactly(Mood.HAPPY, Mood.SAD);
		assertThat(await(items.alatest("mood")).code()).isEqualTo("b");
		assertThat(await(items.aaggregate(kw("least", min("mood"), "most", max("mood")))))
			.isEqualTo(Map.of("least", Mood.SAD, "most", Mood.HAPPY));
		assertThat(await(items.filter("mood__lte", f("mood")).acount())).isEqualTo(2);
	}

	@Test
	void moneyIsComputedWith() {
		this.existing.create(TestDatabase.POSTGRESQL);
		this.existing.jdbc()
			.execute("create table \"fee\" (\"id\" bigint primary key, \"price\" money not null,"
					+ " \"other\" money, \"points\" integer not null)");
		Fees fees = this.existing.open((orm) -> orm.models(Fee.class)).repository(Fees.class);
		Fee fee = await(fees.acreate(new Fee(1L, new BigDecimal("1234.50"), null, 2)));
		await(fees.acreate(new Fee(2L, new BigDecimal("-5000.25"), new BigDecimal("0.75"), 3)));

		assertThat(fee.price()).isEqualByComparingTo("1234.50");
		assertThat(await(fees.aget(2L)).price()).isEqualByComparingTo("-5000.25");
		assertThat(await(fees.filter("id", 1).aupdate(set(Fee::price).to(f(Fee::price).plus(5))))).isEqualTo(1);
		assertThat(await(fees.filter("price", new BigDecimal("1239.50")).acount())).isEqualTo(1);
		assertThat(await(fees.filter("id", 1).aupdate(kw("other", f("price").times(f("points")))))).isEqualTo(1);
		assertThat(await(fees.aget(1L)).other()).isEqualByComparingTo("2479");
		assertThat(await(fees.filter("price__lt", f("other").minus(1)).acount())).isEqualTo(2);
		assertThat(await(fees.filter("price__in", List.of(new BigDecimal("1239.5"), 7)).acount())).isEqualTo(1);
		assertThat(await(fees.aaggregate(kw("sum", sum("price"), "avg", avg("other"), "max", max("price")))))
			.hasEntrySatisfying("sum", (sum) -> assertThat((BigDecimal) sum).isEqualByComparingTo("-3760.75"))
			.hasEntrySatisfying("max", (max) -> assertThat((BigDecimal) max).isEqualByComparingTo("1239.50"));
		assertThat(await(fees.orderBy("price").valuesList(Fee::price).alist()).get(0)).isEqualByComparingTo("-5000.25");
		assertThat(await(fees.annotate("more", f("other").plus(1)).filter("more__gt", 2000).acount())).isEqualTo(1);
		assertThat(await(fees.aupdateOrCreate(kw("id", 1L), defaults("price", f("price").minus(1)))).object().price())
			.isEqualByComparingTo("1238.50");
	}

	private AsyncOrm openCoded(TestDatabase database, String column) {
		this.existing.create(database);
		JdbcTemplate jdbc = this.existing.jdbc();
		if (database == TestDatabase.POSTGRESQL) {
			jdbc.execute("create extension citext; create domain caseless as citext");
		}
		jdbc.execute("create table %s (%s %s primary key, %s char(10) not null, %s varchar(10) not null)"
			.formatted(name("item"), name("code"), column, name("mood"), name("note")));
		jdbc.execute("create table %s (%s KEY primary key, %s %s not null)".replace("KEY", this.existing.generatedKey())
			.formatted(name("user"), name("id"), name("item_id"), column));
		return this.existing.open((orm) -> orm.models(Item.class, User.class));
	}

	private AsyncOrm openMoods(TestDatabase database, String... labels) {
		this.existing.create(database);
		String type = "enum ("
				+ String.join(", ", Stream.of(labels).map((label) -> "'" + label.replace("'", "''") + "'").toList())
				+ ")";
		if (database == TestDatabase.POSTGRESQL) {
			this.existing.jdbc().execute("create type mood as " + type);
		}
		String column = (database == TestDatabase.POSTGRESQL) ? "mood" : type;
		this.existing.jdbc()
			.execute("create table %s (%s varchar(10) primary key, %s %s not null, %s varchar(10) not null)"
				.formatted(name("item"), name("code"), name("mood"), column, name("note")));
		return this.existing.open((orm) -> orm.models(Item.class, User.class));
	}

	private String name(String name) {
		return this.existing.name(name);
	}

	enum Mood {

		SAD, HAPPY

	}

	/**
	 * Is named by a text, and has an enum.
	 */
	@Model
	public record Item(@PrimaryKey String code, Mood mood, String note, @Nullable Many<User> users) {
	}

	/**
	 * Refers to an item.
	 */
	@Model
	public record User(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "users") Ref<Item> item) {
	}

	/**
	 * Costs money.
	 */
	@Model
	public record Fee(@PrimaryKey Long id, BigDecimal price, @Nullable BigDecimal other, int points) {
	}

	interface Items extends AsyncRepository<Item, String> {

		@Query("select * from \"item\" where \"mood\" = :mood")
		CompletableFuture<List<Item>> aofMood(Mood mood);

		@Query("select * from \"item\" where \"mood\" = any(:moods)")
		CompletableFuture<List<Item>> aofMoods(List<Mood> moods);

		@Query("update \"item\" set \"mood\" = :better where \"mood\" = :worse")
		CompletableFuture<Long> acheer(Mood better, Mood worse);

		@Query("select coalesce(\"mood\", :mood) from \"item\"")
		CompletableFuture<List<String>> aanyMood(Mood mood);

	}

	interface Users extends AsyncRepository<User, Long> {

	}

	interface Fees extends AsyncRepository<Fee, Long> {

	}

}
