package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.compiler.Shape;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.Dialects;
import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.persistence.WriteModels.Author;
import io.asyncorm.persistence.WriteModels.Book;
import io.asyncorm.persistence.WriteModels.Stock;
import io.asyncorm.persistence.WriteModels.Tag;
import io.asyncorm.plan.QueryState;
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
 * Tests for {@link WriteCompiler} and {@link WriteShapes}: a form in, the whole text out.
 */
class WriteCompilerTests {

	private static final Dialect POSTGRESQL = Dialects.of("PostgreSQL");

	private static final Dialect H2 = Dialects.of("H2");

	private final WriteCompiler compiler = new WriteCompiler(new QueryCompiler(LookupRegistry.standard()));

	@Test
	void anInsertGivesBackAllColumns() {
		WriteForm form = new WriteForm.Insert(model(Tag.class), List.of(change(Tag.class, "name", "epic")));

		assertThat(text(form, POSTGRESQL))
			.isEqualTo("INSERT INTO \"tag\" (\"name\") VALUES (?) RETURNING \"id\", \"name\"");
		assertThat(text(form, H2))
			.isEqualTo("SELECT \"id\", \"name\" FROM FINAL TABLE (INSERT INTO \"tag\" (\"name\") VALUES (?))");
		assertThat(values(form)).containsExactly("epic");
	}

	@Test
	void anInsertOfNothingIsARowOfDefaults() {
		assertThat(text(new WriteForm.Insert(model(Tag.class), List.of()), POSTGRESQL))
			.isEqualTo("INSERT INTO \"tag\" DEFAULT VALUES RETURNING \"id\", \"name\"");
	}

	@Test
	void aRowOfAKeyIsUpdatedByItsKey() {
		WriteForm form = new WriteForm.Update(RowFilters.byKey(model(Tag.class), 5L),
				List.of(change(Tag.class, "name", "epic")), true);

		assertThat(text(form, POSTGRESQL))
			.isEqualTo("UPDATE \"tag\" SET \"name\" = ? WHERE \"tag\".\"id\" = ? RETURNING \"id\", \"name\"");
		assertThat(text(form, H2)).isEqualTo("SELECT \"id\", \"name\" FROM FINAL TABLE"
				+ " (UPDATE \"tag\" SET \"name\" = ? WHERE \"tag\".\"id\" = ?)");
		assertThat(values(form)).containsExactlyInAnyOrder(5L, "epic");
	}

	@Test
	void anUpdateMayCalculateWithTheOldValues() {
		Expression next = new Expression.Arithmetic("+", column(Book.class, "pages"), value(1));
		WriteForm form = new WriteForm.Update(QueryState.of(model(Book.class)),
				List.of(change(Book.class, "pages", next)), false);

		assertThat(text(form, POSTGRESQL)).isEqualTo("UPDATE \"book\" SET \"pages\" = (\"book\".\"pages\" + ?)");
	}

	@Test
	void rowsOfAJoinAreWrittenByTheirKeys() {
		ModelRelation author = Objects.requireNonNull(model(Book.class).findRelation("author"));
		Expression name = new Expression.Column(author.hops(), field(Author.class, "name"), 1);
		QueryState rows = with(QueryState.of(model(Book.class)), new Expression.Test(name, "exact", value("Ann")));

		assertThat(text(new WriteForm.Update(rows, List.of(change(Book.class, "pages", 0)), false), POSTGRESQL))
			.startsWith("UPDATE \"book\" SET \"pages\" = ? WHERE \"book\".\"id\" IN (SELECT \"book\".\"id\"")
			.contains("INNER JOIN \"author\"");
		assertThat(text(new WriteForm.Delete(rows), POSTGRESQL))
			.startsWith("DELETE FROM \"book\" WHERE \"book\".\"id\" IN (SELECT \"book\".\"id\"");
	}

	@Test
	void aWindowIsTestedWhereTheRowsAreChanged() {
		Expression place = new Expression.Window(new Expression.Func("rowNumber", List.of(), Long.class), List.of(),
				List.of(new Expression.Sort(column(Tag.class, "name"), false, null)), null);
		QueryState rows = with(QueryState.of(model(Tag.class)), new Expression.Test(place, "exact", value(1)));

		assertThat(text(new WriteForm.Update(rows, List.of(change(Tag.class, "name", "x")), false), POSTGRESQL))
			.isEqualTo("UPDATE \"tag\" SET \"name\" = ? WHERE ROW_NUMBER() OVER (ORDER BY \"tag\".\"name\") = ?");
		assertThat(text(new WriteForm.Delete(rows), POSTGRESQL))
			.startsWith("DELETE FROM \"tag\" WHERE \"tag\".\"id\" IN (SELECT ");
	}

	@Test
	void manyKeysAreOneArray() {
		WriteForm form = new WriteForm.Delete(RowFilters.byOneOf(field(Tag.class, "id"), List.of(1L, 2L)));

		assertThat(text(form, POSTGRESQL)).isEqualTo("DELETE FROM \"tag\" WHERE \"tag\".\"id\" = ANY(?)");
		assertThat(values(form)).containsExactly(List.of(1L, 2L));
	}

	@Test
	void anUpsertUpdatesFirstAndInsertsWhatWasNotThere() {
		WriteForm form = new WriteForm.Upsert(
				RowFilters.byValues(model(Stock.class),
						List.of(change(Stock.class, "store", "x"), change(Stock.class, "sku", "y"))),
				List.of(change(Stock.class, "amount", 5)),
				List.of(change(Stock.class, "store", "x"), change(Stock.class, "sku", "y"),
						change(Stock.class, "amount", 5)),
				List.of(field(Stock.class, "store"), field(Stock.class, "sku")));

		assertThat(text(form, POSTGRESQL)).isEqualTo("""
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
		WriteForm form = new WriteForm.Upsert(
				RowFilters.byValues(model(Tag.class), List.of(change(Tag.class, "name", "x"))), null,
				List.of(change(Tag.class, "name", "x")), List.of(field(Tag.class, "name")));

		assertThat(text(form, POSTGRESQL)).startsWith("WITH \"u\" AS (SELECT \"tag\".\"id\", \"tag\".\"name\""
				+ " FROM \"tag\" WHERE \"tag\".\"name\" = ?), \"i\" AS (INSERT");
	}

	@Test
	void theSameWriteWithOtherValuesIsTheSameShape() {
		assertThat(shape("a")).isEqualTo(shape("b"));
	}

	@Test
	void anInsertHasNoOldValues() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> text(new WriteForm.Insert(model(Book.class),
					List.of(change(Book.class, "pages", column(Book.class, "pages")))), POSTGRESQL))
			.withMessageContaining("'Book.pages'");
	}

	@Test
	void anAggregateCannotBeWritten() {
		Expression count = new Expression.Aggregate("count", null, false, null);

		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> text(new WriteForm.Update(QueryState.of(model(Book.class)),
					List.of(change(Book.class, "pages", count)), false), POSTGRESQL))
			.withMessageContaining("aggregate");
	}

	private static WriteForm shape(String name) {
		return WriteShapes
			.of(new WriteForm.Update(RowFilters.byKey(model(Tag.class), 5L), List.of(change(Tag.class, "name", name)),
					true))
			.form();
	}

	private static QueryState with(QueryState rows, Expression filter) {
		return rows.mutate().filters(List.of(filter)).scopes(1).build();
	}

	private static List<@Nullable Object> values(WriteForm form) {
		List<@Nullable Object> values = new ArrayList<>();
		values.addAll(WriteShapes.of(form).values());
		return values;
	}

	private String text(WriteForm form, Dialect dialect) {
		Shape<WriteForm> shape = WriteShapes.of(form);
		return dialect.render(this.compiler.compile(shape.form())).text();
	}

}
