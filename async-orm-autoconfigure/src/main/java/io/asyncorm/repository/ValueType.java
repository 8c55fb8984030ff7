package io.asyncorm.repository;

import java.lang.invoke.MethodType;
import java.util.Collection;

import io.asyncorm.type.NumberType;
import io.asyncorm.expression.Expr;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The type of a field, and which parameters can give its values without a call ever
 * failing for it. Immutable.
 *
 * @param type the type in the column, boxed
 * @param related the model that the field was named as a relation to; null if it was not
 * @param anything whether the field takes values of any type
 */
record ValueType(Class<?> type, @Nullable ModelMetadata<?> related, boolean anything) {

	/** Whether a parameter can give one value. */
	boolean accepts(ResolvableType parameter) {
		Class<?> given = parameter.resolve();
		if (given == null || this.anything) {
			return true;
		}
		ModelMetadata<?> model = this.related;
		if (model != null && given == Ref.class) {
			Class<?> target = parameter.getGeneric(0).resolve();
			return target == null || target == model.type();
		}
		return model != null && given == model.type() || fits(ClassUtils.resolvePrimitiveIfNecessary(given), this.type);
	}

	/** Whether a parameter can give several values. */
	boolean acceptsAll(ResolvableType parameter) {
		Class<?> given = parameter.resolve(Object.class);
		if (given.isArray()) {
			return accepts(parameter.getComponentType());
		}
		return Collection.class.isAssignableFrom(given) && accepts(parameter.as(Collection.class).getGeneric(0));
	}

	static boolean isQuerySet(ResolvableType parameter) {
		return ValuesQuerySet.class.isAssignableFrom(parameter.resolve(Object.class));
	}

	/** Whether a parameter gives what the database computes. */
	static boolean isExpression(ResolvableType parameter) {
		return Expr.class.isAssignableFrom(parameter.resolve(Object.class));
	}

	/** What to declare for one value. */
	String one() {
		String name = simple();
		return (this.related == null) ? "'" + name + "'"
				: "'Ref<" + this.related + ">', '" + this.related + "' or '" + name + "'";
	}

	/** What to declare for several values. */
	String several() {
		String element = (this.related != null) ? "Ref<" + this.related + ">" : this.type.getSimpleName();
		return "'Collection<" + element + ">' or an array";
	}

	private String simple() {
		return MethodType.methodType(this.type).unwrap().returnType().getSimpleName();
	}

	private static boolean fits(Class<?> given, Class<?> wanted) {
		if (wanted.isAssignableFrom(given)) {
			return true;
		}
		NumberType to = NumberType.find(wanted);
		return to != null && to.holds((given == Byte.class) ? Short.class : given);
	}

}
