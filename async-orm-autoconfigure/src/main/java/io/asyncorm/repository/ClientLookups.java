package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.NamePath;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.query.QuerySet;

import org.springframework.util.Assert;

/**
 * Which lookups and orders clients may use: turns the parameters of a request, such as
 * {@code ?title__icontains=night&orderBy=-pages&limit=20}, into a query, and refuses all
 * that is not allowed.
 *
 * <pre class="code">
 * private final ClientLookups&lt;Book&gt; lookups = books.clientLookups()
 * 	.allow("title", "icontains", "istartswith")
 * 	.allow("author__name")
 * 	.orderBy("title", "pages")
 * 	.maxPageSize(200);
 *
 * ClientQuery&lt;Book&gt; query = this.lookups.apply(parameters);
 * </pre>
 *
 * Make it once, at startup: a name that the model does not have is refused then. Never
 * hand the names of a request to {@code filter}, {@code orderBy} or {@code values}: who
 * chooses them can read every related column, one letter after another, and can make the
 * database join and sort as much as he likes.
 * <p>
 * Besides lookups a request may have {@value #ORDER} (names separated by commas, with a
 * minus for descending), {@value #LIMIT} and {@value #OFFSET}. The key is added to the
 * order, that of the model too, so that pages do not overlap. Values are texts of up to
 * 1,000 characters, converted to the field's type; {@code in}, {@code range} and lookups
 * of arrays take values separated by commas, or the parameter several times, up to 100 of
 * them; {@code isnull} takes {@code true} or {@code false}. All conditions stand in one
 * {@code filter(...)}, so that those on the same relation are about the same related
 * object. Immutable and safe for use by several threads.
 *
 * @param <M> the model
 * @since 0.1.0
 */
public final class ClientLookups<M> {

	/** The parameter for the order. */
	public static final String ORDER = "orderBy";

	/** The parameter for the size of the page. */
	public static final String LIMIT = "limit";

	/** The parameter for how many objects come before the page. */
	public static final String OFFSET = "offset";

	private static final List<String> PAGING = List.of(ORDER, LIMIT, OFFSET);

	private static final int DEFAULT_PAGE_SIZE = 50;

	private static final int DEFAULT_MAX_PAGE_SIZE = 100;

	private static final int DEFAULT_MAX_OFFSET = 10_000;

	private final RepositoryDeclaration<M> declaration;

	private final Settings settings;

	private ClientLookups(RepositoryDeclaration<M> declaration, Settings settings) {
		this.declaration = declaration;
		this.settings = settings;
	}

	static <M> ClientLookups<M> of(RepositoryDeclaration<M> declaration) {
		return new ClientLookups<>(declaration,
				new Settings(Map.of(), Set.of(), Set.of(), DEFAULT_MAX_PAGE_SIZE, DEFAULT_MAX_OFFSET));
	}

	/**
	 * Allows lookups of a field, over relations too.
	 * @param field the field, such as {@code author__name}
	 * @param lookups the names of the lookups, with transforms if there are any, such as
	 * {@code icontains} or {@code year__gte}; {@code exact} if there are none
	 * @throws io.asyncorm.model.FieldException if the model has no such field, or it no
	 * such lookup
	 */
	public ClientLookups<M> allow(String field, String... lookups) {
		Assert.notNull(field, "'field' must not be null");
		Assert.notNull(lookups, "'lookups' must not be null");
		Assert.noNullElements(lookups, "'lookups' must not hold nulls");
		Map<String, LookupName> allowed = new LinkedHashMap<>(this.settings.allowed());
		if (lookups.length == 0 || Arrays.asList(lookups).contains("exact")) {
			allowed.put(requireFree(field), name(field));
		}
		for (String lookup : lookups) {
			String name = NamePath.join(List.of(field, lookup), Function.identity());
			allowed.put(requireFree(name), name(name));
		}
		return new ClientLookups<>(this.declaration, this.settings.withAllowed(allowed));
	}

	/**
	 * Allows orders by these fields, ascending and descending.
	 * @throws io.asyncorm.model.FieldException if the model has no such field
	 */
	public ClientLookups<M> orderBy(String... fields) {
		Set<String> orders = new LinkedHashSet<>(this.settings.orders());
		Assert.notNull(fields, "'fields' must not be null");
		for (String field : fields) {
			name(field);
			orders.add(field);
		}
		return new ClientLookups<>(this.declaration, this.settings.withOrders(orders));
	}

	/**
	 * Leaves parameters alone that are for others, such as a language.
	 */
	public ClientLookups<M> ignore(String... parameters) {
		Set<String> ignored = new LinkedHashSet<>(this.settings.ignored());
		Assert.notNull(parameters, "'parameters' must not be null");
		Assert.noNullElements(parameters, "'parameters' must not hold nulls");
		ignored.addAll(List.of(parameters));
		return new ClientLookups<>(this.declaration, this.settings.withIgnored(ignored));
	}

	/**
	 * How many objects a page may have; 100 otherwise. A request that does not say how
	 * many it wants is given 50, or this if it is less.
	 */
	public ClientLookups<M> maxPageSize(int maxPageSize) {
		Assert.isTrue(maxPageSize > 0, "'maxPageSize' must be positive");
		return new ClientLookups<>(this.declaration, this.settings.withMaxPageSize(maxPageSize));
	}

	/**
	 * How many objects may come before a page, which the database has to read and throw
	 * away; 10,000 otherwise.
	 */
	public ClientLookups<M> maxOffset(long maxOffset) {
		Assert.isTrue(maxOffset >= 0, "'maxOffset' must not be negative");
		return new ClientLookups<>(this.declaration, this.settings.withMaxOffset(maxOffset));
	}

	/**
	 * What a request asks of all objects of the model.
	 * @param parameters the parameters of the request, each with its text, or with its
	 * texts as a collection or array; Spring's {@code MultiValueMap}, and the Servlet
	 * API's map, as they are
	 * @throws ClientLookupException if anything in them is not allowed or malformed
	 */
	public ClientQuery<M> apply(Map<String, ?> parameters) {
		return apply(this.declaration.rows(), parameters);
	}

	/**
	 * What a request asks of some objects, such as those of the user who asks.
	 * @throws ClientLookupException if anything in the parameters is not allowed or
	 * malformed
	 */
	public ClientQuery<M> apply(QuerySet<M> rows, Map<String, ?> parameters) {
		Assert.notNull(rows, "'rows' must not be null");
		Assert.notNull(parameters, "'parameters' must not be null");
		ClientParameters given = new ClientParameters(parameters);
		QuerySet<M> all = ordered(filtered(rows, given), given);
		int limit = (int) given.number(LIMIT, 1, this.settings.maxPageSize(),
				Math.min(DEFAULT_PAGE_SIZE, this.settings.maxPageSize()));
		long offset = given.number(OFFSET, 0, this.settings.maxOffset(), 0);
		return new ClientQuery<>(all, all.slice(offset, offset + limit));
	}

	private QuerySet<M> filtered(QuerySet<M> rows, ClientParameters given) {
		Map<String, Expression> conditions = new LinkedHashMap<>();
		for (String name : given.names()) {
			LookupName lookup = this.settings.allowed().get(name);
			if (lookup != null) {
				conditions.put(name, new Expression.Keyword(lookup.path(), given.value(name, lookup)));
			}
			else if (!PAGING.contains(name) && !this.settings.ignored().contains(name)) {
				throw ClientLookupException.parameterNotAllowed(name, choices());
			}
		}
		try {
			return conditions.isEmpty() ? rows
					: rows.filter(ExpressionAccess.condition(new Expression.And(List.copyOf(conditions.values()))));
		}
		catch (InvalidValueException ex) {
			throw named(rows, conditions, ex);
		}
	}

	/** Tries each value by itself, to find the parameter that it came with. */
	private InvalidValueException named(QuerySet<?> rows, Map<String, Expression> conditions,
			InvalidValueException failure) {
		for (Map.Entry<String, Expression> condition : conditions.entrySet()) {
			try {
				rows.filter(ExpressionAccess.condition(condition.getValue()));
			}
			catch (InvalidValueException ex) {
				String name = condition.getKey();
				LookupName lookup = Objects.requireNonNull(this.settings.allowed().get(name));
				return new ClientLookupException(name, lookup.refusal(name, ex), ex);
			}
		}
		return failure;
	}

	private QuerySet<M> ordered(QuerySet<M> rows, ClientParameters given) {
		List<String> terms = given.list(ORDER);
		if (terms.isEmpty()) {
			return hasOwnOrder(rows) ? rows : rows.orderBy(unique(this.declaration.model().ordering()));
		}
		Set<String> fields = new HashSet<>();
		for (String term : terms) {
			String field = term.startsWith("-") ? term.substring(1) : term;
			if (!this.settings.orders().contains(field)) {
				throw ClientLookupException.orderNotAllowed(ORDER, field, this.settings.orders());
			}
			if (!fields.add(field)) {
				throw new ClientLookupException(ORDER, "'" + ORDER + "' names '" + field + "' twice");
			}
		}
		return rows.orderBy(unique(terms));
	}

	/** Whether the rows are given in an order of the application's, or in none. */
	private static boolean hasOwnOrder(QuerySet<?> rows) {
		QueryState state = QueryStateHolder.stateOf(rows);
		return state.orderings() != null || state.reversed() || state.isDistinctOn() || state.groupBy() != null
				|| state.combination() != null || state.isSliced();
	}

	/** Adds the key, without which the database may put equals now so, now so. */
	private static String[] unique(List<String> terms) {
		List<String> unique = new ArrayList<>(terms);
		unique.add("pk");
		return unique.toArray(String[]::new);
	}

	private LookupName name(String text) {
		return LookupName.of(this.declaration, ExpressionAccess.steps(text));
	}

	private Set<String> choices() {
		Set<String> choices = new LinkedHashSet<>(this.settings.allowed().keySet());
		choices.addAll(this.settings.orders().isEmpty() ? List.of(LIMIT, OFFSET) : PAGING);
		return choices;
	}

	private static String requireFree(String name) {
		Assert.isTrue(!PAGING.contains(name), () -> "'" + name + "' is the parameter for paging or order, so a lookup"
				+ " cannot have it: allow '" + name + "' with another lookup than exact");
		return name;
	}

	/**
	 * What is allowed.
	 *
	 * @param allowed the lookups, by their parameters
	 * @param orders the fields of orders
	 * @param ignored parameters that are for others
	 * @param maxPageSize how many objects a page may have
	 * @param maxOffset how many may come before it
	 */
	private record Settings(Map<String, LookupName> allowed, Set<String> orders, Set<String> ignored, int maxPageSize,
			long maxOffset) {

		Settings withAllowed(Map<String, LookupName> allowed) {
			return new Settings(allowed, this.orders, this.ignored, this.maxPageSize, this.maxOffset);
		}

		Settings withOrders(Set<String> orders) {
			return new Settings(this.allowed, orders, this.ignored, this.maxPageSize, this.maxOffset);
		}

		Settings withIgnored(Set<String> ignored) {
			return new Settings(this.allowed, this.orders, ignored, this.maxPageSize, this.maxOffset);
		}

		Settings withMaxPageSize(int maxPageSize) {
			return new Settings(this.allowed, this.orders, this.ignored, maxPageSize, this.maxOffset);
		}

		Settings withMaxOffset(long maxOffset) {
			return new Settings(this.allowed, this.orders, this.ignored, this.maxPageSize, maxOffset);
		}

	}

}
