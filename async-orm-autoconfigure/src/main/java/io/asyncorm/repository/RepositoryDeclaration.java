package io.asyncorm.repository;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.ReadsFrom;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * The interface of a repository, and the model that it is for. Immutable.
 *
 * @param <M> the model
 * @param type the interface
 * @param keyType what it gives for the model's key; null if it does not say
 * @param rows what it begins with: all objects of the model, or those of its scope
 */
record RepositoryDeclaration<M>(Class<?> type, @Nullable Class<?> keyType, ModelMetadata<M> model, QuerySets querySets,
		QuerySet<M> rows) {

	/**
	 * Reads which model an interface is for.
	 * @throws RepositoryDefinitionException if that cannot be told
	 */
	static RepositoryDeclaration<?> of(Class<?> type, QuerySets querySets) {
		if (!type.isInterface() || type.isAnnotation() || type.isSealed() || !Repository.class.isAssignableFrom(type)) {
			throw fault(type, "only an interface, not sealed, that extends AsyncRepository or Repository can be"
					+ " implemented; declare 'interface " + type.getSimpleName() + " extends AsyncRepository<...>'");
		}
		ResolvableType repository = ResolvableType.forClass(type).as(Repository.class);
		Class<?> model = repository.getGeneric(0).resolve();
		if (model == null) {
			throw fault(type,
					"it does not say which model it is for; extend AsyncRepository<Model, Key> with both named");
		}
		try {
			return of(type, repository.getGeneric(1).resolve(), querySets.models().require(model),
					merging(type, querySets));
		}
		catch (FieldException ex) {
			throw fault(type, Objects.requireNonNull(ex.getMessage()));
		}
	}

	/** The same, for methods that only read. */
	RepositoryDeclaration<M> readOnly() {
		return of(this.type, this.keyType, this.model, this.querySets.readingFrom(ReadsFrom.REPLICA));
	}

	private static QuerySets merging(Class<?> type, QuerySets querySets) {
		Merge merge = AnnotatedElementUtils.findMergedAnnotation(type, Merge.class);
		return (merge != null) ? querySets.merging(Set.copyOf(List.of(merge.value()))) : querySets;
	}

	private static <M> RepositoryDeclaration<M> of(Class<?> type, @Nullable Class<?> keyType, ModelMetadata<M> model,
			QuerySets querySets) {
		return new RepositoryDeclaration<>(type, keyType, model, querySets,
				RepositoryScope.of(type, querySets.of(model.type())));
	}

	/** What is wrong with the type of the key; null if nothing is. */
	@Nullable String keyFault() {
		Class<?> wanted = this.model.key().javaType();
		if (this.keyType != null && ClassUtils.resolvePrimitiveIfNecessary(this.keyType) == wanted) {
			return null;
		}
		if (wanted == List.class) {
			return (this.keyType != null && isKeyRecord(this.keyType)) ? null
					: this.type.getSimpleName() + ": the key of '" + this.model
							+ "' has several columns; extend AsyncRepository<" + this.model.type().getSimpleName()
							+ ", List<?>>, or name a record in place of the list: record Key("
							+ this.model.key()
								.columns()
								.stream()
								.map((column) -> column.javaType().getSimpleName() + " " + column.name())
								.collect(Collectors.joining(", "))
							+ ")";
		}
		String given = (this.keyType != null) ? "'" + this.keyType.getSimpleName() + "'" : "nothing";
		return this.type.getSimpleName() + ": the key of '" + this.model + "' is a '" + wanted.getSimpleName()
				+ "', but the repository names " + given + "; extend AsyncRepository<"
				+ this.model.type().getSimpleName() + ", " + wanted.getSimpleName() + ">";
	}

	/** Whether a type is a record that has just the columns of the composite key. */
	private boolean isKeyRecord(Class<?> type) {
		List<ModelField> columns = this.model.key().columns();
		RecordComponent[] components = type.getRecordComponents();
		return components != null && components.length == columns.size()
				&& columns.stream()
					.allMatch((column) -> Arrays.stream(components)
						.anyMatch((component) -> Names.same(component.getName(), column.name())
								&& ClassUtils.resolvePrimitiveIfNecessary(component.getType()) == column.javaType()));
	}

	/** As the proxy prints itself. */
	@Override
	public String toString() {
		return this.type.getSimpleName() + " (repository of " + this.model + ")";
	}

	private static RepositoryDefinitionException fault(Class<?> type, String fault) {
		return new RepositoryDefinitionException(type, List.of(type.getSimpleName() + ": " + fault));
	}

}
