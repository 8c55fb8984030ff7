package io.asyncorm.model;

import java.lang.reflect.Modifier;

/**
 * Says what to do about a class that is used as a model and is not known as one.
 */
final class UnknownModel {

	private UnknownModel() {
	}

	/**
	 * What to do, in words that go on after a semicolon.
	 * @param it how the class is called
	 */
	static String mend(Class<?> type, String it) {
		if (!type.isAnnotationPresent(Model.class)) {
			return "annotate " + it + " with @Model and keep it in a package that is scanned";
		}
		boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
		if (!inner && !Modifier.isAbstract(type.getModifiers())) {
			return it + " has @Model: keep it in a package that is scanned";
		}
		String kind = type.isInterface() ? "an interface" : inner ? "an inner class" : "abstract";
		return it + " has @Model, but is " + kind + ", so that no object of it can be made; "
				+ (inner ? "make it static, or a record" : "move @Model to the class that "
						+ (type.isInterface() ? "implements" : "extends") + " it, and use that one instead");
	}

}
