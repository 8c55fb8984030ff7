package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expressions;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.SpringDataArguments.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

/**
 * The parameters of a method that are of Spring Data's types, where that is there, and
 * what becomes of the rows by them. Immutable.
 */
final class SpringDataPaging {

	/** What a page can be returned in. */
	static final List<Class<?>> PAGES = List.of(Page.class, Slice.class, Window.class);

	/** What a position holds that a page has ended at. */
	private static final String AFTER = "after";

	private final SpringDataArguments arguments;

	private SpringDataPaging(SpringDataArguments arguments) {
		this.arguments = arguments;
	}

	/** Finds them among all parameters; null if there are none, and none are needed. */
	static @Nullable TerminalParameters find(DeclaredMethod method, Terminal terminal, @Nullable ResultType result,
			List<DeclaredParameter> all) {
		List<DeclaredParameter> lookups = new ArrayList<>();
		SpringDataArguments arguments = SpringDataArguments.of(method, all, lookups);
		Class<?> container = (result != null) ? result.form().container() : null;
		boolean page = container != null && PAGES.contains(container);
		if (arguments.isEmpty() && !page) {
			return null;
		}
		SpringDataPaging paging = new SpringDataPaging(arguments);
		String fault = paging.fault(terminal, container, page);
		if (fault != null) {
			method.fault(fault);
		}
		return new TerminalParameters(lookups, List.of(), paging.ending(terminal, container));
	}

	private @Nullable String fault(Terminal terminal, @Nullable Class<?> container, boolean page) {
		if (container == Window.class) {
			boolean complete = this.arguments.has(Kind.POSITION) && this.arguments.has(Kind.LIMIT)
					&& !this.arguments.has(Kind.PAGEABLE);
			return complete ? null : "it needs a ScrollPosition and a Limit, and perhaps a Sort, for a Window";
		}
		if (page) {
			return this.arguments.incomplete((container != null) ? container.getSimpleName() : "page");
		}
		List<Kind> possible = switch (terminal) {
			case LIST, ITERATOR, FILTER -> List.of(Kind.PAGEABLE, Kind.SORT, Kind.LIMIT);
			case FIRST, LAST -> List.of(Kind.SORT);
			default -> List.of();
		};
		if (!this.arguments.areAmong(possible)) {
			return "a parameter of Spring Data means nothing in '" + terminal.methodName() + "' with this return type"
					+ (possible.isEmpty() ? "" : ", but for " + Kind.list(possible)) + "; remove it";
		}
		return this.arguments.contradiction();
	}

	private RowsEnding ending(Terminal terminal, @Nullable Class<?> container) {
		if (container == Page.class) {
			return (rows, arguments) -> page(rows, this.arguments.pageable(arguments));
		}
		if (container == Slice.class) {
			return (rows, arguments) -> slice(rows, this.arguments.pageable(arguments));
		}
		if (container == Window.class) {
			return this::window;
		}
		return (rows, arguments) -> terminal.run(chosen(rows, arguments), List.of(), List.of());
	}

	private ValuesQuerySet<?, ?> chosen(ValuesQuerySet<?, ?> rows, @Nullable Object[] arguments) {
		Pageable pageable = this.arguments.pageable(arguments);
		ValuesQuerySet<?, ?> sorted = sorted(rows, this.arguments.sort(arguments));
		Limit limit = this.arguments.limit(arguments);
		if (limit.isLimited()) {
			return sorted.slice(0, limit.max());
		}
		return pageable.isPaged() ? sorted.slice(pageable.getOffset(), pageable.getOffset() + pageable.getPageSize())
				: sorted;
	}

	private static <R> CompletableFuture<Page<R>> page(ValuesQuerySet<?, R> rows, Pageable pageable) {
		ValuesQuerySet<?, R> sorted = sorted(rows, pageable.getSort());
		if (pageable.isUnpaged()) {
			return sorted.alist().thenApply((all) -> new PageImpl<>(all, pageable, all.size()));
		}
		int size = pageable.getPageSize();
		return QuerySets.together(QuerySets.rowsFrom(sorted, pageable.getOffset(), size + 1), sorted.acount(),
				(found, total) -> new PageImpl<>(first(found, size), pageable, total));
	}

	private static <R> CompletableFuture<Slice<R>> slice(ValuesQuerySet<?, R> rows, Pageable pageable) {
		ValuesQuerySet<?, R> sorted = sorted(rows, pageable.getSort());
		if (pageable.isUnpaged()) {
			return sorted.alist().thenApply(SliceImpl::new);
		}
		int size = pageable.getPageSize();
		return QuerySets.rowsFrom(sorted, pageable.getOffset(), size + 1)
			.thenApply((found) -> new SliceImpl<>(first(found, size), pageable, found.size() > size));
	}

	private <R> CompletableFuture<Window<R>> window(ValuesQuerySet<?, R> rows, @Nullable Object[] arguments) {
		ValuesQuerySet<?, R> sorted = sorted(rows, this.arguments.sort(arguments));
		Limit limit = this.arguments.limit(arguments);
		if (limit.isUnlimited()) {
			throw new InvalidDataAccessApiUsageException("A Window needs a Limit that is one");
		}
		int size = limit.max();
		ScrollPosition position = this.arguments.position(arguments);
		if (position instanceof KeysetScrollPosition keyset) {
			return QuerySets.placed(sorted, place(keyset), size + 1, keyset.scrollsBackward())
				.thenApply((found) -> window(found, size, keyset.getDirection()));
		}
		long start = (position instanceof OffsetScrollPosition offset && !offset.isInitial()) ? offset.getOffset() + 1
				: 0;
		return QuerySets.rowsFrom(sorted, start, size + 1)
			.thenApply((found) -> Window.from(first(found, size), OffsetScrollPosition.positionFunction(start),
					found.size() > size));
	}

	/**
	 * What was read backward, the nearest first, stands in the order that is asked for.
	 */
	private static <R> Window<R> window(List<Map.Entry<String, R>> found, int size,
			ScrollPosition.Direction direction) {
		List<Map.Entry<String, R>> rows = first(found, size);
		List<Map.Entry<String, R>> ordered = (direction == ScrollPosition.Direction.BACKWARD) ? rows.reversed() : rows;
		return Window.from(ordered.stream().map(Map.Entry::getValue).toList(),
				(index) -> ScrollPosition.of(Map.of(AFTER, ordered.get(index).getKey()), direction),
				found.size() > size);
	}

	private static @Nullable String place(KeysetScrollPosition position) {
		Object after = position.getKeys().get(AFTER);
		if (!position.isInitial() && !(after instanceof String)) {
			throw new InvalidValueException(
					"A keyset position is none that a Window has given: pass on positionAt(...) of the window before");
		}
		return (String) after;
	}

	private static <R> List<R> first(List<R> rows, int size) {
		return rows.subList(0, Math.min(size, rows.size()));
	}

	private static <M, R> ValuesQuerySet<M, R> sorted(ValuesQuerySet<M, R> rows, Sort sort) {
		if (sort.isUnsorted()) {
			return rows;
		}
		List<Order> orders = sort.stream().map((order) -> checked(rows, order)).toList();
		return rows.orderBy(orders.get(0), orders.subList(1, orders.size()).toArray(Order[]::new));
	}

	/**
	 * An order that the rows have. What it names is mostly a client's, to whom the fields
	 * of the model are not told.
	 */
	private static Order checked(ValuesQuerySet<?, ?> rows, Sort.Order sort) {
		try {
			Order order = order(sort);
			rows.orderBy(order);
			return order;
		}
		catch (FieldException ex) {
			throw SpringDataSort.noProperty(sort, ex);
		}
	}

	private static Order order(Sort.Order sort) {
		String name = SpringDataSort.requirePath(sort).replace(".", "__");
		Expr<Object> text = sort.isIgnoreCase() ? TextFunctions.lower(Expressions.field(name)) : null;
		Order order = (text == null) ? Order.by((sort.isDescending() ? "-" : "") + name)
				: sort.isDescending() ? text.desc() : text.asc();
		return switch (sort.getNullHandling()) {
			case NATIVE -> order;
			case NULLS_FIRST -> order.nullsFirst();
			case NULLS_LAST -> order.nullsLast();
		};
	}

}
