package io.asyncorm.repository;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.model.Column;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Row;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.lower;
import static io.asyncorm.Orm.q;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for repositories with a scope, for lookups of values, and for what goes by the
 * order of a field.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class QueryingByValuesIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Parcels parcels;

	private AllParcels all;

	@BeforeEach
	void fill() {
		this.pool = this.database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(List.of(Depot.class, Parcel.class))
			.functions(new Length())
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.parcels = this.orm.repository(Parcels.class);
		this.all = this.orm.repository(AllParcels.class);
		Ref<Depot> depot = Ref.to(await(this.orm.repository(Depots.class).acreate(kw("name", "North"))));
		for (Parcel parcel : List.of(new Parcel(null, "Aa", 3, 5, false, depot),
				new Parcel(null, "bbbb", 3, 2, false, depot), new Parcel(null, "Ccc", 7, 1, true, depot),
				new Parcel(null, "ad", 9, 9, false, depot))) {
			await(this.all.acreate(parcel));
		}
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aScopeIsWhatEverythingBeginsWith() {
		assertThat(await(this.parcels.acount())).isEqualTo(3);
		assertThat(await(this.parcels.all().alist())).extracting(Parcel::name).doesNotContain("Ccc");
		assertThat(await(this.parcels.filter("weight", 7).alist())).isEmpty();
		assertThat(await(this.parcels.afilter().valuesList(Parcel::name).alist())).hasSize(3);
		assertThat(await(this.parcels.afirst("Ccc"))).isEmpty();
		assertThat(await(this.parcels.alistByWeightGte(7))).extracting(Parcel::name).containsExactly("ad");
		assertThat(await(this.parcels.acountHeavy())).isEqualTo(1);
		assertThat(await(this.parcels.aupdate(kw("weight", 1)))).isEqualTo(3);
		assertThat(await(this.all.filter("id__in", this.parcels).acount())).isEqualTo(3);
		// What creates, and what is related, is not restricted
		Parcel gone = await(
				this.parcels.acreate(new Parcel(null, "gone", 1, 1, true, await(this.all.earliest()).depot())));
		assertThat(await(this.parcels.filter("id", gone.id()).aexists())).isFalse();
		assertThat(await(await(gone.depot().aget()).parcels().acount())).isEqualTo(5);
		assertThat(await(this.all.acount())).isEqualTo(5);
	}

	@Test
	void aScopeHasNothingButWhatItIsGiven() {
		assertThatExceptionOfType(RepositoryDefinitionException.class)
			.isThrownBy(() -> this.orm.repository(Circular.class))
			.withMessageContaining("only the query set that it is given");
		assertThatExceptionOfType(RepositoryDefinitionException.class)
			.isThrownBy(() -> this.orm.repository(Scopeless.class))
			.withMessageContaining("gives null");
		assertThatExceptionOfType(RepositoryDefinitionException.class)
			.isThrownBy(() -> this.orm.repository(Misnamed.class))
			.withMessageContaining("deletd");
		assertThatExceptionOfType(RepositoryDefinitionException.class)
			.isThrownBy(() -> this.orm.repository(Sliced.class))
			.withMessageContaining("gives a slice");
	}

	@Test
	void theKeyThatIsMissedIsToldThroughAScope() {
		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(this.parcels.aget(3L)))
			.withMessageEndingWith("there is none with id 3 among those that the query set is about");
		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(this.all.aget(-3L)))
			.withMessageEndingWith("there is none with id -3");
	}

	@Test
	void lookupsAreMadeOfAnyValue() {
		assertThat(names(this.all.filter(f("weight").gt(f("price"))))).containsExactly("bbbb", "Ccc");
		Expr<Parcel> sum = Orm.<Parcel>f("weight").plus(f("price"));
		assertThat(names(this.all.filter(sum.lte(8)))).containsExactly("Aa", "bbbb", "Ccc");
		assertThat(names(this.all.filter(lower(f("name")).lookup("startswith", "a")))).containsExactly("Aa", "ad");
		assertThat(names(this.all.exclude(lower(f("name")).lookup("in", List.of("aa", "bbbb"))))).containsExactly("Ccc",
				"ad");
		assertThat(names(this.all.filter(f("depot__name").eq("North").and(f("weight").lt(7))))).containsExactly("Aa",
				"bbbb");
		assertThat(names(this.all.filter(f("deleted").not().holds()))).containsExactly("Aa", "bbbb", "ad");
		List<Row<Parcel>> rows = await(this.all.annotate("heavy", f("weight").gte(7))
			.annotate("free", f("deleted").not())
			.annotate("either", f("weight").gt(8).or(q("deleted", true)))
			.orderBy("id")
			.rows()
			.alist());
		assertThat(rows).extracting((row) -> row.get("heavy", Boolean.class)).containsExactly(false, false, true, true);
		assertThat(rows).extracting((row) -> row.get("free", Boolean.class)).containsExactly(true, true, false, true);
		assertThat(rows).extracting((row) -> row.get("either", Boolean.class))
			.containsExactly(false, false, true, true);
		assertThat(await(this.all.aupdate(kw("deleted", f("deleted").not())))).isEqualTo(4);
		assertThat(names(this.all.filter("deleted", false))).containsExactly("Ccc");
		assertThat(await(this.orm.repository(Depots.class).filter(count("parcels").gt(3)).acount())).isOne();
	}

	@Test
	void aFunctionStandsBehindAField() {
		assertThat(names(this.all.filter("name__length__gt", 2))).containsExactly("bbbb", "Ccc");
		assertThat(names(this.all.filter("name__length", 2))).containsExactly("Aa", "ad");
		assertThat(names(this.all.orderBy("-name__length", "id"))).containsExactly("bbbb", "Ccc", "Aa", "ad");
		assertThat(await(this.all.orderBy("id").valuesList("name__length", Long.class).alist())).containsExactly(2L, 4L,
				3L, 2L);
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.all.filter("name__lenght", 1))
			.withMessageContaining("length");
	}

	@Test
	void theNeighboursOfAnObjectAreFoundByAField() {
		List<Parcel> order = await(this.all.orderBy("weight", "id").alist());
		for (int i = 0; i < order.size(); i++) {
			assertThat(await(this.all.anext(order.get(i), "weight")))
				.isEqualTo((i + 1 < order.size()) ? Optional.of(order.get(i + 1)) : Optional.empty());
			assertThat(await(this.all.aprevious(order.get(i), "weight")))
				.isEqualTo((i > 0) ? Optional.of(order.get(i - 1)) : Optional.empty());
		}
		assertThat(await(this.parcels.anext(order.get(1), "weight"))).contains(order.get(3));
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.all.anext(order.get(0), "wait"));
	}

	@Test
	void whatIsLoadedEagerlyIsTakenBackByANull() {
		QuerySet<Parcel> eager = this.all.selectRelated("depot").prefetchRelated("depot__parcels");
		assertThat(await(eager.afirst()).orElseThrow().depot().isLoaded()).isTrue();
		assertThat(await(eager.prefetchRelated((String) null).selectRelated((String) null).afirst()).orElseThrow()
			.depot()
			.isLoaded()).isFalse();
		assertThat(await(eager.selectRelated((String) null).afirst()).orElseThrow().depot().get().parcels().isLoaded())
			.isTrue();
	}

	private static List<String> names(QuerySet<Parcel> parcels) {
		return await(parcels.alist()).stream().map(Parcel::name).toList();
	}

	@Model
	public record Depot(@Nullable Long id, @Column(length = 20) String name, Many<Parcel> parcels) {
	}

	@Model(ordering = "id")
	public record Parcel(@Nullable Long id, @Column(length = 20) String name, int weight, int price, boolean deleted,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "parcels") Ref<Depot> depot) {
	}

	public interface Depots extends AsyncRepository<Depot, Long> {

	}

	public interface AllParcels extends AsyncRepository<Parcel, Long> {

		default CompletableFuture<Parcel> earliest() {
			return aearliest("id");
		}

	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

		@Override
		default QuerySet<Parcel> scope(QuerySet<Parcel> all) {
			return all.filter("deleted", false);
		}

		CompletableFuture<Optional<Parcel>> afirst(String name);

		CompletableFuture<List<Parcel>> alistByWeightGte(int weight);

		default CompletableFuture<Long> acountHeavy() {
			return filter("weight__gte", 5).acount();
		}

	}

	public interface Circular extends AsyncRepository<Parcel, Long> {

		@Override
		default QuerySet<Parcel> scope(QuerySet<Parcel> all) {
			return filter("deleted", false);
		}

	}

	public interface Scopeless extends AsyncRepository<Parcel, Long> {

		@Override
		@SuppressWarnings("NullAway") // as in code without its checks
		default QuerySet<Parcel> scope(QuerySet<Parcel> all) {
			return null;
		}

	}

	public interface Sliced extends AsyncRepository<Parcel, Long> {

		@Override
		default QuerySet<Parcel> scope(QuerySet<Parcel> all) {
			return all.slice(0, 2);
		}

	}

	public interface Misnamed extends AsyncRepository<Parcel, Long> {

		@Override
		default QuerySet<Parcel> scope(QuerySet<Parcel> all) {
			return all.filter("deletd", false);
		}

	}

	private record Length() implements DatabaseFunction {

		@Override
		public String name() {
			return "length";
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return Integer.class;
		}

		@Override
		public boolean transforms() {
			return true;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.Call("char_length", arguments.stream().map(Argument::sql).toList());
		}

	}

}
