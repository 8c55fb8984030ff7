package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.NearestName;
import io.asyncorm.resolution.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the parameters of a declared method by name and type to lookups and values,
 * and adds faults to the method.
 */
final class ParameterReader {

	private final RepositoryDeclaration<?> declaration;

	private final DeclaredMethod method;

	ParameterReader(RepositoryDeclaration<?> declaration, DeclaredMethod method) {
		this.declaration = declaration;
		this.method = method;
	}

	/** Parameters whose names are lookups. */
	LookupArguments lookups(List<DeclaredParameter> parameters) {
		List<LookupArguments.Entry> entries = new ArrayList<>();
		for (DeclaredParameter parameter : parameters) {
			if (parameter.name() != null) {
				addLookup(entries, parameter, parameter.name());
			}
		}
		return new LookupArguments(entries);
	}

	private void addLookup(List<LookupArguments.Entry> entries, DeclaredParameter parameter, String text) {
		try {
			LookupName name = LookupName.of(this.declaration, ExpressionAccess.steps(text));
			checkNull(parameter, name);
			checkType(parameter, name);
			entries.add(new LookupArguments.Entry(name.path(), List.of(this.method.argument(parameter))));
		}
		catch (FieldException ex) {
			this.method.fault(Objects.requireNonNull(ex.getMessage()));
		}
	}

	/** One lookup whose values are given by parameters of any name. */
	LookupArguments.Entry lookup(LookupName name, List<DeclaredParameter> parameters) {
		for (DeclaredParameter parameter : parameters) {
			checkNull(parameter, name);
			if (name.arity() == Lookup.Arity.TWO) {
				checkOne(parameter, name);
			}
			else {
				checkType(parameter, name);
			}
		}
		return new LookupArguments.Entry(name.path(), parameters.stream().map(this.method::argument).toList());
	}

	/** Parameters whose names are fields to write. */
	ValueArguments values(List<DeclaredParameter> parameters, boolean expressions) {
		ModelMetadata<?> model = this.declaration.model();
		Set<ModelField> written = new HashSet<>();
		List<ValueArguments.Entry> entries = new ArrayList<>();
		for (DeclaredParameter parameter : parameters) {
			String name = parameter.name();
			ModelField field = field(name);
			if (name != null && field != null) {
				if (!written.add(field)) {
					this.method.fault(parameter, "names a field that another parameter writes already; remove one");
				}
				if (field.readOnly()) {
					this.method.fault(parameter, "names a field that only the database writes; remove it");
				}
				checkValue(parameter, field, expressions);
				entries.add(new ValueArguments.Entry(ExpressionAccess.steps(name), this.method.argument(parameter)));
			}
			else if (name != null) {
				List<String> choices = model.fields().stream().map(ModelField::name).sorted().toList();
				this.method.fault(parameter, "is no field of '" + model + "', which alone can be written here."
						+ NearestName.suggest(name, choices) + " Choices are: " + String.join(", ", choices) + ".");
			}
		}
		return new ValueArguments(entries);
	}

	/** The model's own field of a name; null if it leads elsewhere, or nowhere. */
	private @Nullable ModelField field(@Nullable String name) {
		try {
			return (name != null) ? FieldPath.findField(this.declaration.model(), ExpressionAccess.steps(name)) : null;
		}
		catch (FieldException ex) {
			return null;
		}
	}

	/** What is looked up by plainly is written into a new object. */
	void requireStored(List<DeclaredParameter> parameters) {
		for (DeclaredParameter parameter : parameters) {
			String name = parameter.name();
			if (name != null && this.declaration.model().findRelation(name) != null && field(name) == null) {
				this.method.fault(parameter, "is not stored in '" + this.declaration.model()
						+ "', so a new object could not be given it; look up by a field, or by one of its lookups");
			}
		}
	}

	/** An object cannot be inserted without these. */
	void requireFields(List<DeclaredParameter> given) {
		ModelMetadata<?> model = this.declaration.model();
		Set<ModelField> present = new HashSet<>();
		for (DeclaredParameter parameter : given) {
			ModelField field = field(parameter.name());
			if (field != null) {
				present.addAll(field.columns());
			}
		}
		List<String> missing = model.fields()
			.stream()
			.filter((field) -> !present.contains(field) && isRequired(field) && !model.isOptional(field)
					&& field != model.tenantField())
			.map((field) -> "'" + field.name() + "'")
			.toList();
		if (!missing.isEmpty() && !this.method.hasFaults()) {
			this.method.fault("nothing gives a value to " + String.join(", ", missing) + " of a new '" + model
					+ "'; add a parameter, or a default to the model");
		}
	}

	private static boolean isRequired(ModelField field) {
		return !(field.nullable() || field.generated() || field.readOnly() || field.isAutomatic()
				|| field.defaultValue() != null || field.databaseDefault() != null);
	}

	private void checkValue(DeclaredParameter parameter, ModelField field, boolean expressions) {
		boolean relation = this.declaration.model().findRelation(parameter.label()) != null;
		ValueType type = ValueType.written(field,
				(relation && field.relation() != null) ? field.relation().target() : null);
		if (!(expressions && ValueType.isExpression(parameter.type())) && !type.accepts(parameter.type())) {
			faultType(parameter, type.one());
		}
	}

	private void checkNull(DeclaredParameter parameter, LookupName name) {
		if (parameter.nullable() && !name.takesNull()) {
			this.method.fault(parameter, "is @Nullable, but '" + name.lookup().name() + "' cannot be asked about null;"
					+ " remove @Nullable, or use isnull");
		}
	}

	private void checkType(DeclaredParameter parameter, LookupName name) {
		ValueType type = name.type();
		if (name.arity() == Lookup.Arity.ONE) {
			checkOne(parameter, name);
		}
		else if (!type.acceptsAll(parameter.type())
				&& !(name.arity() == Lookup.Arity.MANY && ValueType.isQuerySet(parameter.type()))) {
			faultType(parameter, type.several() + ((name.arity() == Lookup.Arity.TWO) ? " with two elements" : ""));
		}
	}

	private void checkOne(DeclaredParameter parameter, LookupName name) {
		ValueType type = name.type();
		boolean computed = ValueType.isExpression(parameter.type()) && !name.lookup().equals(Lookups.IS_NULL);
		if (!type.accepts(parameter.type()) && !computed) {
			faultType(parameter, type.one());
		}
	}

	private void faultType(DeclaredParameter parameter, String wanted) {
		this.method.fault(parameter,
				"must be " + wanted + ", not '" + DeclaredMethod.shortName(parameter.type()) + "'");
	}

}
