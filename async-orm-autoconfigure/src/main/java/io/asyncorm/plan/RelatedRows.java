package io.asyncorm.plan;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a to-many relation of one object, its owner, and where it is stored that
 * they are related: in foreign keys of their own, or in the rows of a join table.
 * Immutable.
 *
 * @since 0.1.0
 */
public sealed interface RelatedRows {

	/** The relation. */
	ModelRelation relation();

	/** The related objects. */
	QueryState rows();

	/** The key of the owner, as the column holds it that refers to it. */
	Expression.Value owner();

	/** The column that refers to the owner. */
	default ModelField ownerField() {
		return relation().hops().get(0).targetField();
	}

	/** The field of the related objects by whose values they are known. */
	ModelField targetKey();

	/**
	 * The objects of the reverse of a foreign key.
	 *
	 * @param version how they count their version up; null if they have none
	 */
	record ForeignKeys(ModelRelation relation, QueryState rows, Expression.Value owner,
			Operation.@Nullable Change version) implements RelatedRows {

		@Override
		public ModelField targetKey() {
			return relation().target().key();
		}

		/**
		 * Those of some objects that are not related to the owner yet: the others are
		 * left as they are, as is their version.
		 */
		public QueryState unrelatedAmong(QueryState objects) {
			Expression related = new Expression.Test(new Expression.Column(List.of(), ownerField(), 0), Lookups.EXACT,
					owner());
			return objects.mutate().filter(Junctions.not(related)).build();
		}

		/** The changes that relate an object to the owner. */
		public List<Operation.Change> related() {
			return changes(owner());
		}

		/** The changes after which an object is not related to the owner any more. */
		public List<Operation.Change> unrelated() {
			return changes(Expression.Value.of(null, ownerField().type()));
		}

		private List<Operation.Change> changes(Expression.Value owner) {
			List<Operation.Change> changes = Operation.Change.of(ownerField(), owner);
			return (this.version != null) ? Stream.concat(changes.stream(), Stream.of(this.version)).toList() : changes;
		}

	}

	/**
	 * The objects of a many-to-many relation, which are related by rows of a join table.
	 *
	 * @param values the columns of new rows besides the two keys
	 */
	record Links(ModelRelation relation, QueryState rows, Expression.Value owner,
			Function<List<Object>, List<NewLinks>> values) implements RelatedRows {

		/** The model of the join table. */
		public ModelMetadata<?> through() {
			return ownerField().model();
		}

		/** The column of the join table that refers to the related object. */
		public ModelField targetField() {
			return relation().hops().get(1).sourceField();
		}

		@Override
		public ModelField targetKey() {
			return Objects.requireNonNull(targetField().target());
		}

		/** The unique key that keeps links apart; null if there is none. */
		public @Nullable List<ModelField> findUniqueKey() {
			List<ModelField> ends = Stream.of(ownerField(), targetField())
				.flatMap((end) -> end.columns().stream())
				.distinct()
				.toList();
			return through().uniqueKeys()
				.stream()
				.filter((key) -> key.size() == ends.size() && key.containsAll(ends))
				.findFirst()
				.orElse(null);
		}

		/** The change that sets the owner in a row of the join table. */
		public Operation.Change ownerChange() {
			return new Operation.Change(ownerField(), owner());
		}

		/** The change that sets each of these keys in a row of its own. */
		public Operation.Change targetChange(List<Object> keys) {
			return new Operation.Change(targetField(), Expression.Value.array(keys, targetField().type()));
		}

	}

	/**
	 * New rows of a join table that differ in nothing but the object that they lead to.
	 *
	 * @param keys the keys of these objects
	 * @param values the columns besides the two keys
	 */
	record NewLinks(List<Object> keys, List<Operation.Change> values) {

		public NewLinks {
			keys = List.copyOf(keys);
			values = List.copyOf(values);
		}

	}

}
