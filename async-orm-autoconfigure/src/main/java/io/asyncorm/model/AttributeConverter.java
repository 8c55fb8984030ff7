package io.asyncorm.model;

/**
 * Stores values of a type of the application's own in a column: JPA's converter of the
 * same name, Django's {@code get_prep_value} and {@code from_db_value}.
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
 * A converter that is a Spring bean is used for every property of type {@code J}, unless
 * columns have that type by themselves, as text and numbers have. {@link Convert} names
 * one for a single property. What {@code J} and {@code S} are, the class must say.
 * <p>
 * Null is stored as null, so that a converter is never given one, and must not give one.
 * Converters are called by several threads at a time. Two values that are equal must be
 * stored as equal ones; as a key, {@code J} needs {@code equals()} and
 * {@code hashCode()}.
 *
 * @param <J> the type of the property
 * @param <S> the type of the column: text, a number, a date, or whatever else columns
 * have by themselves
 * @since 0.1.0
 */
public interface AttributeConverter<J, S> {

	/** The value as the column holds it. */
	S toColumn(J value);

	/** The value that the column holds. */
	J fromColumn(S stored);

}
