package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.lookup.Aggregation;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.lookup.Operator;
import io.asyncorm.lookup.StandardFunction;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.persistence.WriteModels.Author;
import io.asyncorm.persistence.WriteModels.Book;
import io.asyncorm.persistence.WriteModels.Stock;
import io.asyncorm.persistence.WriteModels.Tag;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.UpsertKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.asyncorm.persistence.WriteModels.change;
import static io.asyncorm.persistence.WriteModels.column;
import static io.asyncorm.persistence.WriteModels.field;
import static io.asyncorm.persistence.WriteModels.model;
import static io.asyncorm.persistence.WriteModels.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WriteCompiler} and {@link ParameterizedWrites}: a write in, the whole
 * text out.
 */
class WriteCompilerTests {

	private static final Dialect POSTGRESQL = new PostgresDialect();

	private static final Dialect H2 = new H2Dialect();

	private final WriteCompiler compiler = new WriteCompiler(new QueryCompiler());

	@Test
	void anInsertGivesBackAllColumns() {
		Write write = new Write.Insert(model(Tag.class), List.of(change(Tag.class, "name", "epic")));

		assertThat(text(write, POSTGRESQL))
			.isEqualTo("INSERT INTO \"tag\" (\"name\") VALUES (?) RETURNING \"id\", \"name\"");
		assertThat(text(write, H2))
			.isEqualTo("SELECT \"id\", \"name\" FROM FINAL TABLE (INSERT INTO \"tag\" (\"name\") VALUES (?))");
		assertThat(values(write)).containsExactly("epic");
	}

	@Test
	void anInsertOfNothingIsARowOfDefaults() {
		assertThat(text(new Write.Insert(model(Tag.class), List.of()), POSTGRESQL))
			.isEqualTo("INSERT INTO \"tag\" DEFAULT VALUES RETURNING \"id\", \"name\"");
	}

	@Test
	void aRowOfAKeyIsUpdatedByItsKey() {
		Write write = new Write.Update(RowFilters.byKey(model(Tag.class), 5L),
				List.of(change(Tag.class, "name", "epic")), true);

		assertThat(text(write, POSTGRESQL))
			.isEqualTo("UPDATE \"tag\" SET \"name\" = ? WHERE \"tag\".\"id\" = ? RETURNING \"id\", \"name\"");
		assertThat(text(write, H2)).isEqualTo("SELECT \"id\", \"name\" FROM FINAL TABLE"
				+ " (UPDATE \"tag\" SET \"name\" = ? WHERE \"tag\".\"id\" = ?)");
		assertThat(values(write)).containsExactlyInAnyOrder(5L, "epic");
	}

	@Test
	void anUpdateMayCalculateWithTheOldValues() {
		Expression next = new Expression.Arithmetic(Operator.PLUS, column(Book.class, "pages"), value(1));
		Write write = new Write.Update(QueryState.of(model(Book.class)), List.of(change(Book.class, "pages", next)),
				false);

		assertThat(text(write, POSTGRESQL)).isEqualTo("UPDATE \"book\" SET \"pages\" = (\"book\".\"pages\" + ?)");
	}

	@Test
	void rowsOfAJoinAreWrittenByTheirKeys() {
		ModelRelation author = Objects.requireNonNull(model(Book.class).findRelation("author"));
		Expression name = new Expression.Column(author.hops(), field(Author.class, "name"), 1);
		QueryState rows = with(QueryState.of(model(Book.class)),
				new Expression.Test(name, Lookups.EXACT, value("Ann")));

		assertThat(text(new Write.Update(rows, List.of(change(Book.class, "pages", 0)), false), POSTGRESQL))
			.startsWith("UPDATE \"book\" SET \"pages\" = ? WHERE \"book\".\"id\" IN (SELECT \"book\".\"id\"")
			.contains("INNER JOIN \"author\"");
		assertThat(text(new Write.Delete(rows), POSTGRESQL))
			.startsWith("DELETE FROM \"book\" WHERE \"book\".\"id\" IN (SELECT \"book\".\"id\"");
	}

	@Test
	void aWindowIsTestedWhereTheRowsAreChanged() {
		Expression place = new Expression.Window(
				new Expression.Func(StandardFunction.ROW_NUMBER, List.of(), Long.class), List.of(),
				List.of(new SortTerm(column(Tag.class, "name"), false, null)), null);
		QueryState rows = with(QueryState.of(model(Tag.class)), new Expression.Test(place, Lookups.EXACT, value(1)));

		assertThat(text(new Write.Update(rows, List.of(change(Tag.class, "name", "x")), false), POSTGRESQL))
			.isEqualTo("UPDATE \"tag\" SET \"name\" = ? WHERE ROW_NUMBER() OVER (ORDER BY \"tag\".\"name\") = ?");
		assertThat(text(new Write.Delete(rows), POSTGRESQL))
			.startsWith("DELETE FROM \"tag\" WHERE \"tag\".\"id\" IN (SELECT ");
	}

	@Test
	void manyKeysAreOneArray() {
		Write write = new Write.Delete(RowFilters.byOneOf(field(Tag.class, "id"), List.of(1L, 2L)));

		assertThat(text(write, POSTGRESQL)).isEqualTo("DELETE FROM \"tag\" WHERE \"tag\".\"id\" = ANY(?)");
		assertThat(values(write)).containsExactly(List.of(1L, 2L));
	}

	@Test
	void anUpsertUpdatesFirstAndInsertsWhatWasNotThere() {
		Write write = new Write.Upsert(
				UpsertKeys.rows(model(Stock.class),
						List.of(change(Stock.class, "store", "x"), change(Stock.class, "sku", "y"))),
				List.of(change(Stock.class, "amount", 5)),
				List.of(change(Stock.class, "store", "x"), change(Stock.class, "sku", "y"),
						change(Stock.class, "amount", 5)),
				List.of(field(Stock.class, "store"), field(Stock.class, "sku")));

		assertThat(text(write, POSTGRESQL)).isEqualTo("""
				WITH "u" AS (UPDATE "stock" SET "amount" = ? WHERE "stock"."store" = ? AND "stock"."sku" = ?\
				 RETURNING "id", "store", "sku", "price", "amount"),\
				 "i" AS (INSERT INTO "stock" ("store", "sku", "amount")\
				 SELECT CAST(? AS text), CAST(? AS text), CAST(? AS integer)\
				 WHERE NOT EXISTS (SELECT 1 FROM "u") ON CONFLICT ("store", "sku") DO NOTHING\
				 RETURNING "id", "store", "sku", "price", "amount")\
				 SELECT FALSE AS "created", "id", "store", "sku", "price", "amount" FROM "u"\
				 UNION ALL SELECT TRUE, "id", "store", "sku", "price", "amount" FROM "i\"""");
	}

	@Test
	void anUpsertWithoutChangesReads() {
		Write write = new Write.Upsert(UpsertKeys.rows(model(Tag.class), List.of(change(Tag.class, "name", "x"))), null,
				List.of(change(Tag.class, "name", "x")), List.of(field(Tag.class, "name")));

		assertThat(text(write, POSTGRESQL)).startsWith("WITH \"u\" AS (SELECT \"tag\".\"id\", \"tag\".\"name\""
				+ " FROM \"tag\" WHERE \"tag\".\"name\" = ?), \"i\" AS (INSERT");
	}

	@Test
	void theSameWriteWithOtherValuesHasTheSameTemplate() {
		assertThat(template("a")).isEqualTo(template("b"));
	}

	@Test
	void anInsertHasNoOldValues() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> text(new Write.Insert(model(Book.class),
					List.of(change(Book.class, "pages", column(Book.class, "pages")))), POSTGRESQL))
			.withMessageContaining("'Book.pages'");
	}

	@Test
	void anAggregateCannotBeWritten() {
		Expression count = new Expression.Aggregate(Aggregation.COUNT, null, false, null);

		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> text(new Write.Update(QueryState.of(model(Book.class)),
					List.of(change(Book.class, "pages", count)), false), POSTGRESQL))
			.withMessageContaining("aggregate");
	}

	private static Write template(String name) {
		return ParameterizedWrites
			.of(new Write.Update(RowFilters.byKey(model(Tag.class), 5L), List.of(change(Tag.class, "name", name)),
					true), Extraction.of(Integer.MAX_VALUE))
			.template();
	}

	private static QueryState with(QueryState rows, Expression filter) {
		return rows.mutate().filters(List.of(filter)).scopes(1).build();
	}

	private static List<@Nullable Object> values(Write write) {
		List<@Nullable Object> values = new ArrayList<>();
		values.addAll(ParameterizedWrites.of(write, Extraction.of(Integer.MAX_VALUE)).values());
		return values;
	}

	private String text(Write write, Dialect dialect) {
		Parameterized<Write> parameterized = ParameterizedWrites.of(write, Extraction.of(Integer.MAX_VALUE));
		return dialect.render(this.compiler.compile(parameterized.template())).text();
	}

}
