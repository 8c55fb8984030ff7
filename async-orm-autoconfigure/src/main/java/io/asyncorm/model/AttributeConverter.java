package io.asyncorm.model;

/**
 * Converts between a property type of the application's own, such as {@code Isbn} or
 * {@code Money}, and a type that a column can hold, as JPA's interface of the same name
 * does, and Django's {@code get_prep_value} and {@code from_db_value}.
 *
 * <pre class="code">
 * final class StatusConverter implements AttributeConverter&lt;Status, String&gt; {
 *
 *     public String toColumn(Status status) {
 *         return status.code();
 *     }
 *
 *     public Status fromColumn(String code) {
 *         return Status.ofCode(code);
 *     }
 *
 * }
 * </pre>
 *
 * A converter that is a Spring bean is used for every property of type {@code J}, and for
 * the elements of a {@code List}, {@code Set} or array of it, unless columns can hold
 * that type without one, as they can text and numbers. {@link Convert} names one for a
 * single property. The class must declare {@code J} and {@code S} as concrete types.
 * <p>
 * Null is stored as null: a converter is never called with null, and must not return it.
 * It must be safe for use by several threads. Two values that are equal must be stored as
 * equal ones; as a key, {@code J} needs {@code equals()} and {@code hashCode()}.
 *
 * @param <J> the type of the property
 * @param <S> the type of the column: text, a number, a date, or another type that columns
 * can hold without a converter
 * @since 0.1.0
 */
public interface AttributeConverter<J, S> {

	/** Converts a value of the property to the value that is stored. */
	S toColumn(J value);

	/** Converts a stored value to a value of the property. */
	J fromColumn(S stored);

}
