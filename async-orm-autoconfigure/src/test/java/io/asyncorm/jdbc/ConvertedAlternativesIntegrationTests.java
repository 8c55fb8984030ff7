package io.asyncorm.jdbc;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.expression.Expr;
import io.asyncorm.jdbc.ConvertedModels.Ordinals;
import io.asyncorm.jdbc.ConvertedModels.Reversed;
import io.asyncorm.jdbc.ConvertedModels.State;
import io.asyncorm.jdbc.ConvertedModels.Status;
import io.asyncorm.jdbc.ConvertedModels.StatusConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.Model;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.coalesce;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.outerRef;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.subquery;
import static io.asyncorm.Orm.value;
import static io.asyncorm.Orm.when;
import static io.asyncorm.Orm.where;
import static io.asyncorm.expression.Aggregates.anyValue;
import static io.asyncorm.expression.Functions.greatest;
import static io.asyncorm.expression.Functions.least;
import static io.asyncorm.expression.Functions.nullIf;
import static io.asyncorm.expression.TextFunctions.concat;
import static io.asyncorm.expression.TextFunctions.lower;
import static io.asyncorm.expression.WindowFunctions.firstValue;
import static io.asyncorm.expression.WindowFunctions.lag;
import static io.asyncorm.expression.WindowFunctions.lastValue;
import static io.asyncorm.expression.WindowFunctions.lead;
import static io.asyncorm.expression.WindowFunctions.nthValue;
import static io.asyncorm.expression.WindowFunctions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values that are one of several, of which some are of converted properties: they are
 * values of the property too, and so are the constants beside them.
 */
@ParameterizedClass
@EnumSource
class ConvertedAlternativesIntegrationTests {

	private final TestDatabase kind;

	private final WriteDatabase database;

	private final QuerySet<Parcel> parcels;

	ConvertedAlternativesIntegrationTests(TestDatabase database) {
		this.kind = database;
		this.database = new WriteDatabase(database, List.of(), Parcel.class);
		this.parcels = this.database.all(Parcel.class).orderBy("id");
	}

	@BeforeEach
	void store() {
		store(Status.PAID, null, State.ON, "ab", new Code("x"));
		store(Status.ORDERED, Status.PAID, State.OFF, "cd", new Code("y"));
	}

	private void store(Status status, @Nullable Status before, State state, String secret, Code code) {
		this.database.writes(Parcel.class).create(new Parcel(null, status, before, state, secret, code)).join();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void alternativesAreValuesOfTheProperty() {
		assertAre(coalesce(f("before"), f("status")), Status.PAID, Status.PAID);
		assertAre(coalesce(f("before"), value(Status.ORDERED)), Status.ORDERED, Status.PAID);
		assertAre(coalesce(f("before"), value("ORDERED")), Status.ORDERED, Status.PAID);
		assertAre(greatest(List.of(f("status"), value(Status.ORDERED))), Status.PAID, Status.ORDERED);
		assertAre(least(List.of(f("status"), value(Status.PAID))), Status.PAID, Status.ORDERED);
		assertAre(nullIf(f("status"), value(Status.ORDERED)), Status.PAID, null);
		assertAre(coalesce(f("state"), value(State.OFF)), State.ON, State.OFF);
		assertAre(coalesce(f("secret"), value("none")), "ab", "cd");
		assertAre(coalesce(f("code"), value(new Code("z"))), new Code("x"), new Code("y"));
		assertAre(when(where(Parcel::secret).eq("ab"), "ORDERED").otherwise(f("status")), Status.ORDERED,
				Status.ORDERED);
	}

	@Test
	void alternativesWithinAlternativesAreToo() {
		assertAre(coalesce(nullIf(f("status"), value(Status.PAID)), coalesce(f("before"), value(Status.ORDERED))),
				Status.ORDERED, Status.ORDERED);
		assertAre(coalesce(f("before"), when(where(Parcel::secret).eq("ab"), Status.PAID).otherwise(Status.ORDERED)),
				Status.PAID, Status.PAID);
		assertAre(coalesce(f("before"), coalesce(value(null), value(Status.ORDERED))), Status.ORDERED, Status.PAID);
		assertThat(this.parcels.annotate("other", value(Status.ORDERED))
			.annotate("result", coalesce(f("before"), f("other")))
			.valuesList("result", Object.class)
			.alist()
			.join()).containsExactly(Status.ORDERED, Status.PAID);
		assertAre(coalesce(f("before"), subquery(this.parcels.filter("id", outerRef("id")).values("status"))),
				Status.PAID, Status.PAID);
	}

	@Test
	void valuesOfOtherRowsAreValuesOfTheProperty() {
		assertAre(ordered(lag(f("status"))), null, Status.PAID);
		assertAre(ordered(lead(f("state"), 1)), State.OFF, null);
		assertAre(ordered(firstValue(f("status"))), Status.PAID, Status.PAID);
		assertAre(ordered(lastValue(f("state"))), State.ON, State.OFF);
		assertAre(ordered(nthValue(f("code"), 1)), new Code("x"), new Code("x"));
		assertAre(ordered(max(f("status"))), Status.PAID, Status.PAID);
	}

	@Test
	void whatStandsForRowsThatAreNotThereIsAValueOfThePropertyAndADistanceIsNot() {
		if (this.kind == TestDatabase.MARIADB) {
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> assertAre(ordered(lag(f("status"), 1, f("status")))))
				.withMessageContaining("MariaDB has no value for lag() and lead() where there is no such row");
			assertThatExceptionOfType(UnsupportedFeatureException.class)
				.isThrownBy(() -> assertAre(ordered(lead(f("state"), 1, value(State.ON)))));
			return;
		}
		assertAre(ordered(lag(f("status"), 1, f("status"))), Status.PAID, Status.PAID);
		assertAre(ordered(lag(f("status"), 1, value(Status.ORDERED))), Status.ORDERED, Status.PAID);
		assertAre(ordered(lead(f("state"), 1, value(State.ON))), State.OFF, State.ON);
	}

	@Test
	void isFilteredByValuesOfTheProperty() {
		QuerySet<Parcel> windows = this.parcels.annotate("former", ordered(lag(f("status"))));

		assertThat(windows.filter("former", Status.PAID).acount().join()).isEqualTo(1);
		assertThat(windows.filter("former__in", List.of("PAID", Status.ORDERED)).acount().join()).isEqualTo(1);
		assertThat(this.parcels.filter("status", coalesce(f("before"), value(Status.PAID))).acount().join())
			.isEqualTo(1);
		assertThat(this.parcels.filter("status", coalesce(value(null), value(Status.PAID))).acount().join())
			.isEqualTo(1);
	}

	@Test
	void whatStandsForAnAggregateIsAValueOfTheProperty() {
		QuerySet<Parcel> none = this.parcels.filter("id", -1);
		Map<String, @Nullable Object> expected = new HashMap<>(
				Map.of("a", Status.ORDERED, "b", Status.PAID, "c", new Code("z"), "e", "ab", "f", State.ON));
		expected.put("d", null);

		for (QuerySet<Parcel> nothing : List.of(none, this.parcels.none())) {
			assertThat(nothing
				.aaggregate(kw("a", max("status").orElse(Status.ORDERED)).and("b", max("status").orElse("PAID"))
					.and("c", max("code").orElse(new Code("z")))
					.and("d", max("state"))
					.and("e", max("secret").orElse("ab"))
					.and("f", max("state").orElse(value(State.ON))))
				.join()).containsExactlyInAnyOrderEntriesOf(expected);
		}
		assertThat(this.parcels.aaggregate(kw("any", anyValue(f("code")))).join().get("any")).isInstanceOf(Code.class);
		assertThat(this.parcels.values("status")
			.annotate("latest", max("before").orElse(Status.ORDERED))
			.filter("latest", Status.ORDERED)
			.alist()
			.join()).containsExactly(Map.of("status", Status.PAID, "latest", Status.ORDERED));
	}

	@Test
	void isWrittenAsItIsStored() {
		this.parcels.aupdate(set(Parcel::status).to(coalesce(value(null), value(Status.ORDERED)))).join();
		this.parcels.aupdate(kw("before", when(where(Parcel::secret).eq("ab"), "PAID").otherwise(f("status")))).join();

		assertThat(this.parcels.valuesList("status", Object.class).alist().join()).containsOnly(Status.ORDERED);
		assertThat(this.parcels.valuesList("before", Object.class).alist().join()).containsExactly(Status.PAID,
				Status.ORDERED);
	}

	@Test
	void whatIsComputedIsOfTheColumn() {
		assertAre(concat(f("secret"), value("-x")), "ba-x", "dc-x");
		assertAre(lower(f("secret")), "ba", "dc");
		assertAre(coalesce(lower(f("secret")), f("secret")), "ba", "dc");
		assertAre(coalesce(f("status"), f("secret")), "p", "o");
		Expr<Parcel> before = coalesce(f("before"), value(Status.ORDERED));
		assertAre(before.as(String.class), "o", "p");
		assertAre(before.as(Status.class), Status.ORDERED, Status.PAID);
		Expr<Parcel> state = f("state");
		assertAre(state.as(Integer.class), 1, 0);
		assertAre(state.as(State.class), State.ON, State.OFF);
	}

	@Test
	void whatIsNoValueOfThePropertyIsRefusedByItsName() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.parcels.annotate("result", coalesce(f("status"), value("x"))))
			.withMessageStartingWith("'Parcel.status': ")
			.withMessageContaining("it must be the name of a constant");
	}

	private void assertAre(Expr<Parcel> value, @Nullable Object... expected) {
		QuerySet<Parcel> annotated = this.parcels.annotate("result", value);

		assertThat(annotated.valuesList("result", Object.class).alist().join()).containsExactly(expected);
		for (Object each : expected) {
			long wanted = Arrays.stream(expected).filter((other) -> Objects.equals(other, each)).count();
			QuerySet<Parcel> found = (each != null) ? annotated.filter("result", each)
					: annotated.filter("result__isnull", true);
			assertThat(found.acount().join()).isEqualTo(wanted);
		}
	}

	private static Expr<Parcel> ordered(Expr<Parcel> function) {
		return window(function).orderBy("id");
	}

	record Code(String value) {
	}

	@Model
	record Parcel(@Nullable Long id, @Column(length = 1) @Convert(StatusConverter.class) Status status,
			@Column(length = 1) @Convert(StatusConverter.class) @Nullable Status before,
			@Convert(Ordinals.class) State state, @Convert(Reversed.class) String secret, Code code) {
	}

}
