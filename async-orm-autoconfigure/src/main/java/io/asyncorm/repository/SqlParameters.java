package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.NearestName;
import io.asyncorm.model.Range;
import io.asyncorm.model.RangeText;
import io.asyncorm.plan.TenantParameter;
import io.asyncorm.resolution.NamedSql;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * The parameters of a method with {@code @Query} that stand in its SQL. Immutable.
 *
 * @param method the method, at which faults are noted
 * @param all the parameters
 * @param models what is known of their types
 */
record SqlParameters(DeclaredMethod method, List<DeclaredParameter> all, ModelRegistry models) {

	/** Of which ranges can be bound and read. */
	static final String RANGES = "a Range that the database has is of " + RangeText.ELEMENTS;

	SqlParameters {
		all = List.copyOf(all);
	}

	/** A statement with what gives its values. */
	BoundSql bind(NamedSql sql) {
		Map<String, DeclaredParameter> byName = new LinkedHashMap<>();
		this.all.forEach((parameter) -> byName.put(parameter.label(), parameter));
		boolean named = this.all.stream().allMatch((parameter) -> parameter.name() != null);
		List<Function<@Nullable Object[], @Nullable Object>> values = new ArrayList<>();
		for (String name : sql.names()) {
			DeclaredParameter parameter = byName.get(name);
			if (parameter != null) {
				values.add(value(parameter));
			}
			else if (name.equals(TenantParameter.NAME) && belongsToTenants()) {
				values.add((arguments) -> TenantParameter.INSTANCE);
			}
			else if (named) {
				this.method
					.fault("its @Query has a parameter ':" + name + "', but the method has none of this name; add one."
							+ NearestName.suggest(name, byName.keySet()));
			}
		}
		return new BoundSql(this.method.qualifiedName(), sql.text(), values);
	}

	/** The value of a parameter; of a range, with the type that its declaration says. */
	private Function<@Nullable Object[], @Nullable Object> value(DeclaredParameter parameter) {
		Function<@Nullable Object[], @Nullable Object> argument = this.method.argument(parameter)::value;
		if (parameter.type().resolve() != Range.class) {
			return argument;
		}
		Conversion conversion = this.models.findConversion(parameter.type());
		if (conversion == null) {
			this.method.fault(parameter, "is a " + DeclaredMethod.shortName(parameter.type()) + "; " + RANGES);
			return argument;
		}
		return (conversion.rangeType() == null) ? argument : (arguments) -> {
			Object value = argument.apply(arguments);
			return (value instanceof Range<?> range) ? RangeText.of(range, conversion) : value;
		};
	}

	private boolean belongsToTenants() {
		return this.models.models().stream().anyMatch((model) -> model.tenantField() != null);
	}

	/** Each of them has its place in a statement, and can be bound there. */
	void requirePlaces(List<NamedSql> statements) {
		for (DeclaredParameter parameter : this.all) {
			String name = parameter.name();
			if (name != null && statements.stream().noneMatch((sql) -> sql.names().contains(name))) {
				this.method.fault(parameter, "does not stand in its @Query; write ':" + name + "', or remove it");
			}
			else if (name != null && statements.stream().anyMatch((sql) -> sql.listed().contains(name))
					&& isArray(parameter.type())) {
				this.method.fault(parameter, NamedSql.listAdvice(name));
			}
			else if (this.models.find(parameter.type().resolve(Object.class)) != null) {
				this.method.fault(parameter, "is a model, which cannot be bound; declare a Ref or its key");
			}
		}
	}

	private static boolean isArray(ResolvableType type) {
		Class<?> given = type.resolve(Object.class);
		return Collection.class.isAssignableFrom(given) || given.isArray() && given != byte[].class;
	}

}
