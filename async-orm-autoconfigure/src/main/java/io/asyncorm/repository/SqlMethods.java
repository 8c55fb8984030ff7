package io.asyncorm.repository;

import java.util.Map;
import java.util.function.Function;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.Range;
import io.asyncorm.plan.SqlFrame;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.Page;
import io.asyncorm.queryset.SqlProjection;
import io.asyncorm.resolution.NamedSql;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * Resolves methods with {@code @Query}.
 */
final class SqlMethods {

	private static final Map<Class<?>, Function<Long, @Nullable Object>> CHANGED = Map.of(Long.class, (count) -> count,
			Integer.class, Math::toIntExact, Void.class, (count) -> null);

	private final RepositoryDeclaration<?> declaration;

	SqlMethods(RepositoryDeclaration<?> declaration) {
		this.declaration = declaration;
	}

	/** What a method becomes; null if there are faults. */
	@Nullable RepositoryMethod resolve(DeclaredMethod method, Query query) {
		method.requireRoles((role) -> role == DeclaredParameter.Role.PLAIN, "with @Query");
		method.requireNames();
		Delivery delivery = Delivery.find(method);
		ResolvableType held = (delivery != null) ? delivery.held(method) : ResolvableType.NONE;
		SqlPaging paging = TerminalParameters.SPRING_DATA ? SpringDataSqlPaging.find(method, held.resolve()) : null;
		if (paging != null && paging.isPage() && delivery != null && delivery.kind() != Delivery.Kind.RESULT) {
			method.fault("it must return "
					+ (method.isPlainKotlin() ? "a page as a suspend function"
							: Delivery.names(Delivery.Kind.RESULT) + " of a page")
					+ ", which is there as a whole, not " + DeclaredMethod.shortName(method.returnType()));
			return null;
		}
		try {
			QuerySql sql = QuerySql.of(method, query, paging);
			NamedSql count = sql.count();
			SqlParameters parameters = new SqlParameters(method,
					(paging != null) ? paging.bound() : method.parameters(), models());
			BoundSql bound = parameters.bind(sql.rows());
			BoundSql counted = (count != null) ? parameters.bind(count) : null;
			parameters.requirePlaces(sql.all());
			RepositoryMethod made = (paging != null && paging.isPage()) ? page(method, held, paging, bound, counted)
					: rows(method, delivery, sql.rows(), bound, paging);
			return (made != null && delivery != null)
					? delivery.deliver(made, this.declaration.querySets().dispatcher()) : null;
		}
		catch (IllegalArgumentException ex) {
			method.fault("its @Query cannot be read: " + ex.getMessage());
			return null;
		}
	}

	private @Nullable RepositoryMethod rows(DeclaredMethod method, @Nullable Delivery delivery, NamedSql sql,
			BoundSql bound, @Nullable SqlPaging paging) {
		SqlRows<Object> rows = rows(method, delivery, sql);
		return (rows == null || delivery == null) ? null
				: new SqlMethod<>(bound, rows, (paging != null) ? paging::frame : (arguments) -> SqlFrame.WHOLE,
						delivery.kind() == Delivery.Kind.ROWS, this.declaration.querySets().dispatcher());
	}

	/** What a page holds is read as a list. */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // which its shape says
	private @Nullable RepositoryMethod page(DeclaredMethod method, ResolvableType held, SqlPaging paging,
			BoundSql bound, @Nullable BoundSql counted) {
		SqlRows rows = rows(method, SqlResultType.each(held.getGeneric(0)));
		return (rows == null) ? null : paging.page(bound, rows, counted, this.declaration.querySets().dispatcher());
	}

	private ModelRegistry models() {
		return this.declaration.querySets().models();
	}

	private @Nullable SqlRows<Object> rows(DeclaredMethod method, @Nullable Delivery delivery, NamedSql sql) {
		ResolvableType held = (delivery != null) ? delivery.held(method) : ResolvableType.NONE;
		if (delivery == null || delivery.kind() == Delivery.Kind.QUERY || held.resolve() == null) {
			method.fault("it must return a CompletableFuture of something, not "
					+ DeclaredMethod.shortName(method.returnType()) + "; what it can return is "
					+ Delivery.names(Delivery.Kind.RESULT) + " of what is read, or "
					+ Delivery.names(Delivery.Kind.ROWS) + " of a row");
			return null;
		}
		if (!sql.givesRows()) {
			return changed(method, held);
		}
		if (delivery.kind() == Delivery.Kind.ROWS && sql.words().contains("returning")) {
			method.fault("its @Query writes, and only what reads gives its rows one after the other; it must return a"
					+ " CompletableFuture of a List");
			return null;
		}
		return rows(method, (delivery.kind() == Delivery.Kind.ROWS) ? SqlResultType.each(held)
				: SqlResultType.of(held, method.isResultNullable(), delivery.canBeEmpty()));
	}

	@SuppressWarnings("NullAway") // a future of Void completes with null
	private static @Nullable SqlRows<Object> changed(DeclaredMethod method, ResolvableType held) {
		Function<Long, @Nullable Object> result = CHANGED.get(held.resolve(Object.class));
		if (result == null) {
			method.fault("its @Query changes rows and gives none, so it must return "
					+ (method.isSuspended() ? "Long, Int or Unit" : "CompletableFuture<Long>, <Integer> or <Void>")
					+ ", not " + DeclaredMethod.shortName(method.returnType()) + "; or add 'returning'");
			return null;
		}
		return new SqlRows.Changed<>(result::apply);
	}

	private @Nullable SqlRows<Object> rows(DeclaredMethod method, SqlResultType shape) {
		Class<?> element = shape.element();
		ModelMetadata<?> model = models().find(element);
		Class<?> key = shape.key();
		if (key != null && ((model != null) ? key != model.key().javaType() : !isValue(key))) {
			method.fault("it cannot return " + DeclaredMethod.shortName(method.returnType()) + "; the key of a Map "
					+ ((model != null) ? "of '" + model.name() + "' is " + model.key().javaType().getSimpleName()
							: "is the first column, a simple value"));
			return null;
		}
		if (model != null) {
			return objects(method, shape, model);
		}
		SqlRows.Single<Object> rows = single(method, shape);
		return (rows == null || key == null) ? rows
				: new SqlRows.Keyed<>(key, rows, (entries) -> SqlResultType.byKey(entries, method.qualifiedName()));
	}

	private SqlRows.@Nullable Single<Object> single(DeclaredMethod method, SqlResultType shape) {
		Class<?> element = shape.element();
		if (isValue(element) || models().findConversion(shape.declared()) != null) {
			return new SqlRows.Scalars<@Nullable Object, Object>(shape.declared().getType(),
					shape.result(method.qualifiedName(), this.declaration.model().name()));
		}
		if (element == Page.class || element == CursorPage.class) {
			method
				.fault("it cannot return " + DeclaredMethod.shortName(method.returnType()) + " with a @Query; return a"
						+ " Page of Spring Data's, by a Pageable, or a List, by 'limit :size offset :start'");
			return null;
		}
		if (element == Range.class) {
			method.fault(
					"it cannot return " + DeclaredMethod.shortName(method.returnType()) + "; " + SqlParameters.RANGES);
			return null;
		}
		if (element.isRecord()) {
			return projections(method, shape, element.asSubclass(Record.class));
		}
		method.fault("it cannot return " + DeclaredMethod.shortName(method.returnType()) + "; declare "
				+ (method.isSuspended() ? "" : "a CompletableFuture of ")
				+ "a model, a record or a simple value, of a List, a Set, an Optional or a Map by key of it"
				+ ((element == Void.class) ? ", since the statement gives rows" : "") + KotlinFunctions.advice(method));
		return null;
	}

	/** Whether a class is read from one column by itself. */
	private boolean isValue(Class<?> type) {
		return ColumnType.isSimple(type) || models().findConversion(type) != null;
	}

	private <E> SqlRows<Object> objects(DeclaredMethod method, SqlResultType shape, ModelMetadata<E> model) {
		return new SqlRows.Objects<>(model, shape.<E>result(method.qualifiedName(), model.name()));
	}

	private <E extends Record> SqlRows.Single<Object> projections(DeclaredMethod method, SqlResultType shape,
			Class<E> type) {
		SqlProjection<E> projection = SqlProjection.of(type,
				(component) -> component == Range.class || isValue(component) || models().find(component) != null);
		return new SqlRows.Projections<>(type, projection::columns,
				shape.<E>result(method.qualifiedName(), type.getSimpleName()));
	}

}
