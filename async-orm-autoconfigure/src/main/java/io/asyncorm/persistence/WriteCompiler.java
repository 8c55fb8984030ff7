package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.compiler.StoredFields;
import io.asyncorm.compiler.TenantRows;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Junctions;
import io.asyncorm.plan.OnConflict;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.ReturnedColumn;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.StoredTable;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the template of a write to an SQL tree. A pure function of the template.
 * Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class WriteCompiler {

	private final QueryCompiler queries;

	public WriteCompiler(QueryCompiler queries) {
		this.queries = queries;
	}

	/** Compiles a write whose values have been extracted. */
	public SqlStatement compile(Write template) {
		return switch (template) {
			case Write.Insert insert -> insert(insert.model(), insert.values(), returned(insert.model()));
			case Write.InsertNew insert -> insertNew(insert);
			case Write.Link link -> LinkCompiler.compile(link, this::value);
			case Write.Update update ->
				update(update.rows(), update.changes(), update.returning() ? returned(update.model()) : List.of());
			case Write.Delete delete ->
				new SqlStatement.Delete(delete.model().storedTable().name(), condition(delete.rows()));
			case Write.Upsert upsert -> upsert(upsert);
			case Write.UpsertMany upsert -> upsertMany(upsert);
			case Write.InsertMany insert -> insertMany(insert);
			case Write.DrawKeys draw ->
				new SqlStatement.DrawKeys(draw.model().storedTable().name(), drawn(draw.model().key(), draw.rows()));
			case Write.Copy copy -> copy(copy);
			case Write.InsertRows insert -> insertRows(insert);
			case Write.UpdateMany update -> updateMany(update);
		};
	}

	private SqlStatement.InsertRows insertNew(Write.InsertNew insert) {
		ModelMetadata<?> model = insert.model();
		SqlStatement.Insert row = insert(model, insert.values(), List.of());
		return new SqlStatement.InsertRows(model.storedTable().name(), row.columns(), List.of(row.values()),
				new SqlStatement.Conflict(columns(insert.key()), List.of(), null), returned(model));
	}

	private SqlStatement.InsertMany insertMany(Write.InsertMany insert) {
		ModelMetadata<?> model = insert.model();
		OnConflict conflict = insert.conflict();
		boolean returning = conflict == null || !conflict.ignores();
		List<ReturnedColumn> returned = returning ? returned(model) : List.of();
		ModelField drawn = insert.drawnKey();
		Expression drawnRows = insert.drawn();
		if (insert.ordered() && drawn != null && drawnRows != null) {
			SqlStatement.DrawnKey checked = insert.checked() ? drawn(drawn, drawnRows) : null;
			return new SqlStatement.InsertMany(insert(model, insert.values(), returned), null, null, List.of(),
					checked);
		}
		List<ModelField> matched = (conflict != null) ? conflict.unique() : model.key().columns();
		return new SqlStatement.InsertMany(
				(drawn != null) ? given(model, insert.values(), returned) : insert(model, insert.values(), returned),
				(drawn != null && drawnRows != null) ? drawn(drawn, drawnRows) : null,
				(conflict != null) ? conflict(conflict) : null, columns(matched), null);
	}

	private SqlStatement.Conflict conflict(OnConflict conflict) {
		Change version = conflict.version();
		return new SqlStatement.Conflict(columns(conflict.unique()), columns(conflict.updates()),
				(version != null) ? assignments(List.of(version)).get(0) : null);
	}

	private static SqlStatement.DrawnKey drawn(ModelField key, Expression rows) {
		StoredTable sequence = key.sequence();
		return new SqlStatement.DrawnKey(key.column(), (sequence != null) ? sequence.name() : null,
				new SqlExpression.Parameter(((Expression.Slot) rows).index(), SqlType.INTEGER));
	}

	private static SqlStatement.Copy copy(Write.Copy copy) {
		List<Change> values = copy.values();
		return new SqlStatement.Copy(copy.model().storedTable().name(),
				columns(values.stream().map(Change::field).toList()),
				values.stream()
					.map((value) -> StoredFields.writtenArray(value.field(), (Expression.Slot) value.value()))
					.toList());
	}

	private SqlStatement.InsertRows insertRows(Write.InsertRows insert) {
		ModelMetadata<?> model = insert.model();
		List<SqlStatement.Insert> rows = insert.rows().stream().map((row) -> insert(model, row, List.of())).toList();
		OnConflict conflict = insert.conflict();
		boolean ignores = conflict != null && conflict.ignores();
		SqlStatement.Conflict resolved = (conflict != null) ? conflict(conflict) : null;
		return new SqlStatement.InsertRows(model.storedTable().name(), rows.get(0).columns(),
				rows.stream().map(SqlStatement.Insert::values).toList(), resolved,
				ignores ? List.of() : returned(model));
	}

	private SqlStatement.UpdateMany updateMany(Write.UpdateMany update) {
		ModelMetadata<?> model = update.model();
		List<SqlStatement.Matched> matched = update.matched()
			.stream()
			.map((column) -> new SqlStatement.Matched(new SqlExpression.Column(model.table(), column.field().column()),
					StoredFields.writtenArray(column.field(), (Expression.Slot) column.value())))
			.toList();
		return new SqlStatement.UpdateMany(model.storedTable().name(), assignments(update.changes()), matched,
				condition(update.rows()), update.numbered());
	}

	private SqlStatement.Upsert upsert(Write.Upsert upsert) {
		ModelMetadata<?> model = upsert.model();
		List<Change> changes = upsert.changes();
		SqlStatement existing = (changes != null && upsert.updates())
				? update(upsert.existing(), changes, returned(model)) : select(upsert.existing());
		return new SqlStatement.Upsert(existing, insert(model, upsert.insert(), List.of()),
				upsert.key().stream().map(ModelField::column).toList(), returned(model));
	}

	private SqlStatement.UpsertMany upsertMany(Write.UpsertMany upsert) {
		ModelMetadata<?> model = upsert.model();
		return new SqlStatement.UpsertMany(insert(model, upsert.insert(), returned(model)),
				assignments(upsert.changes()), columns(upsert.key()), columns(model.key().columns()));
	}

	/** An insert of what is given, and of keys from sequences. */
	private SqlStatement.Insert insert(ModelMetadata<?> model, List<Change> changes, List<ReturnedColumn> returning) {
		SqlStatement.Insert given = given(model, changes, returning);
		List<String> columns = new ArrayList<>(given.columns());
		List<SqlExpression> values = new ArrayList<>(given.values());
		for (ModelField field : model.fields()) {
			StoredTable sequence = field.sequence();
			if (sequence != null && !columns.contains(field.column())) {
				columns.add(field.column());
				values.add(new SqlExpression.NextValue(sequence.name()));
			}
		}
		return new SqlStatement.Insert(given.table(), columns, values, returning);
	}

	private SqlStatement.Insert given(ModelMetadata<?> model, List<Change> changes, List<ReturnedColumn> returning) {
		List<String> columns = new ArrayList<>(changes.size());
		List<SqlExpression> values = new ArrayList<>(changes.size());
		for (Change change : changes) {
			if (readsRow(change.value())) {
				throw new FieldException("'" + change.field()
						+ "' cannot be set to an expression over fields here: a row that is inserted has no old values");
			}
			columns.add(change.field().column());
			values.add(value(change));
		}
		return new SqlStatement.Insert(model.storedTable().name(), columns, values, returning);
	}

	private SqlStatement.Update update(QueryState rows, List<Change> changes, List<ReturnedColumn> returning) {
		return new SqlStatement.Update(rows.model().storedTable().name(), assignments(changes), changed(rows),
				returning);
	}

	private List<SqlStatement.Assignment> assignments(List<Change> changes) {
		List<SqlStatement.Assignment> assignments = new ArrayList<>(changes.size());
		for (Change change : changes) {
			assignments.add(new SqlStatement.Assignment(change.field().column(), value(change)));
		}
		return assignments;
	}

	private SqlQuery.Select select(QueryState rows) {
		String table = rows.model().table();
		List<SqlQuery.Item> items = columns(rows.model()).stream()
			.map((column) -> new SqlQuery.Item(new SqlExpression.Column(table, column), ""))
			.toList();
		return SqlQuery.Select.of(items, new SqlQuery.Table(rows.model().storedTable().name(), table), condition(rows));
	}

	/**
	 * Filters by a condition on the table's own columns where that is enough, otherwise,
	 * as Django does, by the keys of a subquery.
	 */
	private @Nullable SqlCondition condition(QueryState rows) {
		SqlQuery keys = this.queries.compilePart(RowFilters.keys(rows));
		String table = rows.model().table();
		if (keys instanceof SqlQuery.Select select && isPlain(select) && select.from() instanceof SqlQuery.Table from
				&& from.alias().equals(table)) {
			return select.where();
		}
		SqlCondition own = TenantRows.condition(rows.model(), rows.tenant(), table);
		ModelField key = rows.model().key();
		List<SqlExpression> columns = key.columns()
			.stream()
			.map((column) -> StoredFields.read(column, new SqlExpression.Column(table, column.column())))
			.toList();
		SqlCondition found = new SqlCondition.InQuery(
				key.isComposite() ? new SqlExpression.Row(columns) : columns.get(0), keys);
		return (own != null) ? new SqlCondition.And(List.of(own, found)) : found;
	}

	/**
	 * As in Django, an update that needs no other table tests the rows that it changes
	 * themselves, and so leaves it to the server to refuse a window: a row that another
	 * transaction is just changing has its place among others from before.
	 */
	private @Nullable SqlCondition changed(QueryState rows) {
		Expression tested = Junctions.all(rows.filters());
		if (tested.contains(Expression.Window.class) && rows.groupBy() == null && !rows.leavesOutDeleted()
				&& rows.model().tenantField() == null) {
			QueryState row = RowFilters.select(rows.model(), rows.model().key().name(), tested)
				.mutate()
				.tenant(rows.tenant())
				.build();
			SqlQuery.Select select = (SqlQuery.Select) this.queries.compilePart(row);
			if (select.joins().isEmpty() && select.columns().get(0).expression() instanceof SqlCondition condition) {
				return condition;
			}
		}
		return condition(rows);
	}

	private static boolean isPlain(SqlQuery.Select select) {
		return select.joins().isEmpty() && select.groupBy().isEmpty() && select.having() == null
				&& select.limit() == null && select.offset() == null && select.distinctOn().isEmpty();
	}

	private SqlExpression value(Change change) {
		ModelField field = change.field();
		return switch (change.value()) {
			case Expression.Slot slot -> StoredFields.written(field, slot);
			case Expression.Value value -> throw new IllegalStateException(
					"The value of '" + field + "' is still in the template: extract the values first");
			default -> StoredFields.written(field, change.value(), expression(change));
		};
	}

	/**
	 * An expression over the row's old values is what a query of the same table would
	 * select.
	 */
	private SqlExpression expression(Change change) {
		if (change.value().contains(Expression.Aggregate.class)) {
			throw new FieldException("'" + change.field() + "' cannot be set to an aggregate: use a subquery");
		}
		ModelMetadata<?> model = change.field().model();
		// not a row is read by this, so that it does not matter whose
		QueryState row = RowFilters.select(model, change.field().name(), change.value())
			.mutate()
			.tenant(Expression.TRUE)
			.build();
		SqlQuery.Select select = (SqlQuery.Select) this.queries.compilePart(row);
		if (!select.joins().isEmpty()) {
			throw new FieldException("'" + change.field()
					+ "' cannot be set to an expression over a relation: use a subquery, or the row's own fields");
		}
		return select.columns().get(0).expression();
	}

	/** Whether a value is computed from the row's old values. */
	static boolean readsRow(Expression value) {
		return value.contains(Expression.Column.class);
	}

	private static List<ReturnedColumn> returned(ModelMetadata<?> model) {
		return model.fields().stream().map(StoredFields::returned).toList();
	}

	private static List<String> columns(ModelMetadata<?> model) {
		return columns(model.fields());
	}

	private static List<String> columns(List<ModelField> fields) {
		return fields.stream().map(ModelField::column).toList();
	}

}
