package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * A property as a model class declares it: a parameter of the constructor, or what is set
 * after it, with its annotations and its accessor.
 *
 * @param name its name
 * @param type its class
 * @param annotatedType its type with its annotations
 * @param annotated where annotations may stand: parameter, component, field, accessor
 * @param unsaid whether it can be null although nothing says so: it is set, and nothing
 * says otherwise
 * @param accessor reads it from an object
 * @param accessors names of the methods that return it
 */
record PropertyDeclaration(String name, Class<?> type, AnnotatedType annotatedType, List<AnnotatedElement> annotated,
		boolean unsaid, Function<Object, @Nullable Object> accessor, Set<String> accessors) {

	/**
	 * The same as a part of what another property holds.
	 * @param name what it is called then
	 */
	PropertyDeclaration within(Function<Object, @Nullable Object> owner, String name) {
		return new PropertyDeclaration(name, this.type, this.annotatedType, this.annotated, this.unsaid, (object) -> {
			Object held = owner.apply(object);
			return (held != null) ? this.accessor.apply(held) : null;
		}, this.accessors);
	}

	/** The same, which is null only if something says so. */
	PropertyDeclaration said() {
		return new PropertyDeclaration(this.name, this.type, this.annotatedType, this.annotated, false, this.accessor,
				this.accessors);
	}

	/** The same, which is embedded as Jakarta Persistence means it. */
	PropertyDeclaration embedded() {
		List<AnnotatedElement> all = new ArrayList<>(this.annotated);
		all.add(AnnotatedElementUtils.forAnnotations(OtherAnnotations.embedded()));
		return new PropertyDeclaration(this.name, this.type, this.annotatedType, all, this.unsaid, this.accessor,
				this.accessors);
	}

	/** The name in camel case, in which names are compared. */
	String normalized() {
		return PropertyNames.toCamelCase(this.name);
	}

	Class<?> boxedType() {
		return ClassUtils.resolvePrimitiveIfNecessary(this.type);
	}

	boolean nullable() {
		return !this.type.isPrimitive() && (this.unsaid || this.annotated.stream().anyMatch(Nullability::isNullable));
	}

	<A extends Annotation> @Nullable A annotation(Class<A> type) {
		for (AnnotatedElement element : this.annotated) {
			A annotation = element.getAnnotation(type);
			if (annotation != null) {
				return annotation;
			}
		}
		return null;
	}

	boolean has(Class<? extends Annotation> type) {
		return annotation(type) != null;
	}

	boolean isRelation() {
		return Relation.class.isAssignableFrom(this.type);
	}

	/**
	 * Whether it is a relation whose foreign key is a column of the model's own table.
	 */
	boolean isForward() {
		return isRelation() && (has(ForeignKey.class) || has(OneToOne.class));
	}

	/**
	 * The name of the field that a foreign key refers to; empty for the target's key.
	 */
	String toField() {
		return ForeignKeyRule.of(this).toField();
	}

	/** The names of the columns of a foreign key that has several; none by default. */
	List<String> columns() {
		return ForeignKeyRule.of(this).columns();
	}

	/** Whether it is the reverse of a relation that another model declares. */
	boolean isReverse() {
		return isRelation() && !isForward() && !has(ManyToMany.class);
	}

	/** The model that a relation leads to; null if its type does not say. */
	@Nullable Class<?> relationTarget() {
		return ResolvableType.forType(this.annotatedType.getType()).as(Relation.class).getGeneric(0).resolve();
	}

	/** Whether the property's type can stand for a relation of this kind. */
	boolean holds(ModelRelation.Kind kind) {
		RelationType relationType = this.type.getAnnotation(RelationType.class);
		return relationType == null || List.of(relationType.value()).contains(kind);
	}

}
