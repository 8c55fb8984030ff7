package io.asyncorm.queryset;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.expression.Step;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryTemplate;
import io.asyncorm.plan.ReadCompletion;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.plan.RowQuery;
import io.asyncorm.resolution.PreparedFilter;
import org.jspecify.annotations.Nullable;

/**
 * A filter and a terminal method that are resolved once, at startup, and then run with
 * the values of each call: what the methods of a repository are. A call makes nothing but
 * its values. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class PreparedQuery {

	private final QuerySets querySets;

	private final PreparedFilter filter;

	private final QueryTemplate template;

	private final Terminal terminal;

	private final String name;

	private final RowAssembler<Object> assembler;

	private final ReadCompletion<Object> completion;

	private PreparedQuery(QuerySets querySets, PreparedFilter filter, QueryState rows, RowAssembler<Object> assembler,
			Terminal terminal) {
		this.assembler = assembler;
		this.querySets = querySets;
		this.filter = filter;
		this.template = new QueryTemplate(rows);
		this.terminal = terminal;
		this.name = Operation.name(rows.model(), terminal.method);
		this.completion = terminal.reading ? PrefetchReader.completion(querySets, filter.filtered())
				: ReadCompletion.none();
	}

	/**
	 * Resolves a method; null if the values decide what becomes of it.
	 * @param assembler makes the results of rows
	 * @param lookups the names of each lookup
	 */
	static @Nullable PreparedQuery of(QuerySets querySets, QueryState state, RowAssembler<Object> assembler,
			List<List<Step>> lookups, Terminal terminal) {
		boolean plain = state.lock() == null && state.filteredJoins().isEmpty();
		PreparedFilter filter = plain ? PreparedFilter.of(state, querySets.lookups(), lookups) : null;
		if (filter == null) {
			return null;
		}
		QueryState rows = new Terminals(querySets).rows(terminal, filter.filtered());
		return rows.isEmpty() ? null : new PreparedQuery(querySets, filter, rows, assembler, terminal);
	}

	/**
	 * Starts it; null if one of the values makes another query, which is not prepared: a
	 * null, an expression, or what no column can hold.
	 * @param values those of the lookups, in order
	 */
	@SuppressWarnings("unchecked") // who has prepared it knows what the terminal gives
	public <R> @Nullable CompletableFuture<R> run(@Nullable Object... values) {
		List<Object> bound = this.filter.bind(values);
		return (bound != null)
				? this.querySets.dispatcher().dispatch((Operation<R>) operation(this.template.bind(bound))) : null;
	}

	private Operation<?> operation(RowQuery query) {
		return switch (this.terminal) {
			case LIST -> new Operation.Read<>(this.name, query, this.assembler, this.completion, Function.identity());
			case FIRST, LAST ->
				new Operation.Read<>(this.name, query, this.assembler, this.completion, Terminals::firstOf);
			case GET -> new Operation.Read<>(this.name, query, this.assembler, this.completion,
					Terminals.single(query, this.name));
			case COUNT -> new Operation.Count(this.name, query);
			case EXISTS -> new Operation.Exists(this.name, query);
		};
	}

	/**
	 * The terminal methods that a query can be prepared for.
	 */
	public enum Terminal {

		/** All rows. */
		LIST("alist", true),
		/** The first row. */
		FIRST("afirst", true),
		/** The last row. */
		LAST("alast", true),
		/** The only row. */
		GET("aget", true),
		/** The number of rows. */
		COUNT("acount", false),
		/** Whether there is a row. */
		EXISTS("aexists", false);

		private final String method;

		/** Whether objects are read. */
		private final boolean reading;

		Terminal(String method, boolean reading) {
			this.method = method;
			this.reading = reading;
		}

	}

}
