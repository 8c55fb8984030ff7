package io.asyncorm.oracle;

import java.util.Arrays;

import io.asyncorm.model.PropertyNames;

/**
 * A call that Java's compiler refuses, because the type that the API gives at this point
 * does not have the method. Django notices only when the call is made, and raises a
 * {@code TypeError} or an {@code AttributeError}: the same mistake, found earlier.
 */
@SuppressWarnings("serial")
final class DoesNotCompile extends RuntimeException {

	DoesNotCompile(String what) {
		super(what);
	}

	/**
	 * What to throw where a method of Django's is called on a type of ours: it does not
	 * compile if the type really has no such method, and otherwise it is the runner that
	 * cannot say it.
	 */
	static RuntimeException call(Class<?> type, String method) {
		String lazy = PropertyNames.toCamelCase(method);
		String reaching = PropertyNames.toCamelCase("a_" + method);
		boolean there = Arrays.stream(type.getMethods())
			.map((candidate) -> candidate.getName())
			.anyMatch((name) -> name.equals(lazy) || name.equals(reaching));
		String what = lazy + " of a " + type.getSimpleName();
		return there ? new NotExpressible(what) : new DoesNotCompile(what);
	}

}
