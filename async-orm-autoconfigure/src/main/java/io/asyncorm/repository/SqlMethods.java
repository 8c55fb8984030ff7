package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NearestName;
import io.asyncorm.model.Range;
import io.asyncorm.model.RangeText;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.plan.TenantParameter;
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

	private static final String RANGES = "a Range that the database has is of " + RangeText.ELEMENTS;

	private final RepositoryDeclaration<?> declaration;

	SqlMethods(RepositoryDeclaration<?> declaration) {
		this.declaration = declaration;
	}

	/** What a method becomes; null if there are faults. */
	@Nullable RepositoryMethod resolve(DeclaredMethod method, String text) {
		method.requireRoles((role) -> role == DeclaredParameter.Role.PLAIN, "with @Query");
		method.requireNames();
		try {
			NamedSql sql = NamedSql.parse(text);
			if (sql.words().isEmpty() && sql.text().isBlank()) {
				method.fault("its @Query is empty; write a statement");
			}
			List<Function<@Nullable Object[], @Nullable Object>> values = values(method, sql);
			Delivery delivery = Delivery.find(method);
			SqlRows<Object> rows = rows(method, delivery, sql);
			if (rows == null || delivery == null) {
				return null;
			}
			boolean streamed = delivery.kind() == Delivery.Kind.ROWS;
			RepositoryMethod made = new SqlMethod<>(method.qualifiedName(), sql.text(), values, rows, streamed,
					this.declaration.querySets().dispatcher());
			return delivery.deliver(made, this.declaration.querySets().dispatcher());
		}
		catch (IllegalArgumentException ex) {
			method.fault("its @Query cannot be read: " + ex.getMessage());
			return null;
		}
	}

	private List<Function<@Nullable Object[], @Nullable Object>> values(DeclaredMethod method, NamedSql sql) {
		Map<String, DeclaredParameter> byName = new LinkedHashMap<>();
		method.parameters().forEach((parameter) -> byName.put(parameter.label(), parameter));
		boolean named = method.parameters().stream().allMatch((parameter) -> parameter.name() != null);
		List<Function<@Nullable Object[], @Nullable Object>> values = new ArrayList<>();
		for (String name : sql.names()) {
			DeclaredParameter parameter = byName.get(name);
			if (parameter != null) {
				values.add(value(method, parameter));
			}
			else if (name.equals(TenantParameter.NAME) && belongsToTenants()) {
				values.add((arguments) -> TenantParameter.INSTANCE);
			}
			else if (named) {
				method
					.fault("its @Query has a parameter ':" + name + "', but the method has none of this name; add one."
							+ NearestName.suggest(name, byName.keySet()));
			}
		}
		for (DeclaredParameter parameter : method.parameters()) {
			if (parameter.name() != null && !sql.names().contains(parameter.name())) {
				method.fault(parameter,
						"does not stand in its @Query; write ':" + parameter.name() + "', or remove it");
			}
			else if (parameter.name() != null && sql.listed().contains(parameter.name()) && isArray(parameter.type())) {
				method.fault(parameter, NamedSql.listAdvice(parameter.name()));
			}
			else if (models().find(parameter.type().resolve(Object.class)) != null) {
				method.fault(parameter, "is a model, which cannot be bound; declare a Ref or its key");
			}
		}
		return values;
	}

	private ModelRegistry models() {
		return this.declaration.querySets().models();
	}

	/** The value of a parameter; of a range, with the type that its declaration says. */
	private Function<@Nullable Object[], @Nullable Object> value(DeclaredMethod method, DeclaredParameter parameter) {
		Function<@Nullable Object[], @Nullable Object> argument = method.argument(parameter)::value;
		if (parameter.type().resolve() != Range.class) {
			return argument;
		}
		Conversion conversion = models().findConversion(parameter.type());
		if (conversion == null) {
			method.fault(parameter, "is a " + DeclaredMethod.shortName(parameter.type()) + "; " + RANGES);
			return argument;
		}
		return (conversion.rangeType() == null) ? argument : (arguments) -> {
			Object value = argument.apply(arguments);
			return (value instanceof Range<?> range) ? RangeText.of(range, conversion) : value;
		};
	}

	private boolean belongsToTenants() {
		return models().models().stream().anyMatch((model) -> model.tenantField() != null);
	}

	private static boolean isArray(ResolvableType type) {
		Class<?> given = type.resolve(Object.class);
		return Collection.class.isAssignableFrom(given) || given.isArray() && given != byte[].class;
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
		if (element == Range.class) {
			method.fault("it cannot return " + DeclaredMethod.shortName(method.returnType()) + "; " + RANGES);
			return null;
		}
		if (element.isRecord()) {
			return projections(method, shape, element.asSubclass(Record.class));
		}
		method.fault("it cannot return " + DeclaredMethod.shortName(method.returnType()) + "; declare "
				+ (method.isSuspended() ? "" : "a CompletableFuture of ")
				+ "a model, a record or a simple value, of a List, a Set, an Optional or a Map by key of it"
				+ ((element == Void.class) ? ", since the statement gives rows" : ""));
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
