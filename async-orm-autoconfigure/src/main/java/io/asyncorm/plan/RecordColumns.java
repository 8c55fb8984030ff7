package io.asyncorm.plan;

import java.lang.reflect.Type;
import java.util.List;

import io.asyncorm.model.Range;

import org.springframework.util.ClassUtils;

/**
 * The columns of a query that records are made of. Immutable.
 *
 * @param <E> the record
 * @param columns in the order in which their values are handed over
 * @param assembler makes a record of the values
 * @since 0.1.0
 */
public record RecordColumns<E>(List<Column> columns, RowAssembler<E> assembler) {

	public RecordColumns {
		columns = List.copyOf(columns);
	}

	/** The names of the columns. */
	public List<String> names() {
		return this.columns.stream().map(Column::name).toList();
	}

	/**
	 * A column that a component of a record is read from.
	 *
	 * @param name by which it is found
	 * @param type as the component declares it
	 * @param inner whether that is of a record within the record, which is null where all
	 * of its columns are
	 */
	public record Column(String name, Type type, boolean inner) {

		/** What is read. */
		public Type boxed() {
			return (this.type instanceof Class<?> plain) ? ClassUtils.resolvePrimitiveIfNecessary(plain) : this.type;
		}

		/** What has to be there, for messages. */
		public String wanted() {
			return "'" + this.name + "'"
					+ ((this.type instanceof Class<?> plain && plain.isRecord() && plain != Range.class
							&& plain.getRecordComponents().length > 0)
									? " or '" + this.name + "__" + plain.getRecordComponents()[0].getName() + "'" : "");
		}

	}

}
