package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expressions;
import io.asyncorm.expression.Order;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.MessageText;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.queryset.QuerySets;
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

	/** The forms in which a page can be returned. */
	static final List<ResultForm> PAGES = Stream.<Class<?>>of(Page.class, Slice.class, Window.class)
		.map((type) -> ResultForm.of(type, null))
		.toList();

	/** A path of properties, of which nothing else is made. */
	private static final Pattern PROPERTY = Pattern.compile("[\\p{L}\\p{N}_]+(?:\\.[\\p{L}\\p{N}_]+)*");

	/** What a position holds that a page has ended at. */
	private static final String AFTER = "after";

	private final Map<Kind, Argument> arguments;

	private SpringDataPaging(Map<Kind, Argument> arguments) {
		this.arguments = arguments;
	}

	/** Finds them among all parameters; null if there are none, and none are needed. */
	static @Nullable TerminalParameters find(DeclaredMethod method, Terminal terminal, @Nullable ResultType result,
			List<DeclaredParameter> all) {
		Map<Kind, Argument> arguments = new EnumMap<>(Kind.class);
		List<DeclaredParameter> lookups = new ArrayList<>();
		for (DeclaredParameter parameter : all) {
			Kind kind = Kind.find(parameter);
			if (kind == null) {
				lookups.add(parameter);
			}
			else if (arguments.put(kind, method.argument(parameter)) != null) {
				method.fault(parameter, "is a second " + kind.type.getSimpleName() + "; keep one");
			}
		}
		Class<?> container = (result != null) ? result.form().container() : null;
		boolean page = PAGES.stream().anyMatch((form) -> form.container() == container);
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
		if (page) {
			boolean window = container == Window.class;
			boolean complete = window ? has(Kind.POSITION) && has(Kind.LIMIT) && !has(Kind.PAGEABLE)
					: has(Kind.PAGEABLE) && this.arguments.size() == 1;
			return complete ? null : window ? "it needs a ScrollPosition and a Limit, and perhaps a Sort, for a Window"
					: "it needs a Pageable, and nothing else of Spring Data, for a " + container(container);
		}
		List<Kind> possible = switch (terminal) {
			case LIST, ITERATOR, FILTER -> List.of(Kind.PAGEABLE, Kind.SORT, Kind.LIMIT);
			case FIRST, LAST -> List.of(Kind.SORT);
			default -> List.of();
		};
		if (!possible.containsAll(this.arguments.keySet())) {
			return "a parameter of Spring Data means nothing in '" + terminal.methodName() + "' with this return type"
					+ (possible.isEmpty() ? ""
							: ", but for " + possible.stream()
								.map((kind) -> kind.type.getSimpleName())
								.reduce((one, other) -> one + ", " + other)
								.orElse(""))
					+ "; remove it";
		}
		return (has(Kind.PAGEABLE) && this.arguments.size() > 1)
				? "a Pageable holds a Sort and a limit already; remove the other parameter" : null;
	}

	private static String container(@Nullable Class<?> container) {
		return (container != null) ? container.getSimpleName() : "page";
	}

	private boolean has(Kind kind) {
		return this.arguments.containsKey(kind);
	}

	private RowsEnding ending(Terminal terminal, @Nullable Class<?> container) {
		if (container == Page.class) {
			return (rows, arguments) -> page(rows, pageable(arguments));
		}
		if (container == Slice.class) {
			return (rows, arguments) -> slice(rows, pageable(arguments));
		}
		if (container == Window.class) {
			return this::window;
		}
		return (rows, arguments) -> terminal.run(chosen(rows, arguments), List.of(), List.of());
	}

	private <T> @Nullable T value(Kind kind, Class<T> type, @Nullable Object[] arguments) {
		Argument argument = this.arguments.get(kind);
		return (argument != null) ? type.cast(argument.value(arguments)) : null;
	}

	private Pageable pageable(@Nullable Object[] arguments) {
		Pageable pageable = value(Kind.PAGEABLE, Pageable.class, arguments);
		return (pageable != null) ? pageable : Pageable.unpaged();
	}

	private ValuesQuerySet<?, ?> chosen(ValuesQuerySet<?, ?> rows, @Nullable Object[] arguments) {
		Pageable pageable = pageable(arguments);
		Sort sort = value(Kind.SORT, Sort.class, arguments);
		ValuesQuerySet<?, ?> sorted = sorted(rows, (sort != null) ? sort : pageable.getSort());
		Limit limit = value(Kind.LIMIT, Limit.class, arguments);
		if (limit != null && limit.isLimited()) {
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
		Sort sort = value(Kind.SORT, Sort.class, arguments);
		ValuesQuerySet<?, R> sorted = sorted(rows, (sort != null) ? sort : Sort.unsorted());
		Limit limit = value(Kind.LIMIT, Limit.class, arguments);
		if (limit == null || limit.isUnlimited()) {
			throw new InvalidDataAccessApiUsageException("A Window needs a Limit that is one");
		}
		int size = limit.max();
		ScrollPosition position = value(Kind.POSITION, ScrollPosition.class, arguments);
		if (position instanceof KeysetScrollPosition keyset) {
			return QuerySets.placed(sorted, after(keyset), size + 1)
				.thenApply((found) -> Window.from(first(found, size).stream().map(Map.Entry::getValue).toList(),
						(index) -> ScrollPosition.forward(Map.of(AFTER, found.get(index).getKey())),
						found.size() > size));
		}
		long start = (position instanceof OffsetScrollPosition offset && !offset.isInitial()) ? offset.getOffset() + 1
				: 0;
		return QuerySets.rowsFrom(sorted, start, size + 1)
			.thenApply((found) -> Window.from(first(found, size), OffsetScrollPosition.positionFunction(start),
					found.size() > size));
	}

	private static @Nullable String after(KeysetScrollPosition position) {
		if (position.scrollsBackward()) {
			throw new InvalidDataAccessApiUsageException(
					"A Window is not read backward: reverse the Sort, and scroll forward");
		}
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
			throw noProperty(sort, ex);
		}
	}

	private static InvalidValueException noProperty(Sort.Order sort, @Nullable FieldException cause) {
		String message = "'" + MessageText.name(sort.getProperty()) + "' is no property to sort by";
		return (cause != null) ? new InvalidValueException(message, cause) : new InvalidValueException(message);
	}

	private static Order order(Sort.Order sort) {
		String property = sort.getProperty();
		if (!PROPERTY.matcher(property).matches()) {
			throw noProperty(sort, null);
		}
		String name = property.replace(".", "__");
		Expr<Object> text = sort.isIgnoreCase() ? TextFunctions.lower(Expressions.field(name)) : null;
		Order order = (text == null) ? Order.by((sort.isDescending() ? "-" : "") + name)
				: sort.isDescending() ? text.desc() : text.asc();
		return switch (sort.getNullHandling()) {
			case NATIVE -> order;
			case NULLS_FIRST -> order.nullsFirst();
			case NULLS_LAST -> order.nullsLast();
		};
	}

	/** The types of parameters. */
	private enum Kind {

		PAGEABLE(Pageable.class), SORT(Sort.class), LIMIT(Limit.class), POSITION(ScrollPosition.class);

		private final Class<?> type;

		Kind(Class<?> type) {
			this.type = type;
		}

		static @Nullable Kind find(DeclaredParameter parameter) {
			Class<?> declared = parameter.type().resolve(Object.class);
			return Stream.of(values()).filter((kind) -> kind.type.isAssignableFrom(declared)).findFirst().orElse(null);
		}

	}

}
