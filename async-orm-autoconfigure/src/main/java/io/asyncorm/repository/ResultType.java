package io.asyncorm.repository;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * What a declared method returns. Immutable.
 *
 * @param delivery how it is handed over
 * @param form the form of that
 * @param element what the elements are
 * @param type their class
 * @param mayBeNull whether a single value may be null
 */
record ResultType(Delivery delivery, ResultForm form, Element element, Class<?> type, boolean mayBeNull) {

	/** What a method returns that selects nothing, which is noted if it cannot. */
	static @Nullable ResultType of(DeclaredMethod method, ResultChoices choices, RepositoryDeclaration<?> declaration) {
		return of(method, choices, declaration, (type) -> false);
	}

	/**
	 * What a method returns whose name may say which property it selects.
	 * @param isSelected whether a type is that of this property, which may be a record or
	 * a list
	 */
	static @Nullable ResultType of(DeclaredMethod method, ResultChoices choices, RepositoryDeclaration<?> declaration,
			Predicate<ResolvableType> isSelected) {
		Delivery delivery = Delivery.find(method);
		if (delivery != null) {
			ResolvableType held = delivery.held(method);
			for (ResultForm form : choices.forms(delivery)) {
				Element element = form.fits(held) ? element(form.element(held), choices, form, declaration, isSelected)
						: null;
				if (element != null) {
					ResultType type = new ResultType(delivery, form, element, form.element(held).resolve(Object.class),
							method.isResultNullable());
					type.checkNull(method);
					return type;
				}
			}
		}
		if (method.isSuspended() && choices.kind() != Delivery.Kind.RESULT) {
			method.fault(((choices.kind() == Delivery.Kind.ROWS) ? "it gives rows one by one, as a Flow"
					: "it sends nothing, so that nothing is waited for") + "; remove 'suspend'");
			return null;
		}
		method.fault("it must return " + choices.usual(method, declaration.model()) + ", not "
				+ DeclaredMethod.shortName(method.returnType())
				+ ((delivery != null) ? otherVerb(method, delivery, choices, declaration) : "")
				+ (method.isPlainKotlin() ? "; make it a suspend function" : "") + KotlinFunctions.advice(method)
				+ "; what it can return is " + choices.describe(method, declaration.model()));
		return null;
	}

	/** Which name would be right for what is returned, if one of those that read is. */
	private static String otherVerb(DeclaredMethod method, Delivery delivery, ResultChoices choices,
			RepositoryDeclaration<?> declaration) {
		MethodName name = MethodName.find(method.name());
		if (name == null || !choices.selecting() || method.isSuspended()) {
			return "";
		}
		ResolvableType held = delivery.held(method);
		for (Terminal other : Terminal.READS) {
			ResultChoices others = other.results(declaration.model());
			for (ResultForm form : others.forms(delivery)) {
				Element element = form.fits(held)
						? element(form.element(held), others, form, declaration, (type) -> false) : null;
				if (element != null && element != Element.VALUE) {
					return ", which '" + other.methodName() + name.rest() + "' returns";
				}
			}
		}
		return "";
	}

	/** What a caller in Kotlin would look for in vain. */
	private void checkNull(DeclaredMethod method) {
		boolean given = this.form == ResultForm.ROW_OR_NULL || this.form.container() == null && isValue();
		if (method.isSuspended() && this.mayBeNull && !given) {
			method
				.fault("it returns '" + DeclaredMethod.shortName(method.returnType()) + "?', but never null; remove '?'"
						+ ((this.form.container() == null) ? ", or call it 'afirst...', which may find nothing" : ""));
		}
	}

	private static @Nullable Element element(ResolvableType type, ResultChoices choices, ResultForm form,
			RepositoryDeclaration<?> declaration, Predicate<ResolvableType> isSelected) {
		Class<?> found = type.resolve(Object.class);
		if (!form.elements() || found == declaration.model().type()) {
			return form.elements() ? Element.OBJECT : Element.NONE;
		}
		if (!choices.selecting() || declaration.querySets().models().find(found) != null) {
			return null;
		}
		if (isSelected.test(type)) {
			return Element.VALUE;
		}
		boolean converted = declaration.querySets().models().findConversion(found) != null;
		if (found.isRecord() && !converted) {
			return Element.RECORD;
		}
		return (converted || ColumnType.isSimple(found)) ? Element.VALUE : null;
	}

	/** Whether the name of the method has to say which property is wanted. */
	boolean isValue() {
		return this.element == Element.VALUE;
	}

	/** What runs the query: a list that is handed over row by row is iterated. */
	Terminal terminal(Terminal named) {
		return (this.delivery.kind() == Delivery.Kind.ROWS) ? Terminal.ITERATOR : named;
	}

	/**
	 * Selects the elements.
	 * @param property the property, if they are its values
	 * @throws FieldException if the rows do not have what the type asks for
	 */
	<M> ValuesQuerySet<M, ?> select(QuerySet<M> rows, @Nullable String property, ModelMetadata<M> model) {
		return switch (this.element) {
			case NONE, OBJECT -> rows;
			case RECORD -> rows.values(this.type.asSubclass(Record.class));
			case VALUE -> {
				if (property == null) {
					throw new FieldException("nothing says which property's values it gives; name it behind the verb,"
							+ " as in 'alistTitle' or 'alistTitleByPages'. Properties are: "
							+ String.join(", ", model.choices()) + ".");
				}
				yield rows.valuesList(property, this.type);
			}
		};
	}

	/** The method as callers see it. */
	RepositoryMethod finish(DeclaredMethod declared, RepositoryMethod method, RepositoryDeclaration<?> declaration) {
		Function<@Nullable Object, @Nullable Object> conversion = conversion(declared.qualifiedName());
		return this.delivery.deliver((conversion != null) ? new ConvertedMethod(method, conversion) : method,
				declaration.querySets().dispatcher());
	}

	private @Nullable Function<@Nullable Object, @Nullable Object> conversion(String method) {
		if (this.delivery.kind() != Delivery.Kind.RESULT) {
			return null;
		}
		if (this.form.container() == null && this.form.conversion() == null) {
			return (this.element == Element.VALUE && !this.mayBeNull) ? (value) -> require(value, method) : null;
		}
		return this.form.conversion();
	}

	private static Object require(@Nullable Object value, String method) {
		return Optional.ofNullable(value)
			.orElseThrow(() -> new DataRetrievalFailureException(
					"'" + method + "' read a null: declare the value as @Nullable where there may be none"));
	}

	/** What a row becomes. */
	enum Element {

		/** There is none. */
		NONE,
		/** An object of the model. */
		OBJECT,
		/** A record of some of its values. */
		RECORD,
		/** A single value. */
		VALUE

	}

}
