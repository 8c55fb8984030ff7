package io.asyncorm.repository;

import java.util.List;

import io.asyncorm.model.ValueClass;
import org.jspecify.annotations.Nullable;

/**
 * A method with parameters of Kotlin's value classes, which are passed as what their
 * objects hold. Immutable.
 *
 * @param valueClasses one for each parameter; null where it is passed as it is
 */
record ValueClassArguments(RepositoryMethod method, @Nullable ValueClass[] valueClasses) implements RepositoryMethod {

	/** The method itself if none of its parameters is one of these. */
	static RepositoryMethod around(RepositoryMethod method, List<DeclaredParameter> parameters) {
		@Nullable ValueClass[] valueClasses = parameters.stream().map(DeclaredParameter::valueClass).toArray(ValueClass[]::new);
		return parameters.stream().allMatch((parameter) -> parameter.valueClass() == null) ? method
				: new ValueClassArguments(method, valueClasses);
	}

	@Override
	public boolean startsOperation() {
		return this.method.startsOperation();
	}

	@Override
	public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable {
		@Nullable Object[] boxed = arguments.clone();
		for (int i = 0; i < this.valueClasses.length; i++) {
			ValueClass valueClass = this.valueClasses[i];
			Object held = arguments[i];
			if (valueClass != null && held != null) {
				boxed[i] = valueClass.box(held);
			}
		}
		return this.method.invoke(proxy, boxed);
	}

}
