package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.QueryLimits;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.SingleResult;
import io.asyncorm.plan.SqlFrame;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.repository.SpringDataArguments.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

/**
 * What the parameters of a method with {@code @Query} that are of Spring Data's types ask
 * for, where that is there. Immutable.
 *
 * @param arguments what gives their values
 * @param bound the other parameters
 * @param container {@code Page} or {@code Slice}; null if it gives none
 */
record SpringDataSqlPaging(SpringDataArguments arguments, List<DeclaredParameter> bound,
		@Nullable Class<?> container) implements SqlPaging {

	SpringDataSqlPaging {
		bound = List.copyOf(bound);
	}

	/** Finds them; null if there are none, and none are needed. */
	static @Nullable SqlPaging find(DeclaredMethod method, @Nullable Class<?> held) {
		List<DeclaredParameter> bound = new ArrayList<>();
		SpringDataArguments arguments = SpringDataArguments.of(method, method.parameters(), bound);
		boolean page = held == Page.class || held == Slice.class;
		if (held == Window.class || arguments.has(Kind.POSITION)) {
			method
				.fault("a position is in an order that is known, which SQL of your own does not tell; return a Page or"
						+ " a Slice by a Pageable, or call the method 'apage...', without a @Query");
		}
		else if (held != null && page) {
			faultIfAny(method, arguments.incomplete(held.getSimpleName()));
		}
		else if (arguments.isEmpty()) {
			return null;
		}
		faultIfAny(method, page ? null : arguments.contradiction());
		return new SpringDataSqlPaging(arguments, bound, page ? held : null);
	}

	private static void faultIfAny(DeclaredMethod method, @Nullable String fault) {
		if (fault != null) {
			method.fault(fault);
		}
	}

	@Override
	public boolean isPage() {
		return this.container != null;
	}

	@Override
	public boolean isCounted() {
		return this.container == Page.class;
	}

	@Override
	public SqlFrame frame(@Nullable Object[] arguments) {
		Pageable pageable = this.arguments.pageable(arguments);
		Limit limit = this.arguments.limit(arguments);
		Sort sort = this.arguments.sort(arguments);
		return pageable.isPaged() ? part(sort, pageable.getOffset(), pageable.getPageSize())
				: part(sort, 0, limit.isLimited() ? limit.max() : null);
	}

	private static SqlFrame part(Sort sort, long offset, @Nullable Integer limit) {
		return new SqlFrame.Part(sort.stream().map(SpringDataSqlPaging::order).toList(), offset,
				(limit != null) ? Long.valueOf(limit) : null);
	}

	private static SqlFrame.Order order(Sort.Order order) {
		return new SqlFrame.Order(SpringDataSort.requirePath(order), order.isDescending(), order.isIgnoreCase(),
				switch (order.getNullHandling()) {
					case NATIVE -> SqlFrame.Nulls.USUAL;
					case NULLS_FIRST -> SqlFrame.Nulls.FIRST;
					case NULLS_LAST -> SqlFrame.Nulls.LAST;
				});
	}

	@Override
	public RepositoryMethod page(BoundSql sql, SqlRows<List<Object>> rows, @Nullable BoundSql count,
			OperationDispatcher dispatcher) {
		return isCounted()
				? (proxy, arguments) -> page(sql, rows, (count != null) ? count : sql,
						(count != null) ? SqlFrame.WHOLE : new SqlFrame.Count(), dispatcher, arguments)
				: (proxy, arguments) -> slice(sql, rows, dispatcher, arguments);
	}

	private CompletableFuture<Page<Object>> page(BoundSql sql, SqlRows<List<Object>> rows, BoundSql counted,
			SqlFrame count, OperationDispatcher dispatcher, @Nullable Object[] arguments) {
		Pageable pageable = this.arguments.pageable(arguments);
		CompletableFuture<List<Object>> found = dispatcher.dispatch(sql.operation(rows, part(pageable, 0), arguments));
		if (pageable.isUnpaged()) {
			return found.thenApply((all) -> new PageImpl<>(all, pageable, all.size()));
		}
		SqlRows<Long> number = new SqlRows.Scalars<Long, Long>(Long.class,
				(numbers) -> SingleResult.require(numbers, sql.name(), "its count"));
		return QuerySets.together(found, dispatcher.dispatch(counted.operation(number, count, arguments)),
				(some, total) -> new PageImpl<>(some, pageable, total));
	}

	private CompletableFuture<Slice<Object>> slice(BoundSql sql, SqlRows<List<Object>> rows,
			OperationDispatcher dispatcher, @Nullable Object[] arguments) {
		Pageable pageable = this.arguments.pageable(arguments);
		CompletableFuture<List<Object>> found = dispatcher.dispatch(sql.operation(rows, part(pageable, 1), arguments));
		if (pageable.isUnpaged()) {
			return found.thenApply(SliceImpl::new);
		}
		int size = pageable.getPageSize();
		return found.thenApply(
				(some) -> new SliceImpl<>(some.subList(0, Math.min(size, some.size())), pageable, some.size() > size));
	}

	/**
	 * The rows of a page.
	 * @param more how many rows behind it are read, too
	 */
	private static SqlFrame part(Pageable pageable, int more) {
		if (pageable.isUnpaged()) {
			return part(pageable.getSort(), 0, null);
		}
		QueryLimits.requirePageSize(pageable.getPageSize());
		return part(pageable.getSort(), pageable.getOffset(), pageable.getPageSize() + more);
	}

}
