package io.asyncorm.compiler;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.asyncorm.Orm;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.expression.Expr;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.type.JsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A model with a column of each kind, and what its query sets become in SQL.
 */
final class Events implements OperationDispatcher {

	private final QuerySets querySets;

	private @Nullable QueryState state;

	Events(ZoneId zone) {
		this.querySets = new QuerySets(ModelRegistry.of(List.of(Event.class)), LookupRegistry.standard(), this, zone);
	}

	QuerySet<Event> all() {
		return this.querySets.of(Event.class).orderBy();
	}

	QuerySets querySets() {
		return this.querySets;
	}

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		if (operation instanceof Operation.Read<?, ?> read) {
			this.state = read.state();
		}
		return new CompletableFuture<>();
	}

	/** A value of each event, in SQL. */
	Statement value(Expr<Event> value, Dialect dialect) {
		return statement((events) -> events.annotate("x", value).valuesList("x", Object.class), dialect)
			.without("SELECT ", " AS \"__x\" FROM \"event\"");
	}

	/** A condition, in SQL. */
	Statement condition(UnaryOperator<QuerySet<Event>> filter, Dialect dialect) {
		return statement((events) -> filter.apply(events).valuesList("id", Long.class), dialect)
			.without("SELECT \"event\".\"id\" FROM \"event\" WHERE ", "");
	}

	/** A whole statement. */
	Statement statement(Chain chain, Dialect dialect) {
		chain.of(all()).alist();
		if (this.state == null) {
			throw new IllegalStateException("nothing was read");
		}
		Parameterized<QueryState> query = Parameterized.of(this.state, Extraction.of(Integer.MAX_VALUE));
		RenderedSql sql = dialect.render(new QueryCompiler().compile(query.template()).query());
		return new Statement(sql.text(), sql.parameters().stream().map((bind) -> value(query, bind)).toList());
	}

	private static Object value(Parameterized<QueryState> query, SqlExpression bind) {
		int slot = (bind instanceof SqlExpression.ArrayParameter array) ? array.slot()
				: ((SqlExpression.Parameter) bind).slot();
		return shown(query.values().get(slot));
	}

	/** A value without the declared type by which it is written. */
	private static Object shown(@Nullable Object value) {
		return switch (value) {
			case null -> "null";
			case JsonDocument document -> document.value();
			case List<?> elements -> elements.stream().map(Events::shown).toList();
			default -> value;
		};
	}

	/** A field of each event. */
	static Expr<Event> f(String name) {
		return Orm.f(name);
	}

	/** A row of a table of values, and what each becomes. */
	static Arguments row(Expr<Event> value, String sql, Object... binds) {
		return Arguments.of(value, sql, List.of(binds));
	}

	/** What is made of all events. */
	interface Chain {

		ValuesQuerySet<Event, ?> of(QuerySet<Event> events);

	}

	/** A statement and what is bound. */
	record Statement(String sql, List<Object> binds) {

		Statement without(String start, String end) {
			if (!this.sql.startsWith(start) || !this.sql.endsWith(end)) {
				return this;
			}
			return new Statement(this.sql.substring(start.length(), this.sql.length() - end.length()), this.binds);
		}

	}

	@Model
	record Event(@Nullable Long id, String name, @Nullable Integer guests, short floor, BigDecimal price,
			@Nullable Double rating, @Nullable LocalDate day, Instant starts, @Nullable LocalTime opens,
			@Nullable Duration length, boolean open, @Json @Nullable Object meta) {
	}

}
