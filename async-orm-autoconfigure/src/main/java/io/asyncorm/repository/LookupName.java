package io.asyncorm.repository;

import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Step;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.Range;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.resolution.ResolvedLookup;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * A Django string such as {@code author__name__icontains}, read against a model.
 * Immutable.
 *
 * @param path its names
 * @param lookup what it asks; {@code exact} where no lookup is named
 * @param type the type of the lookup's values
 */
record LookupName(List<Step> path, Lookup lookup, ValueType type) {

	/**
	 * Reads names.
	 * @throws FieldException if it means nothing for the model
	 */
	static LookupName of(RepositoryDeclaration<?> declaration, List<Step> path) {
		ResolvedLookup resolved = ResolvedLookup.of(QueryStateHolder.stateOf(declaration.rows()),
				declaration.querySets().lookups(), path);
		return new LookupName(path, resolved.lookup(), type(resolved));
	}

	private static ValueType type(ResolvedLookup resolved) {
		Class<?> element = rangeElement(resolved);
		if (element != null) {
			return new ValueType(element, Range.class, null, false);
		}
		if (resolved.field() != null) {
			ModelField target = resolved.targetField();
			return ValueType.compared(resolved.field(), (target != null) ? target.model() : null,
					resolved.lookup().readsText());
		}
		if (resolved.part() != null) {
			return ValueType.ofPart(resolved.type(), resolved.part(), resolved.lookup().readsText());
		}
		return (resolved.type() == Object.class) ? ValueType.ANY : ValueType.of(resolved.type());
	}

	/** The type of single values that are taken in place of ranges; null if none are. */
	private static @Nullable Class<?> rangeElement(ResolvedLookup resolved) {
		ModelField field = resolved.field();
		Conversion conversion = (field != null && Lookups.takesElements(resolved.lookup())) ? field.conversion() : null;
		return (conversion != null) ? conversion.rangeElement() : null;
	}

	/** How many values it takes. */
	Lookup.Arity arity() {
		return this.lookup.arity();
	}

	/**
	 * Why a value is refused, in words of a client: if it cannot be converted, what is
	 * wanted instead.
	 * @param name the name that the client gave the value
	 */
	String refusal(String name, InvalidValueException failure) {
		boolean converted = failure.contains(UnfitValueException.class)
				|| failure.contains(DataRetrievalFailureException.class);
		if (!converted || this.type.isText()) {
			return Objects.requireNonNull(failure.getMessage());
		}
		String each = this.type.forClients();
		return "'" + name + "' takes " + switch (this.lookup.arity()) {
			case ONE -> each;
			case TWO -> "two values, each " + each;
			case MANY -> "values, each " + each;
		};
	}

	/** Whether null can be asked for. */
	boolean takesNull() {
		return this.lookup.nulls() != Lookup.Nulls.REFUSED;
	}

}
