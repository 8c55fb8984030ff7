package io.asyncorm;

import java.util.List;

import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.sql.ComparisonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.value;
import static io.asyncorm.expression.Functions.function;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Converters, lookups and functions of the application, which are given to
 * {@link AsyncOrm.Builder}.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AsyncOrmExtensionsIntegrationTests extends AbstractAsyncOrmIntegrationTests {

	@Test
	void itsConvertersStoreTypesOfTheApplication() {
		try (AsyncOrm orm = builder().models(Sign.class).converters(new ColourConverter()).build()) {
			Signs signs = orm.repository(Signs.class);
			await(signs.acreate(kw("colour", Colour.RED)));

			assertThat(await(signs.aget(kw("colour", Colour.RED))).colour()).isEqualTo(Colour.RED);
			assertThat(JdbcClient.create(this.pool).sql("select \"colour\" from \"sign\"").query(String.class).single())
				.isEqualTo("r");
		}
	}

	@Test
	void itsLookupsAndFunctionsAreUnderstood() {
		try (AsyncOrm orm = builder().models(Sign.class)
			.converters(new ColourConverter())
			.lookups(new SameLength())
			.functions(new FirstOf(), new Spelled())
			.build()) {
			Signs signs = orm.repository(Signs.class);
			Shelves shelves = orm.repository(Shelves.class);
			await(signs.acreate(kw("colour", Colour.RED)));
			await(shelves.acreate(kw("name", "north")));

			assertThat(await(shelves.filter("name__same_length", "south").acount())).isOne();
			assertThat(await(shelves.filter("name__same_length", "up").acount())).isZero();
			assertThat(await(signs.annotate("first", function("first_of", List.of(f("colour"), value(Colour.GREEN))))
				.filter("first", Colour.RED)
				.valuesList("first", Colour.class)
				.alist())).containsExactly(Colour.RED);
			assertThat(await(signs.annotate("spelled", function("spelled", List.of(f("colour"))))
				.valuesList("spelled", String.class)
				.alist())).containsExactly("r");
		}
	}

	enum Colour {

		RED, GREEN

	}

	static final class ColourConverter implements AttributeConverter<Colour, String> {

		@Override
		public String toColumn(Colour colour) {
			return (colour == Colour.RED) ? "r" : "g";
		}

		@Override
		public Colour fromColumn(String stored) {
			return stored.equals("r") ? Colour.RED : Colour.GREEN;
		}

	}

	@Model
	record Sign(@Nullable Long id, Colour colour) {
	}

	/** Whether a text is as long as another. */
	record SameLength() implements Lookup {

		@Override
		public String name() {
			return "same_length";
		}

		@Override
		public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
			return new SqlCondition.Comparison(ComparisonOperator.EQUAL, length(operand), length(values[0]));
		}

		private static SqlExpression length(SqlExpression text) {
			return new SqlExpression.StandardCall(SqlFunction.LENGTH, text);
		}

	}

	/** COALESCE, whose value is one of its arguments. */
	record FirstOf() implements DatabaseFunction {

		@Override
		public String name() {
			return "first_of";
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return arguments.get(0);
		}

		@Override
		public boolean returnsArgument(int position) {
			return true;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.Call("coalesce", arguments.stream().map(Argument::sql).toList());
		}

	}

	/** A text in small letters, which is computed of its argument. */
	record Spelled() implements DatabaseFunction {

		@Override
		public String name() {
			return "spelled";
		}

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return String.class;
		}

		@Override
		public SqlExpression toSql(List<Argument> arguments) {
			return new SqlExpression.Call("lower", arguments.get(0).sql());
		}

	}

	interface Signs extends AsyncRepository<Sign, Long> {

	}

}
