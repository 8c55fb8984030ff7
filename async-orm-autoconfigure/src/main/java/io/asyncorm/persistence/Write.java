package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.MergedWrite;
import io.asyncorm.plan.OnConflict;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowBlock;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A write by one statement: an insert, update, delete or upsert. Immutable; equal to
 * another exactly if it means the same, so that with its values extracted (see
 * {@link ParameterizedWrites}) it is the key of the statement cache.
 *
 * @since 0.1.0
 */
public sealed interface Write {

	/** The model whose table is written. */
	ModelMetadata<?> model();

	/** The tables whose rows the written ones may refer to from now on. */
	default Set<TableName> references() {
		Stream<ModelField> written = switch (this) {
			case Insert insert -> insert.values().stream().map(Change::field);
			case InsertNew insert -> insert.values().stream().map(Change::field);
			case InsertMany insert -> insert.values().stream().map(Change::field);
			case Copy copy -> copy.values().stream().map(Change::field);
			case InsertRows insert -> insert.rows().get(0).stream().map(Change::field);
			case Link link -> Stream.of(link.owner().field(), link.targets().field());
			case Update update -> update.changes().stream().map(Change::field);
			case UpdateMany update -> update.changes().stream().map(Change::field);
			case UpsertMany upsert -> upsert.insert().stream().map(Change::field);
			case Upsert upsert -> upsert.insert().stream().map(Change::field);
			case Delete delete -> Stream.of();
			case DrawKeys draw -> Stream.of();
		};
		return written.map(ModelField::target)
			.filter(Objects::nonNull)
			.map((target) -> target.model().storedTable().name())
			.collect(Collectors.toSet());
	}

	/**
	 * An insert of one row, which returns all stored columns.
	 *
	 * @param model the model
	 * @param values the columns that are given; others are left to the database
	 */
	record Insert(ModelMetadata<?> model, List<Change> values) implements Write {

		public Insert {
			values = List.copyOf(values);
		}

	}

	/**
	 * An insert of one row unless its key is taken, which returns all stored columns, or
	 * nothing.
	 *
	 * @param model the model
	 * @param values the columns that are given
	 * @param key the fields of the unique key
	 */
	record InsertNew(ModelMetadata<?> model, List<Change> values, List<ModelField> key) implements Write {

		public InsertNew {
			values = List.copyOf(values);
			key = List.copyOf(key);
		}

	}

	/**
	 * An insert of links into a join table: of a row for each object, unless there is one
	 * already.
	 *
	 * @param owner the column that refers to the owner, and its value
	 * @param targets the column that refers to the others, and their keys as an array
	 * @param mirrored whether each link is written in the other direction as well
	 * @param values the other columns of each row
	 * @param conflict the unique key whose conflicts with rows of other transactions are
	 * ignored; empty if they are errors
	 */
	record Link(Change owner, Change targets, boolean mirrored, List<Change> values,
			List<ModelField> conflict) implements Write {

		public Link {
			values = List.copyOf(values);
			conflict = List.copyOf(conflict);
		}

		@Override
		public ModelMetadata<?> model() {
			return this.owner.field().model();
		}

	}

	/**
	 * An update of the rows of a query set.
	 *
	 * @param rows which rows
	 * @param changes what is written to each
	 * @param returning whether all stored columns are returned, and not only the number
	 * of rows
	 */
	record Update(QueryState rows, List<Change> changes, boolean returning) implements Write {

		public Update {
			changes = List.copyOf(changes);
		}

		@Override
		public ModelMetadata<?> model() {
			return this.rows.model();
		}

	}

	/**
	 * An insert of rows that are bound as arrays, one for each value. Returns all stored
	 * columns, and which row is which, as {@link SqlStatement.InsertMany} has it; nothing
	 * if conflicts are ignored.
	 *
	 * @param model the model
	 * @param values the columns that are given, of each row; slots are numbered like the
	 * arrays
	 * @param arrays the arrays
	 * @param drawn how many keys are drawn from the sequence of the key's column; null if
	 * keys are given, or do not matter
	 * @param conflict what is done with a row whose key is taken; null if that is an
	 * error
	 * @param ordered whether such keys are not drawn, but made with the rows, and tell by
	 * their order which is which
	 * @param checked whether the statement itself sees to it that all rows are inserted,
	 * in that order, so that it can commit by itself
	 */
	record InsertMany(ModelMetadata<?> model, List<Change> values, List<Expression> arrays, @Nullable Expression drawn,
			@Nullable OnConflict conflict, boolean ordered, boolean checked) implements Write {

		public InsertMany {
			values = List.copyOf(values);
			arrays = List.copyOf(arrays);
		}

		/**
		 * The column of the key that is drawn; null if keys are given, or do not matter.
		 */
		public @Nullable ModelField drawnKey() {
			return (this.drawn != null)
					? missingKey(this.model, this.values.stream().map(Change::field).toList()).get(0) : null;
		}

		/** The same, which sees to its rows itself. */
		InsertMany checking() {
			return new InsertMany(this.model, this.values, this.arrays, this.drawn, this.conflict, this.ordered, true);
		}

		/** The query that draws the keys that are missing. */
		public DrawKeys drawKeys() {
			return new DrawKeys(this.model, Objects.requireNonNull(this.drawn));
		}

		/** The keys that are given, in the order of the rows; the key has one column. */
		public List<@Nullable Object> givenKeys() {
			int place = this.values.stream().map(Change::field).toList().indexOf(this.model.key());
			Expression.Value keys = (Expression.Value) this.arrays.get(place);
			return Collections.unmodifiableList((List<?>) Objects.requireNonNull(keys.value()));
		}

		/**
		 * The same rows, to be copied.
		 * @param keys their keys, which were drawn or given
		 */
		public Copy copy(List<@Nullable Object> keys) {
			if (this.drawn == null) {
				return new Copy(this.model, this.values, this.arrays);
			}
			ModelField key = this.model.key();
			List<Change> values = new ArrayList<>(this.values);
			values.add(new Change(key, new Expression.Slot(values.size(), key.type(), false)));
			List<Expression> arrays = new ArrayList<>(this.arrays);
			arrays.add(Expression.Value.array(keys, key.type()));
			return new Copy(this.model, values, arrays);
		}

		/** The columns of the key that rows are not given. */
		static List<ModelField> missingKey(ModelMetadata<?> model, List<ModelField> given) {
			return model.key().columns().stream().filter((column) -> !given.contains(column)).toList();
		}

	}

	/**
	 * A query that draws keys from the sequence of the key's column, and returns them as
	 * one array.
	 *
	 * @param model the model
	 * @param rows how many
	 */
	record DrawKeys(ModelMetadata<?> model, Expression rows) implements Write {
	}

	/**
	 * An insert of rows that follow the statement, which returns nothing.
	 *
	 * @param model the model
	 * @param values the columns that are given, their keys among them; slots are numbered
	 * like the arrays
	 * @param arrays the values of each column
	 */
	record Copy(ModelMetadata<?> model, List<Change> values, List<Expression> arrays) implements Write {

		public Copy {
			values = List.copyOf(values);
			arrays = List.copyOf(arrays);
		}

	}

	/**
	 * An insert of several rows that give the same columns, which returns all stored
	 * columns of each, in order; nothing if conflicts are ignored.
	 *
	 * @param conflict what is done with a row of which any unique key is taken; null if
	 * that is an error
	 * @param matched the fields that tell which stored row is which where these come in
	 * any order; none if that does not matter
	 */
	record InsertRows(ModelMetadata<?> model, List<List<Change>> rows, @Nullable OnConflict conflict,
			List<ModelField> matched) implements Write {

		public InsertRows {
			rows = List.copyOf(rows);
			matched = List.copyOf(matched);
		}

	}

	/**
	 * An update of rows by changes of their own, whose values are bound as arrays.
	 *
	 * @param rows which rows may be changed
	 * @param changes what is written to each; slots are numbered like the arrays
	 * @param arrays the arrays
	 * @param matched the columns that tell which row is which, and their values, as
	 * arrays more
	 * @param numbered whether the numbers of the changed rows are returned
	 */
	record UpdateMany(QueryState rows, List<Change> changes, List<Expression> arrays, List<Change> matched,
			boolean numbered) implements Write {

		public UpdateMany {
			changes = List.copyOf(changes);
			arrays = List.copyOf(arrays);
			matched = List.copyOf(matched);
		}

		@Override
		public ModelMetadata<?> model() {
			return this.rows.model();
		}

	}

	/** A delete of the rows of a query set, without those that refer to them. */
	record Delete(QueryState rows) implements Write {

		@Override
		public ModelMetadata<?> model() {
			return this.rows.model();
		}

	}

	/**
	 * An upsert: finds or updates the row of a unique key, and inserts it where there is
	 * none. Returns whether it was inserted, followed by all stored columns.
	 *
	 * @param existing the row of the key
	 * @param changes what is written to it; null if it is only read
	 * @param insert the new row
	 * @param key the fields of the unique key
	 */
	record Upsert(QueryState existing, @Nullable List<Change> changes, List<Change> insert,
			List<ModelField> key) implements Write {

		public Upsert {
			changes = (changes != null) ? List.copyOf(changes) : null;
			insert = List.copyOf(insert);
			key = List.copyOf(key);
		}

		/** Whether it changes the row where there is one, and does not only read it. */
		public boolean updates() {
			return this.changes != null && !this.changes.isEmpty();
		}

		@Override
		public ModelMetadata<?> model() {
			return this.existing.model();
		}

	}

	/**
	 * Upserts of rows that are bound as arrays. Returns whether each was inserted, its
	 * number and all stored columns, as {@link SqlStatement.UpsertMany} has it.
	 *
	 * @param model the model
	 * @param key the fields of the unique key
	 * @param insert what a new row gets; slots are numbered like the arrays
	 * @param changes what is written to a row that is there; likewise
	 * @param arrays the arrays
	 */
	record UpsertMany(ModelMetadata<?> model, List<ModelField> key, List<Change> insert, List<Change> changes,
			List<Expression> arrays) implements Write {

		public UpsertMany {
			key = List.copyOf(key);
			insert = List.copyOf(insert);
			changes = List.copyOf(changes);
			arrays = List.copyOf(arrays);
		}

		/** What is written to both kinds of rows alike is bound once. */
		static UpsertMany of(MergedWrite.Upserts<?> upserts) {
			List<Expression> arrays = new ArrayList<>();
			List<Change> insert = new ArrayList<>();
			RowBlock inserted = upserts.inserted();
			for (int i = 0; i < inserted.fields().size(); i++) {
				insert.add(bound(inserted, i, arrays));
			}
			List<Change> changes = new ArrayList<>();
			RowBlock updated = upserts.updated();
			for (int i = 0; i < updated.fields().size(); i++) {
				int same = inserted.fields().indexOf(updated.fields().get(i));
				changes.add((same >= 0 && inserted.columns().get(same).equals(updated.columns().get(i)))
						? insert.get(same) : bound(updated, i, arrays));
			}
			return new UpsertMany(upserts.model(), upserts.key(), insert, changes, arrays);
		}

		private static Change bound(RowBlock rows, int column, List<Expression> arrays) {
			ModelField field = rows.fields().get(column);
			arrays.add(Expression.Value.array(rows.columns().get(column), field.type()));
			return new Change(field, new Expression.Slot(arrays.size() - 1, field.type(), false));
		}

	}

}
