package io.asyncorm;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.ModelRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What names in a query stand for, as {@link AsyncOrm.Builder} collects it: models with
 * their converters, lookups, functions, and the time zone. Each is checked when the
 * registry of them is made, unless a registry that is checked already was given.
 */
final class QueryDefinitions {

	final List<Class<?>> models = new ArrayList<>();

	final List<AttributeConverter<?, ?>> converters = new ArrayList<>();

	final List<Lookup> lookups = new ArrayList<>();

	final List<String> disabledLookups = new ArrayList<>();

	final List<DatabaseFunction> functions = new ArrayList<>();

	@Nullable ZoneId timeZone;

	@Nullable Integer maxHops;

	@Nullable ModelRegistry modelRegistry;

	@Nullable LookupRegistry lookupRegistry;

	ModelRegistry toModels() {
		ModelRegistry registry = (this.modelRegistry != null) ? this.modelRegistry
				: ModelRegistry.of(this.models, this.converters);
		if (this.maxHops != null) {
			registry.limitHops(this.maxHops);
		}
		return registry;
	}

	LookupRegistry toLookups() {
		if (this.lookupRegistry != null) {
			return this.lookupRegistry;
		}
		LookupRegistry registry = LookupRegistry.of(this.lookups, this.functions).without(this.disabledLookups);
		return (this.timeZone != null) ? registry.withTimeZone(this.timeZone) : registry;
	}

}
